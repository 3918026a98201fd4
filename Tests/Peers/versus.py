"""Times nnrun and its peers in turn on the same work, and prints a table in Markdown.

Start it with Tests/Peers/versus, which installs the peers and builds nnrun and nnbench.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
NNRUN = ROOT / ".build" / "release" / "nnrun"
NNBENCH = ROOT / ".build" / "release" / "nnbench"
PEERS = {"numpy": "NumPy", "sklearn": "scikit-learn", "jax": "JAX", "torch": "PyTorch"}
INPUTS = {"mnist": "MNIST", "dense": "random inputs"}
WORKLOADS = ("course", "mid", "large")
# The part of its peak that the processor may be short of beside a command that is not disturbed.
TOLERANCE = 0.05
# How many times as long as at best memory may take. It varies more than the processor does.
MEMORY_TOLERANCE = 1.3
# So many times as many rounds as were asked for, at most.
PATIENCE = 3


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="Tests/Peers/versus", description="Times nnrun and its peers in turn on the same work."
    )
    parser.add_argument("workloads", nargs="*", default=list(WORKLOADS), help=f"of {', '.join(WORKLOADS)}")
    parser.add_argument("--inputs", choices=tuple(INPUTS), default="mnist",
                        help="MNIST's images, four fifths of whose pixels are zero, or random numbers without zeros")
    parser.add_argument("--peers", default=",".join(PEERS), help="the peers to compare with (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5,
                        help="how many undisturbed rounds are enough; their median counts (default: %(default)s)")
    parser.add_argument("--beside", type=int, default=0, metavar="N",
                        help="keep N other processes busy beside everything; then no round is left out")
    arguments = parser.parse_args()
    arguments.peers = [peer for peer in arguments.peers.split(",") if peer]
    for name, known in [(arguments.peers, PEERS), (arguments.workloads, WORKLOADS)]:
        unknown = [item for item in name if item not in known]
        if unknown:
            parser.error(f"there is no {unknown[0]}; there are {', '.join(known)}")
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    if arguments.beside < 0:
        parser.error("--beside must be at least 0")
    return arguments


def run(command):
    """The JSON that a command prints, the seconds that it takes from start to end, and its peak memory in bytes."""
    # Some machines choose slow kernels for OpenBLAS in the environment.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}
    # Files, because nobody reads while waiting.
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], env=environment, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text = output.read()
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{text}{errors.read()}")
    return json.loads(text), seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class Probe:
    """What the processor can do at the moment, again and again.

    Other processes and a lower clock slow the programs, not all of them alike, and the times alone do not show it.
    """

    def __init__(self):
        self.reached, self.memory, self.best, self.crossings = [], [], {}, []
        # The first commands, too, need something to be compared with.
        for _ in range(5):
            self.measure()

    def measure(self):
        """The operations per second of all cores together, in GFLOP/s, and the ns for a cache line from memory."""
        self.last = run([NNBENCH, "probe", "--json"])[0]
        for peak in self.last["peaks"]:
            self.best[peak["threads"]] = max(self.best.get(peak["threads"], 0), peak["best_gflops"])
        self.reached.append(self.last["peaks"][-1]["gflops"])
        self.memory.append(self.last["memory_ns"])
        if self.last["core_to_core_ns"] is not None:
            self.crossings.append(self.last["core_to_core_ns"])
        return self.reached[-1], self.memory[-1]

    def was_disturbed(self, moments):
        return any(reached < (1 - TOLERANCE) * max(self.reached) or memory > MEMORY_TOLERANCE * min(self.memory)
                   for reached, memory in moments)

    def text(self):
        cores = max(self.best)
        peaks = f"{self.best[1]:.1f} GFLOP/s on one core" + (
            f", {self.best[cores]:.1f} on {'both' if cores == 2 else f'all {cores}'}" if cores > 1 else "")
        low, high = (f"{f(self.crossings, default=0):.0f}" for f in (min, max))
        crossing = f" and {low if low == high else f'{low} to {high}'} ns from core to core"
        low_memory, high_memory = (f"{f(self.memory):.0f}" for f in (min, max))
        return (f"{self.last['processor']}, {cores} {'core' if cores == 1 else 'cores'}, {self.last['instruction_set']}: "
                f"at best {peaks} ({self.last['precision']}); a cache line took {low_memory} to {high_memory} ns from memory"
                f"{crossing if self.crossings else ''}.")


class Figures:
    """The measured numbers of each program, which count if processor and memory were at their best before and after."""

    def __init__(self, probe, keeps_all):
        self.probe, self.keeps_all, self.runs = probe, keeps_all, {}

    def add(self, name, moments, loop, process, memory):
        """Adds a run, with what the probe measured before and after it."""
        numbers = {"iteration": loop, "process": process, "memory": memory}
        self.runs.setdefault(name, []).append((moments, numbers))

    def undisturbed(self, name):
        return [run for run in self.runs.get(name, []) if self.keeps_all or not self.probe.was_disturbed(run[0])]

    def median(self, name, key):
        """The median, and a mark if there is none but of disturbed runs."""
        counting = self.undisturbed(name)
        median = statistics.median(numbers[key] for _, numbers in counting or self.runs[name])
        # What slows a program does not make it need more memory.
        return median, "" if counting or key == "memory" else "*"

    def row(self, title, key, factor, unit):
        medians = {name: self.median(name, key) for name in self.runs}
        own = medians["nnrun"][0]

        def text(name):
            value, mark = medians[name]
            scaled = value * factor
            shown = f"{scaled:,.0f}" if scaled >= 1000 else f"{scaled:.1f}" if scaled >= 10 else f"{scaled:.2f}"
            return f"{shown}{mark} {unit}" if name == "nnrun" else f"{shown}{mark} (x {value / own:.2f})"

        return f"| {title}, {key} | " + " | ".join(map(text, medians)) + " |"

    def counts(self):
        """How many runs count, how many do not, and whether a figure is only of disturbed ones."""
        runs = sum(map(len, self.runs.values()))
        undisturbed = {name: len(self.undisturbed(name)) for name in self.runs}
        return sum(undisturbed.values()), runs - sum(undisturbed.values()), 0 in undisturbed.values()


def write_dense(folder):
    """Writes a data set of MNIST's size, of random numbers."""
    # Here, because a process that starts programs with little memory must have little itself: the system counts what
    # it had when it started them as theirs.
    import numpy as np

    random = np.random.default_rng(0)
    for name, count in [("train", 60_000), ("test", 10_000)]:
        np.save(folder / f"x_{name}.npy", random.random((count, 784), np.float32) - np.float32(0.5))
        np.save(folder / f"y_{name}.npy", random.integers(0, 10, count))


