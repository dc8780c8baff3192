"""Tools of the developer; none of this is in the wheel."""
