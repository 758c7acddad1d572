"""Measurements of speed, memory and quality: each module has a ``main()`` that prints a table; ``make bench`` runs them all."""