def commands_for(workload, arguments, folder):
    """The command of each program."""
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
    return commands


def compare(workload, arguments, folder, probe):
    """Measures all programs in turns until each has enough undisturbed runs, or there were too many rounds."""
    figures = Figures(probe, keeps_all=arguments.beside > 0)
    commands = commands_for(workload, arguments, folder)
    # The first round only warms the caches.
    for round in range(PATIENCE * arguments.rounds + 1):
        missing = {name: command for name, command in commands.items()
                   if len(figures.undisturbed(name)) < arguments.rounds}
        before = probe.measure() if missing else None
        for name, command in missing.items():
            if sys.stderr.isatty():
                print(f"\r{workload}, round {round}: {name:10s}", end="", file=sys.stderr)
            result, seconds, memory = run(command)
            after = probe.measure()
            if round > 0:
                loop = result["train_seconds"] / result["iterations"]
                figures.add(name, (before, after), loop, seconds, memory)
            before = after
    if sys.stderr.isatty():
        print("\r" + " " * 60, end="\r", file=sys.stderr)
    return figures


@contextlib.contextmanager
def busy_processes(count):
    """Processes that compute until this one ends, however it ends."""
    loop = f"import os\nwhile os.getppid() == {os.getpid()}:\n    sum(i * 0.5 for i in range(100_000))"
    processes = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def legend(counts, probe, arguments):
    """The lines below the table."""
    counting, disturbed = sum(count[0] for count in counts), sum(count[1] for count in counts)
    if arguments.beside:
        busy = "1 other process" if arguments.beside == 1 else f"{arguments.beside} other processes"
        return [probe.text(), f"Runs: {counting}, beside {busy} without a pause; none were left out."]
    lines = [
        probe.text(),
        f"Runs that count: {counting}; runs that do not: {disturbed}, because before or after them the processor was more than "
        f"{100 * TOLERANCE:.0f} % below its best, or memory took more than {MEMORY_TOLERANCE} times as long as at best.",
    ]
    if any(count[2] for count in counts):
        lines.append("\\* All runs were disturbed; this is their median. Measure again.")
    return lines


def main():
    arguments = parse_arguments()
    names = ["nnrun"] + [PEERS[peer] for peer in arguments.peers]
    with tempfile.TemporaryDirectory() as folder, busy_processes(arguments.beside):
        folder = pathlib.Path(folder)
        if arguments.inputs == "dense":
            writer = multiprocessing.Process(target=write_dense, args=[folder])
            writer.start()
            writer.join()
            if writer.exitcode != 0:
                sys.exit("the random inputs could not be written")
        probe = Probe()
        counts = []
        print(f"| {INPUTS[arguments.inputs]} | " + " | ".join(names) + " |")
        print("|---" * (len(names) + 1) + "|")
        for workload in arguments.workloads:
            figures = compare(workload, arguments, folder, probe)
            for key, factor, unit in [("iteration", 1e6, "µs"), ("process", 1, "s"), ("memory", 1e-6, "MB")]:
                print(figures.row(workload, key, factor, unit), flush=True)
            counts.append(figures.counts())
        print("\n" + "\n\n".join(legend(counts, probe, arguments)))


if __name__ == "__main__":
    main()
