"""Tests of Good Offices, room by room as in ``src/goodoffices``."""
