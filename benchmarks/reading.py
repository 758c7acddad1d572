"""Measure the reader against annotated text: ``python -m benchmarks.reading [FOLDER]``.

FOLDER holds the evaluation data and their scorer (``score_statements.py``); without it ``../shared/eval`` is looked
for. The data are never shipped and never quoted; only figures are kept, in ``benchmarks/reading.json``. The run
fails when a figure falls more than one point below that record. Rules are written on *train*; *dev* is measured and
not looked at.

``--record`` writes the figures as the new record, ``--calibrate`` writes the table of confidence that ships with
the package (from train).
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.reader import READER, read_statements

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "benchmarks" / "reading.json"
CONFIDENCE = ROOT / "src" / "goodoffices" / "reading" / "data" / "confidence.json"
HOSTILE = {
    "news": "The envoy said that the talks would go on. Both sides have accepted the plan, she added on Monday. ",
    "only opening quotes": "“",
    "only cues": "said ",
    "no spaces": "x",
    "brackets": "(",
    "combining marks": "e\u0301\u0308",
    "alternating scripts": "ab שלום 你好 ",
    "commas": "the north, ",
    "and": "the north and ",
    "relative clauses": "which the north said that ",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 if nothing fell, 1 if something did, 2 if the data are not there."""
    parser = argparse.ArgumentParser(description="Measure the reader against annotated text.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--record", action="store_true", help="write the figures as the new record")
    parser.add_argument("--calibrate", action="store_true", help="write the table of confidence from train")
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of each hostile text")
    options = parser.parse_args(arguments)
    if not (options.folder / "score_statements.py").is_file():
        print(
            f"{options.folder}: no evaluation data here; name the folder that holds score_statements.py.",
            file=sys.stderr,
        )
        return 2
    scorer = _scorer(options.folder)
    print(f"reader {READER}, Python {platform.python_version()}, {platform.machine()}")
    figures: dict[str, float] = {}
    for split, file in (("train", "polnear_train.jsonl.gz"), ("dev", "polnear_dev.jsonl")):
        documents = _records(options.folder / file)
        rows, seconds = _read_all(documents)
        figures |= _attribution(scorer, split, documents, rows, seconds)
        if split == "train" and options.calibrate:
            _calibrate(scorer, documents, rows)
    figures |= _speech_acts(scorer, options.folder)
    _hostile(options.megabytes)
    if options.record:
        RECORD.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return _compare(figures)


def _read_all(documents: Iterable[dict[str, Any]]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """Rows by document, and the processor time it took."""
    rows, start = {}, time.process_time()
    for document in documents:
        name = document.get("doc") or document["id"]
        source = source_from_text(document["text"], f"{name}.txt")
        rows[name] = [row.to_json() for row in read_statements(source, Gazetteer.empty())]
    return rows, time.process_time() - start


def _attribution(
    scorer: ModuleType,
    split: str,
    documents: list[dict[str, Any]],
    rows: dict[str, list[dict[str, Any]]],
    seconds: float,
) -> dict[str, float]:
    """Print and return the attribution table of one split, with a bootstrap interval over documents."""
    everything = [row for found in rows.values() for row in found]
    result, _ = scorer.score_quotes(documents, everything)
    wrong, _ = scorer.audit(documents, everything)
    interval = _bootstrap(scorer, documents, rows)
    figures = {
        f"{split} exact F1": result["exact"]["F1"],
        f"{split} overlap P": result["overlap"]["P"],
        f"{split} overlap R": result["overlap"]["R"],
        f"{split} overlap F1": result["overlap"]["F1"],
        f"{split} speaker": result["speaker_accuracy"],
        f"{split} joint F1": result["joint"]["F1"],
    }
    for kind, found in result["by_kind"].items():
        figures[f"{split} recall {kind}"] = found["recall_overlap"]
    print(
        f"\n{split}: {len(documents)} articles, {result['rows']} rows, {len(documents) / seconds:.0f} articles a second"
    )
    for name, value in figures.items():
        print(f"  {name.removeprefix(split + ' '):<18}{value:6.1f}")
    print(f"  overlap F1, 95 % of 1,000 resamples of articles: {interval[0]:.1f}-{interval[1]:.1f}")
    print(f"  spans that do not say what the row says: {wrong['wrong']}")
    return figures


def _bootstrap(
    scorer: ModuleType, documents: list[dict[str, Any]], rows: dict[str, list[dict[str, Any]]]
) -> tuple[float, float]:
    """The middle 95 % of overlap F1 over resampled articles."""
    counts = []
    for document in documents:
        result, _ = scorer.score_quotes([document], rows[document["doc"]])
        counts.append((round(result["overlap"]["P"] * result["rows"] / 100), result["rows"], result["gold"]))
    table = np.array(counts)
    rng = np.random.default_rng(11)
    sums = table[rng.integers(len(table), size=(1_000, len(table)))].sum(axis=1)
    scores = 200 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1)
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def _speech_acts(scorer: ModuleType, folder: Path) -> dict[str, float]:
    """Print and return the class and stance accuracy on single diplomatic sentences."""
    records = _records(folder / "plover_gsr_half.json")
    rows, _ = _read_all([record for record in records if record.get("text")])
    result, _ = scorer.score_gsr(records, [row for found in rows.values() for row in found])
    figures = {"acts read": result["read"], "acts class": result["class"], "acts stance": result["stance"]}
    print(f"\nspeech acts: {result['records']} verbal records")
    for name, value in figures.items():
        print(f"  {name:<18}{value:6.1f}")
    return figures


