"""Types of deliverables that people define: the dialog in which they are listed and edited."""
