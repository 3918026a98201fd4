"""Trains one workload with one of nnrun's peers and prints the result as JSON.

    peers.py PEER SETTINGS DATA

PEER is numpy, sklearn, jax or torch. SETTINGS is JSON with structure, batch_size, iterations and
eta. DATA is a folder with the IDX files of MNIST, or one with x_train.npy, y_train.npy, x_test.npy
and y_test.npy.

All train what nnrun trains (ReLU, softmax with cross-entropy, plain gradient descent, a random batch
in each iteration, float32), each as its users would write it. "train_seconds" is the training loop
alone, without import, loading and compiling.
"""

import gzip
import json
import pathlib
import sys
import time
import warnings

import numpy as np


def read_idx(path):
    data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    axes = data[3]
    shape = np.frombuffer(data, ">u4", axes, 4).astype(int)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(shape)


def load(folder):
    """Training inputs and labels, test inputs and labels."""
    folder = pathlib.Path(folder)
    if (folder / "x_train.npy").exists():
        return [np.load(folder / f"{name}.npy") for name in ("x_train", "y_train", "x_test", "y_test")]
    arrays = []
    for prefix in ("train", "t10k"):
        images, labels = (
            read_idx(next(folder.glob(f"{prefix}-{kind}-ubyte*"))) for kind in ("images-idx3", "labels-idx1")
        )
        arrays += [images.reshape(len(images), -1).astype(np.float32) / np.float32(255), labels.astype(np.int64)]
    return arrays


def train_numpy(structure, batch_size, iterations, eta, data):
    x_train, y_train, x_test, y_test = data
    targets = np.eye(structure[-1], dtype=np.float32)[y_train]
    random = np.random.default_rng(0)
    weights = [
        (random.standard_normal((n, m)) * np.sqrt(2 / n)).astype(np.float32)
        for n, m in zip(structure, structure[1:])
    ]
    biases = [np.zeros(m, np.float32) for m in structure[1:]]
    step = np.float32(eta / batch_size)
    start = time.perf_counter()
    for _ in range(iterations):
        batch = random.integers(0, len(x_train), batch_size)
        activations = [x_train[batch]]
        for w, b in zip(weights[:-1], biases[:-1]):
            activations.append(np.maximum(activations[-1] @ w + b, 0))
        z = activations[-1] @ weights[-1] + biases[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        delta = e / e.sum(axis=1, keepdims=True) - targets[batch]
        for layer in reversed(range(len(weights))):
            w_gradient, b_gradient = activations[layer].T @ delta, delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ weights[layer].T) * (activations[layer] > 0)
            weights[layer] -= step * w_gradient
            biases[layer] -= step * b_gradient
    seconds = time.perf_counter() - start
    a = x_test
    for w, b in zip(weights[:-1], biases[:-1]):
        a = np.maximum(a @ w + b, 0)
    a = a @ weights[-1] + biases[-1]
    return seconds, iterations, (a.argmax(axis=1) == y_test).mean()


def train_sklearn(structure, batch_size, iterations, eta, data):
    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    x_train, y_train, x_test, y_test = data
    epochs = max(1, round(iterations * batch_size / len(x_train)))
    network = MLPClassifier(
        structure[1:-1], solver="sgd", momentum=0, alpha=0, learning_rate_init=eta, batch_size=batch_size,
        max_iter=epochs, tol=0, n_iter_no_change=epochs + 1,
    )
    start = time.perf_counter()
    network.fit(x_train, y_train)
    seconds = time.perf_counter() - start
    return seconds, epochs * -(-len(x_train) // batch_size), network.score(x_test, y_test)


def train_jax(structure, batch_size, iterations, eta, data):
    import jax
    import jax.numpy as jnp

    x_train, y_train, x_test, y_test = map(jnp.asarray, data)
    keys = jax.random.split(jax.random.PRNGKey(0), len(structure))
    layers = [
        (jax.random.normal(key, (n, m)) * np.sqrt(2 / n), jnp.zeros(m))
        for key, n, m in zip(keys, structure, structure[1:])
    ]

    def outputs(layers, x):
        for w, b in layers[:-1]:
            x = jax.nn.relu(x @ w + b)
        return x @ layers[-1][0] + layers[-1][1]

    def cost(layers, x, y):
        return -jnp.take_along_axis(jax.nn.log_softmax(outputs(layers, x)), y[:, None], 1).mean()

    def iterate(layers, key):
        batch = jax.random.randint(key, (batch_size,), 0, len(x_train))
        value, gradient = jax.value_and_grad(cost)(layers, x_train[batch], y_train[batch])
        return jax.tree.map(lambda w, g: w - eta * g, layers, gradient), value

    train = jax.jit(lambda layers, keys: jax.lax.scan(iterate, layers, keys))
    keys = jax.random.split(keys[-1], iterations)
    compiled = train.lower(layers, keys).compile()
    start = time.perf_counter()
    layers, costs = compiled(layers, keys)
    costs.block_until_ready()
    seconds = time.perf_counter() - start
    return seconds, iterations, (outputs(layers, x_test).argmax(axis=1) == y_test).mean()


def train_torch(structure, batch_size, iterations, eta, data):
    import torch

    x_train, y_train, x_test, y_test = map(torch.from_numpy, data)
    modules = []
    for n, m in zip(structure, structure[1:]):
        linear = torch.nn.Linear(n, m)
        torch.nn.init.kaiming_normal_(linear.weight)
        torch.nn.init.zeros_(linear.bias)
        modules += [linear, torch.nn.ReLU()]
    network = torch.nn.Sequential(*modules[:-1])
    optimizer = torch.optim.SGD(network.parameters(), lr=eta)
    loss = torch.nn.CrossEntropyLoss()
    costs = []
    start = time.perf_counter()
    for _ in range(iterations):
        batch = torch.randint(0, len(x_train), (batch_size,))
        optimizer.zero_grad()
        cost = loss(network(x_train[batch]), y_train[batch])
        cost.backward()
        optimizer.step()
        costs.append(cost.item())
    seconds = time.perf_counter() - start
    with torch.no_grad():
        correct = network(x_test).argmax(dim=1) == y_test
    return seconds, iterations, correct.float().mean()


def main():
    peer, settings, folder = sys.argv[1:]
    settings = json.loads(settings)
    train = {"numpy": train_numpy, "sklearn": train_sklearn, "jax": train_jax, "torch": train_torch}[peer]
    seconds, iterations, accuracy = train(
        settings["structure"], settings["batch_size"], settings["iterations"], settings["eta"], load(folder)
    )
    print(json.dumps({"train_seconds": seconds, "iterations": iterations, "accuracy": float(accuracy)}))


if __name__ == "__main__":
    main()
