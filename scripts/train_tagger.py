"""Train the part-of-speech tagger: ``python -m scripts.train_tagger FOLDER OUT``.

FOLDER holds the Universal Dependencies English Web Treebank (``en_ewt-ud-*.conllu.gz``) [Silveira2014]_.
Multinomial logistic regression by Adagrad with a fixed seed; the weights are rounded to eight bits. Prints the
accuracy on the treebank's test part.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.tagger import BITS, TAGS, feature_slots
from goodoffices.reading.tokens import fold

COARSE = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "PDT": "DT", "WP$": "WP",
    ",": ".", ":": ".", "``": ".", "''": ".", "-LRB-": ".", "-RRB-": ".", "HYPH": ".", "NFP": ".",
}  # fmt: skip


def read_treebank(path: Path) -> tuple[list[str], list[str]]:
    """Words and coarse tags of one treebank file, hyphenated words joined as our tokens are."""
    words: list[str] = []
    tags: list[str] = []
    joined = False
    glue = False  # the word before ends without a space
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if not line.strip():
            glue = joined = False
            continue
        if line.startswith("#"):
            continue
        fields = line.rstrip("\n").split("\t")
        if not fields[0].isdigit():
            continue
        word, label, tight = fields[1], COARSE.get(fields[4], fields[4]), "SpaceAfter=No" in fields[9]
        label = label if label in TAGS else "X"
        if joined and glue:
            words[-1] += word
            tags[-1] = label
            joined = False
        elif fields[4] == "HYPH" and glue:
            words[-1] += word
            joined = True
        else:
            words.append(word)
            tags.append(label)
            joined = False
        glue = tight
    return words, tags


def train(
    slots: NDArray[np.int64], gold: NDArray[np.int64], epochs: int = 3, rate: float = 0.25, dropped: float = 0.1
) -> NDArray[np.float32]:
    """Weights [rows, tags] by Adagrad on the log loss."""
    rng = np.random.default_rng(17)
    weights = np.zeros((2**BITS, len(TAGS)), dtype=np.float32)
    squares = np.full_like(weights, 1e-2)
    for epoch in range(epochs):
        order = rng.permutation(len(slots))
        right = 0
        for at in range(0, len(order), 256):
            batch = order[at : at + 256]
            rows = slots[batch]
            kept = rng.random(rows.shape, dtype=np.float32) >= dropped  # so that no single template is leant on
            scores = (weights[rows] * kept[:, :, None]).sum(axis=1)
            right += int((scores.argmax(axis=1) == gold[batch]).sum())
            scores -= scores.max(axis=1, keepdims=True)
            shares = np.exp(scores)
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(batch)), gold[batch]] -= 1
            unique, where = np.unique(rows.ravel(), return_inverse=True)
            gradient = np.zeros((len(unique), len(TAGS)), dtype=np.float32)
            np.add.at(gradient, where, (shares[:, None, :] * kept[:, :, None]).reshape(-1, len(TAGS)))
            squares[unique] += gradient**2
            weights[unique] -= rate * gradient / np.sqrt(squares[unique])
        print(f"epoch {epoch + 1}: {right / len(order):.4f} on train", file=sys.stderr)
    return weights


def main(arguments: list[str] | None = None) -> int:
    """Train, measure, write."""
    folder, out = (arguments or sys.argv[1:])[:2]
    parts = {part: read_treebank(Path(folder) / f"en_ewt-ud-{part}.conllu.gz") for part in ("train", "dev", "test")}
    index = {name: number for number, name in enumerate(TAGS)}
    arrays = {
        part: (feature_slots(words, [fold(word) for word in words]), np.array([index[name] for name in tags]))
        for part, (words, tags) in parts.items()
    }
    weights = train(*arrays["train"])
    scale = 127 / np.percentile(np.abs(weights[weights != 0]), 99.9)
    small = np.clip(np.rint(weights * scale), -127, 127).astype(np.int8)
    for part in ("dev", "test"):
        slots, gold = arrays[part]
        found = small[slots].astype(np.int32).sum(axis=1).argmax(axis=1)
        print(f"{part}: {(found == gold).mean():.4f} of {len(gold)} tokens")
    np.savez_compressed(out, weights=small)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
