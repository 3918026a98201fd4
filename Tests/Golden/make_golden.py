#!/usr/bin/env python3
"""Makes the golden data in training/: small networks trained by plain NumPy in float64.

This is an independent implementation of the lecture's network. It shares no code with nnrun and is
written for clarity, not speed. As in the lecture, samples are columns: with m samples, A_l has
shape (n_l, m), W_l has shape (n_l, n_{l-1} + 1), and column 0 of W_l belongs to the bias neuron.
The files hold inputs, targets and outputs the other way round, one sample per row.

Before a case is written, the script asserts that
  - its gradients agree with central differences, at the start and at the end of training,
  - no weighted sum came near a kink of relu or leaky_relu, where rounding could flip a derivative,
  - the cost fell in every iteration,
  - a tiny change of the initial weights stays tiny (the training is not chaotic).

Usage: python3 make_golden.py            (needs NumPy only)
"""

import math
import zlib
from pathlib import Path

import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "training"
SAMPLES = 70  # more than 64: sums over samples go beyond one block
INPUTS = 5
HIDDEN = [7, 6]
ITERATIONS = 25
SLOPE = 0.01  # leaky_relu's default
KINK_MARGIN = 1e-6
KINKED = {"relu", "leaky_relu"}

# hidden activation, output activation, loss, output neurons, eta
CASES = [
    # every pair of output activation and loss
    ("tanh", "sigmoid", "squared_error", 3, 0.3),
    ("tanh", "relu", "squared_error", 3, 0.05),
    ("tanh", "identity", "squared_error", 3, 0.05),
    ("tanh", "softmax", "squared_error", 3, 0.3),
    ("tanh", "tanh", "squared_error", 3, 0.1),
    ("tanh", "leaky_relu", "squared_error", 3, 0.05),
    ("tanh", "softplus", "squared_error", 3, 0.05),
    ("tanh", "gelu", "squared_error", 3, 0.05),
    ("tanh", "softmax", "cross_entropy", 3, 0.3),
    ("tanh", "sigmoid", "binary_cross_entropy", 2, 0.3),
    # every hidden activation, for classification and regression
    ("relu", "softmax", "cross_entropy", 3, 0.2),
    ("sigmoid", "softmax", "cross_entropy", 3, 0.5),
    ("leaky_relu", "softmax", "cross_entropy", 3, 0.2),
    ("relu", "identity", "squared_error", 3, 0.05),
    ("sigmoid", "identity", "squared_error", 3, 0.05),
    ("leaky_relu", "identity", "squared_error", 3, 0.02),
    ("softplus", "softmax", "cross_entropy", 3, 0.2),
    ("softplus", "identity", "squared_error", 3, 0.02),
    ("gelu", "softmax", "cross_entropy", 3, 0.3),
    ("gelu", "identity", "squared_error", 3, 0.05),
]


# --- Activations ----------------------------------------------------------------------------------


def sigmoid(z):
    e = np.exp(-np.abs(z))  # never overflows
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def normal(z):
    """The standard normal distribution's cumulative function."""
    return (1 + np.vectorize(math.erf)(z / math.sqrt(2))) / 2


ACTIVATIONS = {
    "sigmoid": sigmoid,
    "relu": lambda z: np.where(z >= 0, z, 0.0),
    "identity": lambda z: z,
    "tanh": np.tanh,
    "leaky_relu": lambda z: np.where(z >= 0, z, SLOPE * z),
    "softplus": lambda z: np.logaddexp(0, z),
    "gelu": lambda z: z * normal(z),
    "softmax": softmax,
}

# da/dz of the elementwise activations; softmax is treated in `times_derivative`.
DERIVATIVES = {
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "relu": lambda z: np.heaviside(z, 1.0),  # relu'(0) = 1
    "identity": np.ones_like,
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "leaky_relu": lambda z: np.where(z >= 0, 1.0, SLOPE),  # 1 at 0, too
    "softplus": sigmoid,
    "gelu": lambda z: normal(z) + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi),
}


