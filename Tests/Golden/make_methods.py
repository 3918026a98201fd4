"""Trains small networks with penalties and class weights by PyTorch in float64: methods/<name>.npz.

python3 make_methods.py, with PyTorch and NumPy installed. See README.md for what is in the files.
"""

import pathlib

import numpy as np
import torch
from torch.nn import functional

FOLDER = pathlib.Path(__file__).parent / "methods"
ITERATIONS = 100
# The factors of the penalties: l1 is part of the cost here, l2 is the optimizer's weight_decay.
PENALTIES = {"l1": (0.003, 0), "l2": (0, 0.02), "both": (0.002, 0.01)}
OPTIMIZERS = {
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.05),
    "adam": lambda groups: torch.optim.Adam(groups, lr=0.02),
}
CLASS_WEIGHTS = {"softmax": [0.5, 1, 3.25], "sigmoid": [0.75, 2.5]}


def forward(inputs, weights, biases):
    """The weighted sums of the output layer; the hidden layer has tanh."""
    hidden = torch.tanh(inputs @ weights[0].T + biases[0])
    return hidden @ weights[1].T + biases[1]


def train(start, inputs, cost_of, optimizer, l1=0, l2=0):
    """The costs before each update, without penalties, and the weights after the last one."""
    # Column 0 is the bias neuron's, which has no penalty.
    biases = [torch.tensor(w[:, 0], requires_grad=True) for w in start]
    weights = [torch.tensor(w[:, 1:], requires_grad=True) for w in start]
    optimizer = optimizer([{"params": weights, "weight_decay": l2}, {"params": biases}])
    costs = []
    for _ in range(ITERATIONS):
        cost = cost_of(forward(inputs, weights, biases))
        costs.append(cost.item())
        optimizer.zero_grad()
        (cost + l1 * sum(w.abs().sum() for w in weights)).backward()
        optimizer.step()
    return costs, [
        np.column_stack([b.detach().numpy(), w.detach().numpy()]) for b, w in zip(biases, weights)
    ]


def save(name, start, inputs, targets, costs, final):
    np.savez(
        FOLDER / f"{name}.npz", inputs=inputs, targets=targets, costs=np.array(costs),
        start_1=start[0], start_2=start[1], final_1=final[0], final_2=final[1],
    )
    print(f"{name}: cost {costs[0]:.4f} to {costs[-1]:.4f}")


def penalties(random):
    inputs = random.normal(size=(40, 4))
    targets = np.stack([np.sin(inputs[:, 0]) + inputs[:, 1], inputs[:, 2] * inputs[:, 3]], axis=1)
    start = [random.normal(size=(9, 5)) * 0.6, random.normal(size=(2, 10)) * 0.4]

    def cost(outputs):
        return ((outputs - torch.tensor(targets)) ** 2).sum(1).mean()

    for optimizer_name, optimizer in OPTIMIZERS.items():
        for name, (l1, l2) in PENALTIES.items():
            costs, final = train(start, torch.tensor(inputs), cost, optimizer, l1, l2)
            save(f"{name}-{optimizer_name}", start, inputs, targets, costs, final)


def class_weights(random):
    inputs = random.normal(size=(40, 4))
    score = inputs[:, 0] + inputs[:, 1] * inputs[:, 2]
    for name, weights in CLASS_WEIGHTS.items():
        weights = torch.tensor(weights, dtype=torch.float64)
        # Classes of different frequency.
        classes = torch.tensor(np.digitize(score, [0.3, 1.2][: len(weights) - 1]))
        outputs = len(weights) if name == "softmax" else 1
        start = [random.normal(size=(9, 5)) * 0.6, random.normal(size=(outputs, 10)) * 0.4]

        def softmax_cost(logits):
            # The sum over samples by their number, not by the sum of their weights.
            return functional.cross_entropy(logits, classes, weights, reduction="sum") / 40

        def sigmoid_cost(logits):
            return functional.binary_cross_entropy_with_logits(
                logits[:, 0], classes.double(), weights[classes], reduction="mean"
            )

        cost = softmax_cost if name == "softmax" else sigmoid_cost
        costs, final = train(start, torch.tensor(inputs), cost, OPTIMIZERS["sgd"])
        targets = functional.one_hot(classes).double() if outputs > 1 else classes.double()[:, None]
        save(f"class-weights-{name}", start, inputs, targets.numpy(), costs, final)


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    random = np.random.default_rng(12)
    penalties(random)
    class_weights(random)


if __name__ == "__main__":
    main()
