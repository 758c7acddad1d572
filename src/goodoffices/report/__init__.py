"""Tables, charts and the briefing, in every form a reader may want it."""
