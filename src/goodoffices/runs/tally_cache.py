"""Finished parts of a run, kept by content: a run that was stopped is taken up where it was, on any machine.

A file's name is the hash of everything that its counts depend on: the case, what is counted and under which settings, the seed,
the blocks, and the versions of this package and of NumPy. Nothing is looked up by a name that could mean something else, so
nothing need be cleared when a case is edited. Files hold plain arrays only; one that cannot be read is counted again.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import numpy as np

from goodoffices.engines.worlds import BLOCK, Tally
from goodoffices.errors import OutputError
from goodoffices.model.results.base import versions
from goodoffices.runs.worlds_case import WorldsCase

__all__ = ["TallyCache"]

_KEY_BYTES = 16
"""Length of the key of a profile."""


class TallyCache:
    """The kept parts of one case's runs.

    Raises
    ------
    OutputError
        If the folder cannot be made.
    """

    def __init__(self, folder: Path, worlds: WorldsCase) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: parts of the run cannot be kept here: {error.strerror}.") from None
        problem = worlds.problem
        content = {
            "case": worlds.case.model_dump(mode="json", exclude={"case", "about", "as_of", "left_out", "talks"}),
            "concepts": [concept.value for concept in problem.concepts],
            "rule": problem.rule.value,
            "red_lines": problem.red_lines.value,
            "assumed": list(worlds.assumed),
            "versions": dict(versions()),
        }
        self._content = json.dumps(content, sort_keys=True, default=str)

    def find(self, seed: int, first: int, blocks: int, draws: int) -> Tally | None:
        """The counts of a task, if they were kept."""
        path = self._path(seed, first, blocks, draws)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                arrays = {name: held[name] for name in held.files}
                return Tally(
                    draws=int(arrays.pop("draws")),
                    profiles=frozenset(row.tobytes() for row in arrays.pop("profiles")),
                    **arrays,
                )
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
            return None

    def keep(self, counts: Tally, seed: int, first: int, blocks: int, draws: int) -> None:
        """Write the counts of a task, whole or not at all."""
        arrays = {part.name: getattr(counts, part.name) for part in fields(Tally)}
        keys = b"".join(sorted(counts.profiles))
        arrays["profiles"] = np.frombuffer(keys, dtype=np.uint8).reshape(-1, _KEY_BYTES)
        try:
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(file, **arrays)
            os.replace(name, self._path(seed, first, blocks, draws))
        except OSError as error:
            raise OutputError(f"{self._folder}: a part of the run could not be kept: {error.strerror}.") from None

    def _path(self, seed: int, first: int, blocks: int, draws: int) -> Path:
        """Where the counts of these blocks are: of the run's length only what falls into them counts."""
        worlds = min(draws, (first + blocks) * BLOCK) - first * BLOCK
        key = sha256(f"{self._content}|{seed}|{first}|{worlds}".encode()).hexdigest()
        return self._folder / f"{key}.npz"
