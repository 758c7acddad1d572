"""The parts of ``unlock``: who would accept after which edits, whether the deal would then hold, and the search."""
