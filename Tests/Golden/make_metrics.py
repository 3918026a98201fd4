#!/usr/bin/env python3
"""Makes the files in metrics/: predictions and scikit-learn's metrics of them.

What scikit-learn reports as NaN (with zero_division=nan and force_finite=False) is null; the mean of R2 over
several targets is that with force_finite=True.

Usage: python3 make_metrics.py           (needs NumPy and scikit-learn)
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.datasets import make_multilabel_classification

DIRECTORY = Path(__file__).resolve().parent / "metrics"


def plain(value):
    """Numbers as JSON has them; what is not finite is undefined."""
    if isinstance(value, (list, np.ndarray)):
        return [plain(element) for element in value]
    return float(value) if np.isfinite(value) else None


def classification(name, classes, truth, predictions):
    labels = range(classes)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predictions, labels=labels, zero_division=np.nan
    )
    macro = metrics.precision_recall_fscore_support(
        truth, predictions, average="macro", zero_division=0
    )
    return {
        "name": name,
        "class_count": classes,
        "truth": [int(label) for label in truth],
        "predictions": [int(label) for label in predictions],
        "accuracy": plain(metrics.accuracy_score(truth, predictions)),
        "confusion_matrix": metrics.confusion_matrix(truth, predictions, labels=labels).tolist(),
        "precision": plain(precision),
        "recall": plain(recall),
        "f1": plain(f1),
        "support": [int(count) for count in support],
        "macro_precision": plain(macro[0]),
        "macro_recall": plain(macro[1]),
        "macro_f1": plain(macro[2]),
    }


def multilabel(name, truth, predictions):
    def scores(average, zero_division):
        values = metrics.precision_recall_fscore_support(
            truth, predictions, average=average, zero_division=zero_division
        )
        return plain(list(values[:3]))

    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predictions, zero_division=np.nan
    )
    return {
        "name": name,
        "truth": np.asarray(truth).tolist(),
        "predictions": np.asarray(predictions).tolist(),
        "subset_accuracy": plain(metrics.accuracy_score(truth, predictions)),
        "hamming_loss": plain(metrics.hamming_loss(truth, predictions)),
        "precision": plain(precision),
        "recall": plain(recall),
        "f1": plain(f1),
        "support": [int(count) for count in support],
        "micro": scores("micro", np.nan),
        "macro": scores("macro", 0),
        "weighted": scores("weighted", 0),
        "samples": scores("samples", 0),
    }


def regression(name, targets, outputs):
    targets, outputs = np.asarray(targets, float), np.asarray(outputs, float)

    def scores(multioutput, force_finite):
        return [
            metrics.mean_absolute_error(targets, outputs, multioutput=multioutput),
            metrics.root_mean_squared_error(targets, outputs, multioutput=multioutput),
            metrics.r2_score(
                targets, outputs, multioutput=multioutput, force_finite=force_finite
            ),
        ]

    each = scores("raw_values", False)
    mae, rmse, r2 = scores("uniform_average", targets.shape[1] > 1)
    return {
        "name": name,
        "targets": plain(targets),
        "outputs": plain(outputs),
        "mae": plain(mae),
        "rmse": plain(rmse),
        "r2": plain(r2),
        "mae_of_targets": plain(each[0]),
        "rmse_of_targets": plain(each[1]),
        # For a single sample scikit-learn has one NaN for all targets.
        "r2_of_targets": plain(np.broadcast_to(each[2], targets.shape[1])),
    }


def classifications():
    random = np.random.default_rng(1)
    truth = random.integers(0, 2, 31)
    guesses = np.where(random.random(31) < 0.7, truth, 1 - truth)
    yield classification("two classes", 2, truth, guesses)
    truth = random.choice(10, 300, p=np.arange(1, 11) / 55)
    guesses = np.where(random.random(300) < 0.6, truth, random.integers(0, 10, 300))
    yield classification("ten classes", 10, truth, guesses)
    yield classification("never predicted", 3, [0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 0, 0, 1, 1])
    yield classification("without samples", 3, [0, 0, 1, 1, 1], [0, 2, 1, 1, 2])
    yield classification("neither", 4, [0, 0, 2, 2, 2], [0, 2, 2, 2, 0])
    yield classification("all wrong", 2, [0, 0, 1], [1, 1, 0])
    yield classification("one sample", 3, [1], [1])


def multilabels():
    random = np.random.default_rng(3)
    truth, predictions = (random.random((2, 50, 4)) < [0.5, 0.1, 0.7, 0.3]).astype(int)
    predictions = np.where(random.random(truth.shape) < 0.7, truth, predictions)
    yield multilabel("four labels", truth, predictions)
    _, truth = make_multilabel_classification(
        n_samples=40, n_classes=30, n_labels=6, random_state=4
    )
    flips = random.random(truth.shape) < 0.1
    yield multilabel("thirty labels", truth, np.where(flips, 1 - truth, truth))
    yield multilabel("all right", truth, truth)
    yield multilabel("all wrong", truth[:, :3], 1 - truth[:, :3])
    truth = np.array([[1, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
    predictions = np.array([[1, 0, 1, 0], [0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0]])
    yield multilabel("labels that are absent, or never predicted, or both", truth, predictions)
    yield multilabel("nothing predicted", truth, np.zeros_like(truth))
    yield multilabel("nothing to predict", np.zeros_like(truth), predictions)
    yield multilabel("nothing at all", np.zeros_like(truth), np.zeros_like(truth))
    yield multilabel("one sample", [[1, 0, 1]], [[1, 1, 0]])


def regressions():
    random = np.random.default_rng(2)
    targets = random.normal(150, 75, (60, 1))
    yield regression("one target", targets, targets + random.normal(0, 50, (60, 1)))
    targets = random.normal([0, 1000, -5], [1e-3, 200, 3], (40, 3))
    outputs = targets + random.normal(0, [5e-4, 250, 0.1], (40, 3))
    yield regression("three targets of different size", targets, outputs)
    targets = np.column_stack([random.normal(0, 1, 9), np.full(9, 4)])
    yield regression("a target without variance", targets, targets + random.normal(0, 1, (9, 2)))
    outputs = targets + random.normal(0, 1, (9, 2))
    outputs[:, 1] = 4
    yield regression("a target without variance that is predicted exactly", targets, outputs)
    yield regression("only targets without variance", [[1, 2, 3]] * 4, [[1, 2, 4]] * 4)
    yield regression("one target without variance", [[2], [2]], [[2], [2]])
    yield regression("one sample", [[3.0]], [[2.5]])
    yield regression("one sample of two targets", [[3.0, 1.0]], [[2.5, 1.0]])
    yield regression("no errors", [[1.0], [2.0], [4.0]], [[1.0], [2.0], [4.0]])


def main():
    warnings.simplefilter("ignore")  # about what is undefined
    DIRECTORY.mkdir(exist_ok=True)
    for name, cases in [
        ("classification", classifications()),
        ("multilabel", multilabels()),
        ("regression", regressions()),
    ]:
        text = ",\n".join(json.dumps(case) for case in cases)
        (DIRECTORY / f"{name}.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
