"""Records found: their lines as the palette and the page of results show them."""
