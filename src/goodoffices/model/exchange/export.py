"""Export: a case as the files of other programs."""

from __future__ import annotations

from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.exchange.csv_sheet import export_csv
from goodoffices.model.exchange.exported import Exported
from goodoffices.model.exchange.gmcr_write import export_gmcr
from goodoffices.model.exchange.nfg import export_nfg
from goodoffices.settings import Reading, RedLines

__all__ = ["FORMATS", "export_case"]

FORMATS = {
    "csv": "a score sheet",
    "gmcr": "a conflict for GMCR+",
    "nfg": "a strategic game for Gambit",
}


def export_case(
    case: Case, format: str, reading: Reading = Reading.CERTAIN, red_lines: RedLines = RedLines.SINK
) -> Exported:
    """A case in a format of :data:`FORMATS`.

    Raises
    ------
    UsageError
        If no such format is known.
    CaseError
        If the format cannot say what the case says.
    TooLarge
        If the case is too large for the format.
    """
    if format == "csv":
        return export_csv(case)
    if format == "gmcr":
        return export_gmcr(case, reading, red_lines)
    if format == "nfg":
        return export_nfg(case, reading, red_lines)
    raise UsageError(f"There is no export to {format}. Known are: {', '.join(FORMATS)}.")
