"""Forms, made from the declarations of the records. Knows no feature of the window."""
