"""Trains a small network with PyTorch in float64, a file in plugins/ for each plugin.

python3 make_plugins.py, with PyTorch and NumPy installed. See README.md for what is in the files.
"""

import math
import pathlib

import numpy as np
import torch
from torch.nn import functional as F
from torch.optim import lr_scheduler

FOLDER = pathlib.Path(__file__).parent / "plugins"
ITERATIONS = 100
WARMUP = 10

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "identity": lambda z: z,
    "tanh": torch.tanh,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "elu-other": lambda z: F.elu(z, 0.7),
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "mish": F.mish,
    "softplus": F.softplus,
}

# From pre-activations z of the output layer, the loss of each output.
LOSSES = {
    "squared_error": lambda z, y: (z - y) ** 2,
    "absolute_error": lambda z, y: F.l1_loss(z, y, reduction="none"),
    "huber": lambda z, y: F.huber_loss(z, y, reduction="none"),
    "huber-other": lambda z, y: F.huber_loss(z, y, reduction="none", delta=0.3),
    "log_cosh": lambda z, y: torch.log(torch.cosh(z - y)),
    "cross_entropy": lambda z, y: -y * torch.log_softmax(z, 1),
    "binary_cross_entropy": lambda z, y: F.binary_cross_entropy_with_logits(
        z, y, reduction="none"
    ),
}


def after_warmup(optimizer, schedule):
    rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / (WARMUP + 1), total_iters=WARMUP)
    return lr_scheduler.SequentialLR(optimizer, [rise, schedule], milestones=[WARMUP])


# From an optimizer whose learning rate is 0.05.
SCHEDULES = {
    "constant-warmup": lambda o: after_warmup(o, lr_scheduler.ConstantLR(o, factor=1)),
    "step": lambda o: lr_scheduler.StepLR(o, 30, gamma=0.1),
    "step-warmup": lambda o: after_warmup(o, lr_scheduler.StepLR(o, 7, gamma=0.7)),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, 0.02 ** (1 / (ITERATIONS - 1))),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, ITERATIONS - 1, eta_min=0),
    "cosine-warmup": lambda o: after_warmup(
        o, lr_scheduler.CosineAnnealingLR(o, ITERATIONS - WARMUP - 1, eta_min=0.01)
    ),
    "one_cycle": lambda o: lr_scheduler.OneCycleLR(
        o, max_lr=0.05, total_steps=ITERATIONS, cycle_momentum=False
    ),
    "one_cycle-other": lambda o: lr_scheduler.OneCycleLR(
        o, max_lr=0.08, total_steps=ITERATIONS, cycle_momentum=False, pct_start=0.4,
        div_factor=5, final_div_factor=100,
    ),
}


def train(data, activation=torch.tanh, loss=LOSSES["squared_error"], schedule=None, targets="y"):
    """The costs before each update, the learning rates and the weights after the last update."""
    inputs, targets = torch.tensor(data["inputs"]), torch.tensor(data[f"targets_{targets}"])
    weights = [torch.tensor(data[f"start_{l}"], requires_grad=True) for l in (1, 2)]
    optimizer = torch.optim.SGD(weights, lr=0.05)
    schedule = schedule and schedule(optimizer)
    costs, rates = [], []
    for _ in range(ITERATIONS):
        # Column 0 is the bias neuron's.
        hidden = activation(inputs @ weights[0][:, 1:].T + weights[0][:, 0])
        outputs = hidden @ weights[1][:, 1:].T + weights[1][:, 0]
        cost = loss(outputs, targets).sum(1).mean()
        costs.append(cost.item())
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
        if schedule:
            schedule.step()
    return {
        "costs": np.array(costs), "rates": np.array(rates),
        **{f"final_{l}": w.detach().numpy() for l, w in enumerate(weights, 1)},
    }


def make_data():
    random = np.random.default_rng(12)
    inputs = random.normal(size=(40, 4))
    y = np.stack([np.sin(inputs[:, 0]) + inputs[:, 1], inputs[:, 2] * inputs[:, 3]], axis=1)
    share = 1 / (1 + np.exp(-y[:, 0]))
    return {
        "inputs": inputs,
        "targets_y": y,
        # Numbers from 0 to 1 that add up to 1 in each row.
        "targets_p": np.stack([share, 1 - share], axis=1),
        "start_1": random.normal(size=(9, 5)) * 0.6,
        "start_2": random.normal(size=(2, 10)) * 0.4,
    }


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    data = make_data()
    np.savez(FOLDER / "data.npz", **data)
    results = {f"activation-{n}": train(data, activation=f) for n, f in ACTIVATIONS.items()}
    for name, loss in LOSSES.items():
        targets = "p" if "cross_entropy" in name else "y"
        results[f"loss-{name}"] = train(data, loss=loss, targets=targets)
    results |= {f"schedule-{n}": train(data, schedule=s) for n, s in SCHEDULES.items()}
    for name, result in results.items():
        np.savez(FOLDER / f"{name}.npz", **result)
        costs = result["costs"]
        assert math.isfinite(costs[-1]) and costs[-1] < costs[0], name
        print(f"{name}: cost {costs[0]:.4f} to {costs[-1]:.4f}")


if __name__ == "__main__":
    main()