def times_derivative(name, z, gradient):
    """dC/dz from dC/da: for each sample the transposed Jacobian da/dz times the gradient."""
    if name != "softmax":
        return DERIVATIVES[name](z) * gradient
    a = softmax(z)
    delta = np.empty_like(z)
    for s in range(z.shape[1]):
        jacobian = np.diag(a[:, s]) - np.outer(a[:, s], a[:, s])
        delta[:, s] = jacobian.T @ gradient[:, s]
    return delta


# --- Losses ---------------------------------------------------------------------------------------


def mean_cost(loss, z, a, y):
    """Mean over the samples of the sum over the output neurons."""
    if loss == "squared_error":
        terms = (a - y) ** 2
    elif loss == "cross_entropy":  # -y ln softmax(z), by log-sum-exp
        top = z.max(axis=0)
        terms = y * (top + np.log(np.exp(z - top).sum(axis=0)) - z)
    elif loss == "binary_cross_entropy":  # -y ln sigmoid(z) - (1 - y) ln(1 - sigmoid(z))
        terms = np.logaddexp(0, z) - y * z
    return terms.sum(axis=0).mean()


def output_delta(loss, output, z, a, y):
    if (output, loss) in {("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")}:
        return a - y
    assert loss == "squared_error"
    return times_derivative(output, z, 2 * (a - y))


# --- The network ----------------------------------------------------------------------------------


class Network:
    def __init__(self, weights, hidden, output, loss):
        self.weights = [w.copy() for w in weights]  # W_1 ... W_L
        self.activations = [hidden] * (len(weights) - 1) + [output]
        self.loss = loss

    def forward(self, x):
        """Weighted sums and activations of all layers; the activations begin with the input."""
        zs, activations = [], [x]
        for w, name in zip(self.weights, self.activations):
            zs.append(w @ with_bias(activations[-1]))
            activations.append(ACTIVATIONS[name](zs[-1]))
        return zs, activations

    def cost(self, x, y):
        zs, activations = self.forward(x)
        return mean_cost(self.loss, zs[-1], activations[-1], y)

    def gradients(self, x, y):
        """dC/dW_l of the mean cost, for all layers."""
        zs, activations = self.forward(x)
        delta = output_delta(self.loss, self.activations[-1], zs[-1], activations[-1], y)
        gradients = []
        for l in reversed(range(len(self.weights))):
            gradients.insert(0, delta @ with_bias(activations[l]).T / x.shape[1])
            if l > 0:
                back = self.weights[l][:, 1:].T @ delta
                delta = times_derivative(self.activations[l - 1], zs[l - 1], back)
        return gradients

    def train(self, x, y, eta):
        """Updates with all samples at a time; returns the cost before each update."""
        costs = []
        for _ in range(ITERATIONS):
            costs.append(self.cost(x, y))
            self.check_kinks(x)
            for w, gradient in zip(self.weights, self.gradients(x, y)):
                w -= eta * gradient
        self.check_kinks(x)
        return np.array(costs)

    def check_kinks(self, x):
        for name, z in zip(self.activations, self.forward(x)[0]):
            assert name not in KINKED or np.abs(z).min() > KINK_MARGIN, "a sum near the kink"


def with_bias(a):
    return np.vstack([np.ones((1, a.shape[1])), a])


# --- Data and checks ------------------------------------------------------------------------------


def start_weights(random, structure):
    """w ~ N(0, sqrt(2 / (n_{l-1} + 1))), the bias weights like all others."""
    return [
        random.normal(0, np.sqrt(2 / (before + 1)), (after, before + 1))
        for before, after in zip(structure, structure[1:])
    ]


def make_inputs(random):
    """Multiples of 1/256, so that float32 and short decimals hold them exactly; some are zero."""
    x = np.round(random.normal(0, 1, (INPUTS, SAMPLES)) * 256) / 256
    x[random.uniform(size=x.shape) < 0.15] = 0
    return x + 0.0  # no negative zeros


