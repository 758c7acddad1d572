"""Make the README's picture: brief the example in a folder of its own, and photograph page one in a headless browser.

Run with ``make picture``. Needs Chromium; nothing is fetched from anywhere.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from goodoffices.report import write_briefing
from goodoffices.runs import analyse

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "ukraine-2025-03"
PICTURE = ROOT / "docs" / "pictures" / "briefing.png"
WIDTH, HEIGHT = 1280, 2530
"""Size of the window, so that page one just fits [pixels]."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Write the picture; the exit status is 5 where no browser is installed."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print(f"The picture needs one of these browsers: {', '.join(BROWSERS)}.", file=sys.stderr)
        return 5
    with tempfile.TemporaryDirectory() as folder:
        case = Path(
            shutil.copytree(EXAMPLE, Path(folder) / "case", ignore=shutil.ignore_patterns("ledger.db*", "briefing.*"))
        )
        (page,) = write_briefing(analyse(case))
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        flags = [
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--no-first-run",
        ]
        subprocess.run(  # noqa: S603  a browser found on the path, a page that we wrote
            [
                browser, *flags, "--no-sandbox", f"--user-data-dir={folder}/browser", f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={PICTURE}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
