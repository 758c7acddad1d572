"""The case file: reading it with every fault in its place, editing it with remarks kept, its JSON Schema."""

from goodoffices.model.files.changes import Change, Insert, Put, Remove, add_alias, add_evidence, set_answer
from goodoffices.model.files.edit import edited
from goodoffices.model.files.evidence import EvidenceReport, check_evidence, evidence, find_evidence, locate
from goodoffices.model.files.read import CASE_FILE, CaseFile, loads_case, read_case
from goodoffices.model.files.schema import SCHEMA_ID, case_schema
from goodoffices.model.files.write import FIRST_LINE, SCHEMA_FILE, dump_case, edit_case, write_case, write_text

__all__ = [
    "CASE_FILE",
    "FIRST_LINE",
    "SCHEMA_FILE",
    "SCHEMA_ID",
    "CaseFile",
    "Change",
    "EvidenceReport",
    "Insert",
    "Put",
    "Remove",
    "add_alias",
    "add_evidence",
    "case_schema",
    "check_evidence",
    "dump_case",
    "edit_case",
    "edited",
    "evidence",
    "find_evidence",
    "loads_case",
    "locate",
    "read_case",
    "set_answer",
    "write_case",
    "write_text",
]
