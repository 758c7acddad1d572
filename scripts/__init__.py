"""What keeps the house: set-up, checks, and the pages of the reference that are generated."""
