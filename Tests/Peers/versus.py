"""Times nnrun and its peers in turn on the same work, and prints a table in Markdown.

Start it with Tests/Peers/versus, which installs the peers and builds nnrun.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
NNRUN = ROOT / ".build" / "release" / "nnrun"
PEERS = {"numpy": "NumPy", "sklearn": "scikit-learn", "jax": "JAX", "torch": "PyTorch"}
INPUTS = {"mnist": "MNIST", "dense": "random inputs"}
WORKLOADS = ("course", "mid", "large")


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="Tests/Peers/versus", description="Times nnrun and its peers in turn on the same work."
    )
    parser.add_argument("workloads", nargs="*", default=list(WORKLOADS), help=f"of {', '.join(WORKLOADS)}")
    parser.add_argument("--inputs", choices=tuple(INPUTS), default="mnist",
                        help="MNIST's images, four fifths of whose pixels are zero, or random numbers without zeros")
    parser.add_argument("--peers", default=",".join(PEERS), help="the peers to compare with (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="the number of rounds, of which the median counts (default: %(default)s)")
    arguments = parser.parse_args()
    arguments.peers = [peer for peer in arguments.peers.split(",") if peer]
    for name, known in [(arguments.peers, PEERS), (arguments.workloads, WORKLOADS)]:
        unknown = [item for item in name if item not in known]
        if unknown:
            parser.error(f"there is no {unknown[0]}; there are {', '.join(known)}")
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    return arguments


def run(command):
    """The JSON that a command prints, and the seconds that it takes from start to end."""
    # Some machines choose slow kernels for OpenBLAS in the environment.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}
    start = time.perf_counter()
    result = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{result.stdout}{result.stderr}")
    return json.loads(result.stdout), seconds


def write_dense(folder):
    """Writes a data set of MNIST's size, of random numbers."""
    random = np.random.default_rng(0)
    for name, count in [("train", 60_000), ("test", 10_000)]:
        np.save(folder / f"x_{name}.npy", random.random((count, 784), np.float32) - np.float32(0.5))
        np.save(folder / f"y_{name}.npy", random.integers(0, 10, count))


def compare(workload, arguments, folder):
    """A row of the table for the training loop and one for the process."""
    config = [ROOT / "Tests" / "Peers" / f"{workload}.yaml"]
    data = ROOT / "datasets" / "mnist"
    if arguments.inputs == "dense":
        data = folder
        names = {"path": "x_train", "targets_path": "y_train", "test_path": "x_test", "test_targets_path": "y_test"}
        files = ", ".join(f"{key}: {folder / name}.npy" for key, name in names.items())
        config.append(f"dataset={{loader: npz, {files}}}")
    settings = json.dumps(run([NNRUN, "check", *config, "--json"])[0]["settings"])
    commands = {"nnrun": [NNRUN, *config, "--runs-dir", folder / "runs", "--force", "--json", "--quiet"]}
    for peer in arguments.peers:
        commands[peer] = [sys.executable, ROOT / "Tests" / "Peers" / "peers.py", peer, settings, data]
    loops, processes = {}, {}
    # The first round only warms the caches.
    for round in range(arguments.rounds + 1):
        for name, command in commands.items():
            if sys.stderr.isatty():
                print(f"\r{workload}, round {round} of {arguments.rounds}: {name:10s}", end="", file=sys.stderr)
            result, seconds = run(command)
            if round > 0:
                loops.setdefault(name, []).append(result["train_seconds"] / result["iterations"])
                processes.setdefault(name, []).append(seconds)
    if sys.stderr.isatty():
        print("\r" + " " * 60, end="\r", file=sys.stderr)
    return [
        row(f"{workload}, iteration", loops, 1e6, "µs"),
        row(f"{workload}, process", processes, 1, "s"),
    ]


def row(title, times, factor, unit):
    medians = {name: statistics.median(values) for name, values in times.items()}

    def text(name):
        value = medians[name] * factor
        shown = f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
        return f"{shown} {unit}" if name == "nnrun" else f"{shown} (x {medians[name] / medians['nnrun']:.2f})"

    return f"| {title} | " + " | ".join(text(name) for name in medians) + " |"


def main():
    arguments = parse_arguments()
    names = ["nnrun"] + [PEERS[peer] for peer in arguments.peers]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if arguments.inputs == "dense":
            write_dense(folder)
        print(f"| {INPUTS[arguments.inputs]} | " + " | ".join(names) + " |")
        print("|---" * (len(names) + 1) + "|")
        for workload in arguments.workloads:
            print("\n".join(compare(workload, arguments, folder)), flush=True)


if __name__ == "__main__":
    main()
