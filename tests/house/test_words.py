"""What no file of this project may contain: a folder of somebody's machine, or the address of a package registry."""

from __future__ import annotations

import re

from tests.house.repository import ROOT, project_files

MACHINE_PATH = re.compile(r"(?<![\w.)\]}~-])/(?:root|work|home/\w+|Users/\w+|opt/wheels)/|[A-Z]:\\Users\\")
# Put together here, so that this file does not contain what it forbids.
REGISTRIES = re.compile(
    "|".join(re.escape(a + b) for a, b in [("pypi", ".org"), ("python", "hosted.org"), ("npmjs", ".org")])
)


def offending(pattern: re.Pattern[str]) -> list[str]:
    """``file:line`` of each match in the text files of the project."""
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, an archive, a source kept in another encoding on purpose
        found += [f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, m.start()) + 1}" for m in pattern.finditer(text)]
    return found


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert offending(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert offending(REGISTRIES) == []


def test_the_patterns_find_what_they_look_for() -> None:
    slash = "/"
    assert MACHINE_PATH.search(f"see {slash}home{slash}anna{slash}case.yaml")
    assert not MACHINE_PATH.search("https://example.org/work/paper.html")
    assert REGISTRIES.search("https://" + "pypi" + ".org/simple")


def test_there_is_no_lock_file() -> None:
    locks = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pylock.toml"}
    assert [path.name for path in project_files() if path.name in locks] == []
