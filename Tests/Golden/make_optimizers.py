"""Trains a small network with the optimizers of PyTorch in float64: optimizers/<name>.npz.

python3 make_optimizers.py, with PyTorch and NumPy installed. See README.md for what is in the files.
"""

import pathlib

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).parent / "optimizers"
ITERATIONS = 100
OPTIMIZERS = {
    "momentum": lambda w: torch.optim.SGD(w, lr=0.02, momentum=0.9),
    "momentum-nesterov": lambda w: torch.optim.SGD(w, lr=0.02, momentum=0.7, nesterov=True),
    "rmsprop": lambda w: torch.optim.RMSprop(w, lr=0.005),
    "rmsprop-other": lambda w: torch.optim.RMSprop(w, lr=0.005, alpha=0.8, eps=1e-3),
    "adagrad": lambda w: torch.optim.Adagrad(w, lr=0.05),
    "adam": lambda w: torch.optim.Adam(w, lr=0.02),
    "adam-other": lambda w: torch.optim.Adam(w, lr=0.02, betas=(0.5, 0.8), eps=1e-4),
    "adamw": lambda w: torch.optim.AdamW(w, lr=0.02),
    "adamw-other": lambda w: torch.optim.AdamW(w, lr=0.02, weight_decay=0.3),
}


def train(optimizer, start, inputs, targets):
    """The costs before each update, and the weights after the last one."""
    weights = [torch.tensor(w, requires_grad=True) for w in start]
    optimizer = optimizer(weights)
    costs = []
    for _ in range(ITERATIONS):
        # Column 0 is the bias neuron's.
        hidden = torch.tanh(inputs @ weights[0][:, 1:].T + weights[0][:, 0])
        outputs = hidden @ weights[1][:, 1:].T + weights[1][:, 0]
        cost = ((outputs - targets) ** 2).sum(1).mean()
        costs.append(cost.item())
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
    return costs, [w.detach().numpy() for w in weights]


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    random = np.random.default_rng(11)
    inputs = random.normal(size=(40, 4))
    targets = np.stack([np.sin(inputs[:, 0]) + inputs[:, 1], inputs[:, 2] * inputs[:, 3]], axis=1)
    start = [random.normal(size=(9, 5)) * 0.6, random.normal(size=(2, 10)) * 0.4]
    for name, optimizer in OPTIMIZERS.items():
        costs, final = train(optimizer, start, torch.tensor(inputs), torch.tensor(targets))
        np.savez(
            FOLDER / f"{name}.npz", inputs=inputs, targets=targets, costs=np.array(costs),
            start_1=start[0], start_2=start[1], final_1=final[0], final_2=final[1],
        )
        print(f"{name}: cost {costs[0]:.4f} to {costs[-1]:.4f}")


if __name__ == "__main__":
    main()
