"""What record pages have in common: the frame of three columns and the parts that fill it."""
