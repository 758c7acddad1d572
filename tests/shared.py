"""Where the shared methods, oracles and articles are, when they are beside the checkout; tests that need them skip without."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["SHARED", "needs_shared"]

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside this checkout")
