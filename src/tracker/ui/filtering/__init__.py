"""The filter of a list: text with completion, chips, and the popup that edits them."""