def make_targets(random, x, output, loss, n_out):
    """Targets within the output's range that depend on the inputs, multiples of 1/256."""
    score = random.normal(0, 0.6, (n_out, INPUTS)) @ x + random.normal(0, 0.3, (n_out, 1))
    if output == "softmax":
        y = np.eye(n_out)[score.argmax(axis=0)].T
        if loss == "cross_entropy":  # every fifth row is soft; its sum is exactly 1
            order = score[:, ::5].argsort(axis=0).argsort(axis=0)
            y[:, ::5] = np.array([0.125, 0.25, 0.625])[order]
        return y
    if loss == "binary_cross_entropy":
        return (score > 0).astype(float)
    shape = {
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "relu": lambda z: np.abs(z),
        "leaky_relu": lambda z: np.where(z >= 0, z, 0.125 * z),
        "identity": lambda z: z + 0.3 * np.sin(3 * z),
        "softplus": lambda z: np.logaddexp(0, 2 * z),
        "gelu": ACTIVATIONS["gelu"],
    }[output]
    return np.round(shape(score) * 256) / 256 + 0.0


def check_gradients(network, x, y, step=1e-6):
    """Compares every derivative with (C(w + step) - C(w - step)) / (2 step)."""
    worst = 0.0
    for w, gradient in zip(network.weights, network.gradients(x, y)):
        for index in np.ndindex(w.shape):
            middle = w[index]
            w[index] = middle + step
            above = network.cost(x, y)
            w[index] = middle - step
            below = network.cost(x, y)
            w[index] = middle
            worst = max(worst, abs((above - below) / (2 * step) - gradient[index]))
    assert worst < 1e-8, f"gradients differ from central differences by {worst}"
    return worst


def amplification(start, final, case, x, y, eta, random, size=1e-9):
    """How much a small change of the initial weights grows during training."""
    shifted = [w + size * random.uniform(-1, 1, w.shape) for w in start]
    network = Network(shifted, *case)
    network.train(x, y, eta)
    return max(np.abs(a - b).max() for a, b in zip(network.weights, final)) / size


def make_case(hidden, output, loss, n_out, eta):
    name = f"{hidden}-{output}-{loss}"
    # RandomState's stream is frozen: every version of NumPy draws the same numbers.
    random = np.random.RandomState(zlib.crc32(name.encode()))
    x = make_inputs(random)
    y = make_targets(random, x, output, loss, n_out)
    start = start_weights(random, [INPUTS, *HIDDEN, n_out])

    network = Network(start, hidden, output, loss)
    error = check_gradients(network, x, y)
    costs = network.train(x, y, eta)
    error = max(error, check_gradients(network, x, y))
    final = network.weights
    outputs = network.forward(x)[1][-1]
    growth = amplification(start, final, (hidden, output, loss), x, y, eta, random)

    assert np.all(np.diff(np.append(costs, network.cost(x, y))) < 0), f"{name}: the cost rose"
    assert growth < 10, f"{name}: chaotic, small changes grow by {growth}"
    assert np.all(outputs.max(axis=1) > outputs.min(axis=1)), f"{name}: a dead output neuron"

    arrays = {"inputs": x.T, "targets": y.T, "eta": np.array([eta]), "costs": costs}
    arrays |= {f"start_{l}": w for l, w in enumerate(start, 1)}
    arrays |= {f"final_{l}": w for l, w in enumerate(final, 1)}
    arrays["outputs"] = outputs.T
    arrays = {key: np.ascontiguousarray(a, dtype="<f8") for key, a in arrays.items()}
    assert all(np.isfinite(a).all() for a in arrays.values())

    path = DIRECTORY / f"{name}.npz"
    np.savez(path, **arrays)
    size = path.stat().st_size
    print(
        f"{name}: cost {costs[0]:.4f} -> {costs[-1]:.4f}, gradient error {error:.0e}, "
        f"amplification {growth:.1f}, {size} bytes"
    )
    return size


def main():
    DIRECTORY.mkdir(exist_ok=True)
    sizes = [make_case(*case) for case in CASES]
    print(f"{len(sizes)} files, largest {max(sizes)} bytes, together {sum(sizes)} bytes")
    assert sum(sizes) < 400_000


if __name__ == "__main__":
    main()
