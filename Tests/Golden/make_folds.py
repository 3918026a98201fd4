#!/usr/bin/env python3
"""Makes folds.json: divisions of rows into folds for cross-validation.

Which fold a row is in comes from a second implementation of the division, with the random numbers of
make_numerics.py; how many rows of each class a fold has comes from scikit-learn, and the script stops if
the two disagree.

Usage: python3 make_folds.py             (needs NumPy, mpmath and scikit-learn)
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold

from make_numerics import below

PATH = Path(__file__).resolve().parent / "folds.json"
FOLDS = 8


def shuffled(rows, seed, label):
    """Fisher and Yates, from the front."""
    rows = list(rows)
    for position in range(len(rows)):
        other = position + below(len(rows) - position, seed, FOLDS, label, position)
        rows[position], rows[other] = rows[other], rows[position]
    return rows


def division(labels, folds, seed):
    """The fold of each row, from 1: the rows of all classes in a line, dealt to one fold after another."""
    line = []
    for label in range(max(labels) + 1):
        line += shuffled(np.flatnonzero(labels == label), seed, label)
    fold = np.zeros(len(labels), int)
    fold[line] = np.arange(len(line)) % folds + 1
    return fold


def reference_counts(labels, folds):
    """The numbers of rows of each class in scikit-learn's folds."""
    is_stratified = max(labels) > 0
    splitter = StratifiedKFold(folds) if is_stratified else KFold(folds)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # A class has fewer rows than there are folds.
        parts = [test for _, test in splitter.split(labels, labels)]
    return [np.bincount(labels[part], minlength=max(labels) + 1).tolist() for part in parts]


def case(name, labels, folds, seed):
    labels = np.array(labels)
    # scikit-learn numbers classes in the order in which they appear.
    assert sorted(set(labels), key=labels.tolist().index) == sorted(set(labels)), name
    fold = division(labels, folds, seed)
    counts = reference_counts(labels, folds)
    for number in range(1, folds + 1):
        found = np.bincount(labels[fold == number], minlength=max(labels) + 1).tolist()
        assert found == counts[number - 1], (name, number, found, counts[number - 1])
    return {
        "name": name,
        "labels": labels.tolist(),
        "folds": folds,
        "seed": str(seed),
        "fold": fold.tolist(),
        "class_counts": counts,
    }


CASES = [
    case("three equal classes", [0] * 50 + [1] * 50 + [2] * 50, 5, 1),
    case("no classes", [0] * 23, 4, 7),
    case("as many folds as rows", [0] * 9, 9, 2),
    case("mixed classes", [(i * i % 29 > 13) + (i % 8 == 5) for i in range(53)], 5, 3),
    case("a class with fewer rows than folds", [0] * 11 + [1] * 2 + [2] * 6, 4, 0),
    case("the largest seed", [0, 1, 1] * 20, 10, 2**64 - 1),
    case("three rows", [0, 1, 1], 2, 0x0123456789ABCDEF),
]

if __name__ == "__main__":
    PATH.write_text("[\n" + ",\n".join(json.dumps(case) for case in CASES) + "\n]\n")
    print(len(CASES), "cases,", PATH.stat().st_size, "bytes")
