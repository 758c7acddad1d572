"""The case file: reading it with every fault in its place, editing it with comments kept, its JSON Schema."""

from goodoffices.model.files.read import CASE_FILE, CaseFile, loads_case, read_case

__all__ = ["CASE_FILE", "CaseFile", "loads_case", "read_case"]
