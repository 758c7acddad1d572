"""Numbered changes of the ledger's schema. A change that has been released is never edited; the next one follows it."""
