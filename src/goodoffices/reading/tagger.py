"""A part-of-speech tagger: one linear layer over hashed features of a five-word window.

Penn Treebank tags, coarsened. No tag depends on another, so a whole article is tagged by a few array operations;
that is what keeps the reader at hundreds of articles a second. Weights are trained by
``scripts/train_tagger.py`` on the Universal Dependencies English Web Treebank [Silveira2014]_ (annotations CC
BY-SA 4.0) and shipped as ``data/tagger.npz`` under the same licence.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.tokens import Tokens

__all__ = ["BITS", "TAGS", "feature_slots", "tag"]

TAGS: Final = "NN NNS NNP PRP PRP$ DT JJ RB VB VBP VBZ VBD VBN VBG MD IN TO CC CD WDT WP WRB POS RP EX UH . X".split()
BITS: Final = 16
"""The weight table has 2**BITS rows."""
_CACHE_LIMIT: Final = 200_000
_words: dict[str, tuple[int, int, int, int]] = {}
_MULTIPLIERS: Final = np.array(
    [0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0xFD7046C5, 0xB55A4F09, 0x8DA6B343,
     0xD8163841, 0xCB1AB31F, 0xA2F9836F, 0x94D049BB, 0xBF58476D, 0xE7037ED1, 0x9FB21C65],
    dtype=np.uint64,
)  # fmt: skip


def tag(tokens: Tokens) -> list[str]:
    """The tag of each token [n], out of :data:`TAGS`."""
    if not len(tokens):
        return []
    weights = _weights()
    best: list[int] = []
    for at in range(0, len(tokens), 20_000):  # windows bound the memory; two words on each side are all that a tag sees
        low, high = max(0, at - 2), min(len(tokens), at + 20_002)
        slots = feature_slots(tokens.words[low:high], tokens.lower[low:high])
        scores = weights[slots[:, 0]].astype(np.int32)
        for column in range(1, slots.shape[1]):
            scores += weights[slots[:, column]]
        best += scores.argmax(axis=1)[at - low : at - low + 20_000].tolist()
    return [TAGS[index] for index in best[: len(tokens)]]


def feature_slots(words: list[str], lower: list[str]) -> NDArray[np.int64]:
    """[n, templates] rows of the weight table that speak for each token."""
    base = np.array([_word(word, low) for word, low in zip(words, lower, strict=True)], dtype=np.uint64)
    padded = np.zeros((len(base) + 4, 4), dtype=np.uint64)
    padded[2:-2] = base
    word, suffix3, suffix2, shape = (padded[:, column] for column in range(4))
    here, before, after = slice(2, -2), slice(1, -3), slice(3, -1)
    before2, after2 = slice(0, -4), slice(4, None)
    seven, thirteen = np.uint64(7_368_787), np.uint64(13_466_917)
    columns = [
        word[here],
        word[before],
        word[after],
        suffix3[here] + shape[here],
        suffix2[here],
        shape[here] * seven + word[before],
        word[before] * seven + word[here],
        word[here] * seven + word[after],
        suffix3[before],
        suffix3[after],
        word[before2],
        word[after2],
        suffix2[before] * seven + suffix2[here] * thirteen + suffix2[after],
        word[before] * seven + suffix3[here],
        suffix3[here] * seven + word[after],
        word[before2] * seven + word[before] * thirteen + suffix2[here],
    ]
    mask, shift = np.uint64(0xFFFFFFFF), np.uint64(32 - BITS)
    hashed = [((column & mask) * _MULTIPLIERS[index] & mask) >> shift for index, column in enumerate(columns)]
    return np.stack(hashed, axis=1).astype(np.int64)


def _word(word: str, low: str) -> tuple[int, int, int, int]:
    """Hashes of a word, its last three and two letters, and its shape; remembered, since texts repeat their words."""
    found = _words.get(word)
    if found is None:
        if len(_words) >= _CACHE_LIMIT:
            _words.clear()
        key = low[:64].encode("utf-8", "surrogatepass")
        tail = low[-3:].encode("utf-8", "surrogatepass")
        found = (zlib.crc32(key), zlib.crc32(b"3" + tail), zlib.crc32(b"2" + low[-2:].encode("utf-8", "surrogatepass")),
                 _shape(word))  # fmt: skip
        _words[word] = found
    return found


def _shape(word: str) -> int:
    """Capital, all capitals, number, hyphenated, mark or plain, as a small number."""
    if word[0].isdigit():
        return 101
    if not word[0].isalpha():
        return 211
    hyphen = 1000 if "-" in word else 0
    if word[0].isupper():
        return hyphen + (307 if len(word) > 1 and word.isupper() else 401)
    return hyphen + 503


@cache
def _weights() -> NDArray[np.int8]:
    """The trained table [2**BITS, tags]."""
    data = resources.files("goodoffices.reading").joinpath("data/tagger.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as file:
        table: NDArray[np.int8] = file["weights"]
    return table
