"""Write a briefing where it was asked for: whole or not at all, in one or several formats."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from goodoffices.errors import MissingExtra, OutputError, UsageError
from goodoffices.model.files import CaseFile
from goodoffices.report.briefing import Briefing
from goodoffices.report.build import Material, build_briefing

__all__ = ["FORMATS", "write_briefing"]

FORMATS = ("html", "md", "pdf", "docx")


class BriefedCase(Material, Protocol):
    """An analysis that knows where its case lies."""

    @property
    def casefile(self) -> CaseFile:
        """The case as read from its folder."""


def write_briefing(
    analysis: BriefedCase, path: Path | None = None, formats: Sequence[str] = ("html",)
) -> tuple[Path, ...]:
    """Build the briefing of an analysis and write it.

    Parameters
    ----------
    analysis
        What :func:`goodoffices.analyse` gives.
    path
        A file, whose suffix is changed for further formats, or a folder; ``briefing.html`` beside the case where None.
    formats
        Any of ``html``, ``md``, ``pdf``, ``docx``.

    Returns
    -------
    tuple of Path
        The files written, in the order of the formats.

    Raises
    ------
    OutputError
        If a file cannot be written; what stood there before is untouched.
    MissingExtra
        If a format needs a part that is not installed; the other formats, and HTML, are written all the same.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f'There is no format "{unknown[0]}". Formats are: {", ".join(FORMATS)}.')
    target = _target(path, analysis.casefile.folder)
    briefing = build_briefing(analysis)
    written: list[Path] = []
    missing: MissingExtra | None = None
    for name in formats:
        try:
            content = _RENDERERS[name](briefing)
        except MissingExtra as error:
            missing = missing or error
            continue
        written.append(_write(_named(target, name, formats), content))
    if missing is not None:
        if not written:
            written.append(_write(target.with_suffix(".html"), _html(briefing)))
        told = "\n".join(f"The briefing was written: {file}" for file in written)
        missing.args = (f"{missing}\n{told}",)
        raise missing
    return tuple(written)


def _target(path: Path | None, folder: Path) -> Path:
    """The file to write, without regard to its suffix."""
    if path is None:
        return folder / "briefing.html"
    return path / "briefing.html" if path.is_dir() else path


def _named(target: Path, name: str, formats: Sequence[str]) -> Path:
    """The file of one format: as asked for where only one is, else with the format's suffix."""
    return (
        target
        if len(formats) == 1 and target.suffix and target.name != "briefing.html"
        else target.with_suffix(f".{name}")
    )


def _write(path: Path, content: str | bytes) -> Path:
    """Write to a file of its own in the same folder, then put it in place: a reader never sees half a page."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or "it cannot be written"
        raise OutputError(f"{path}: {reason}. Nothing was written; name another place with --output.") from None
    return path


def _umask() -> int:
    """The process's file mode mask: a temporary file is private, a briefing is as open as any file its writer makes."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _html(briefing: Briefing) -> str:
    from goodoffices.report.html import render_html

    return render_html(briefing)


def _markdown(briefing: Briefing) -> str:
    from goodoffices.report.markdown import render_markdown

    return render_markdown(briefing)


def _pdf(briefing: Briefing) -> bytes:
    from goodoffices.report.pdf import render_pdf

    return render_pdf(_html(briefing))


def _docx(briefing: Briefing) -> bytes:
    from goodoffices.report.word import render_docx

    return render_docx(briefing)


_RENDERERS: dict[str, Callable[[Briefing], str | bytes]] = {
    "html": _html,
    "md": _markdown,
    "pdf": _pdf,
    "docx": _docx,
}
