"""An imported case on disk: a case folder, or a single case file where the path ends in ``.yaml``."""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.errors import CaseError, OutputError, Problem
from goodoffices.model.case import Case
from goodoffices.model.files.read import CASE_FILE, LARGEST, CaseFile, loads_case
from goodoffices.model.files.schema import case_schema
from goodoffices.model.files.write import SCHEMA_FILE, dump_case, write_text

__all__ = ["save_case"]

ENDINGS = (".yaml", ".yml")


def save_case(case: Case, path: Path | str, *, force: bool = False) -> CaseFile:
    """Write a case, once it is sure that it can be read. What is there stays, unless ``force`` says to replace the case file.

    Raises
    ------
    OutputError
        If there is a case already and ``force`` is not given, or the place cannot be written to.
    CaseError
        If the case would not be read back: it is larger than a case file may be. Nothing is written then.
    """
    place = Path(path)
    single = place.suffix.lower() in ENDINGS and not place.is_dir()
    file = place if single else place / CASE_FILE
    if file.exists() and not force:
        raise OutputError(f"{file}: there is a case already. Choose another place, or give --force to replace it.")
    text = dump_case(case)
    if len(data := text.encode()) > LARGEST:
        message = f"the case would be larger than a case file may be: {len(data) / 2**20:.0f} MiB"
        raise CaseError([Problem(str(file), message, hint="Nothing was written. Import fewer options.")])
    made = loads_case(text, str(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{file.parent}: the folder cannot be made: {error.strerror}.") from error
    if not single:
        schema = json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"
        write_text(file.with_name(SCHEMA_FILE), schema.encode())
    write_text(file, data)
    return made
