"""Trade by the open day: what a closed border hides."""