def _calibrate(scorer: ModuleType, documents: list[dict[str, Any]], rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write the smoothed share of right rows (content and speaker) of each rule."""
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document in documents:
        text = document["text"]
        wanted = [(a, scorer.letters(text, a["content"])) for a in document["attributions"]]
        wanted = [pair for pair in wanted if pair[1]]
        mine = rows[document["doc"]]
        spans = [scorer.letters(text, row["content"]) for row in mine]
        good = set()
        for share, i, j in scorer.pairs([letters for _, letters in wanted], spans):
            source = " ".join(text[s:e] for s, e in wanted[i][0]["source"])
            said = mine[j]["speaker"]["text"] or mine[j]["speaker"]["name"] or ""
            if share >= 0.5 and (not source or scorer.same_speaker(said, source)):
                good.add(j)
        for j, row in enumerate(mine):
            for rule in (row["rule"], "*"):
                right[rule][0] += j in good
                right[rule][1] += 1
    overall = right["*"][0] / right["*"][1]
    table = {
        rule: round((hits + 5 * overall) / (total + 5), 2)
        for rule, (hits, total) in sorted(right.items())
        if total >= 20
    }
    CONFIDENCE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"confidence of {len(table) - 1} rules written to {CONFIDENCE.relative_to(ROOT)}")


def _hostile(megabytes: float) -> None:
    """Time texts that are built to be slow, each as large as the news it is compared with."""
    print(f"\nhostile texts of {megabytes:g} MB, processor seconds")
    for name, unit in HOSTILE.items():
        size = int(megabytes * 1_000_000)
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        found = read_statements(source_from_text(text, "hostile.txt"), Gazetteer.empty())
        print(f"  {name:<22}{time.process_time() - start:6.1f}  ({len(found)} rows)")


def _compare(figures: dict[str, float]) -> int:
    """1 if a figure fell more than one point below the record."""
    if not RECORD.is_file():
        return 0
    record = json.loads(RECORD.read_text("utf-8"))
    fallen = {name: value for name, value in figures.items() if value < record.get(name, 0) - 1}
    for name, value in fallen.items():
        print(f"fell: {name} is {value}, the record says {record[name]}")
    return 1 if fallen else 0


def _records(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    if text.lstrip().startswith("["):
        found: list[dict[str, Any]] = json.loads(text)
        return found
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _scorer(folder: Path) -> ModuleType:
    """The scorer that lies beside the data."""
    spec = importlib.util.spec_from_file_location("score_statements", folder / "score_statements.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder}: the scorer cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
