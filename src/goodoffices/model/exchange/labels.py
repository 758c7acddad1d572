"""From whatever a file calls a thing to a name that expressions can use; the original is kept as what people read.

>>> names = Labels("option")
>>> names.add("US nuclear strike"), names.add("US Nuclear strike!"), names.add("not"), names.add("???"), names.add("A-1")
('us_nuclear_strike', 'us_nuclear_strike_2', 'not_', 'option_4', 'a_1')
>>> Labels("issue", keep=True).add("A-1")
'A-1'
"""

from __future__ import annotations

import re
import unicodedata

from goodoffices.model.expressions import RESERVED

__all__ = ["Labels", "label"]

LONGEST = 40
"""Characters of a name; the label keeps them all."""

_SAFE = re.compile(rf"\w[\w-]{{0,{LONGEST - 1}}}")
_NO_WORD = re.compile(r"[^\w]+")
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Labels:
    """Names given so far in one family: parties, issues, or the options of one issue.

    ``kind`` names what has no word in it. With ``keep``, what is a safe name already stays as it is.
    """

    def __init__(self, kind: str, *, keep: bool = False) -> None:
        self.kind, self.keep = kind, keep
        self.taken: set[str] = set()
        self.asked = 0

    def add(self, text: str) -> str:
        """A name for the next thing: letters, digits and underscores, unlike all names before it."""
        self.asked += 1
        base = text if self.keep and _SAFE.fullmatch(text) else self._safe(text)
        if base in RESERVED:
            base += "_"
        name, number = base, 1
        while name in self.taken:
            number += 1
            name = f"{base}_{number}"
        self.taken.add(name)
        return name

    def _safe(self, text: str) -> str:
        word = _NO_WORD.sub("_", unicodedata.normalize("NFKC", text).lower()).strip("_")[:LONGEST].rstrip("_")
        return word or f"{self.kind}_{self.asked}"


def label(text: str, otherwise: str) -> str:
    """What people read: the text as it stands, without characters that no screen shows; ``otherwise`` if nothing is left."""
    return _UNSHOWN.sub(" ", text).strip() or otherwise
