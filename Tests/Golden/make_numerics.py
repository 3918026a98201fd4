#!/usr/bin/env python3
"""Makes the golden data in numerics/: functions to 50 digits, and random numbers.

The functions come from mpmath. A reference is kept as the sum of two float64 numbers, `high` and
`low`, which hold about 32 of its digits: enough to measure errors far below one unit in the last
place. The random numbers come from a second implementation, in Python's whole numbers, of what the
design of nnrun says: Philox4x32-10 keyed by the seed, counters made of purpose, stream and index.

Usage: python3 make_numerics.py        (needs NumPy and mpmath)
"""

from pathlib import Path

import mpmath
import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "numerics"
COUNT = 160  # random arguments of each kind
mpmath.mp.dps = 50


# --- Functions ------------------------------------------------------------------------------------


def normal_quantile(p):
    return mpmath.sqrt(2) * mpmath.erfinv(2 * p - 1)


# name: (function, smallest and largest magnitude of random arguments, their signs, special ones)
FUNCTIONS = {
    "exp": (
        mpmath.exp,
        (1e-20, 745),
        (-1, 1),
        [0.0, 1.0, -1.0, 709.5, -708.5, -744.5, 88.5, -87.5, -103.5],
    ),
    "log": (
        mpmath.log,
        (1e-307, 1e308),
        (1,),
        [1.0, 2.0, 0.5, 1 + 2**-20, 1 - 2**-20, 0.70703125, 0.7080078125, 1.4140625, 1.4150390625]
        + [1 + k / 64 for k in range(-20, 21)]
        + [2**-1040, 2**-1074],
    ),
    "tanh": (mpmath.tanh, (1e-20, 20), (-1, 1), [0.0, 1.0, -1.0, 19.5, 25.0, -400.0]),
    "sigmoid": (
        lambda x: 1 / (1 + mpmath.exp(-x)),
        (1e-20, 745),
        (-1, 1),
        [0.0, 1.0, -1.0, 36.5, -36.5, -87.5, -103.5, 708.0, -740.0],
    ),
    "normal_quantile": (
        normal_quantile,
        (2**-53, 0.999),
        (1,),
        [0.5, 0.075, 0.07421875, 0.925, 0.92578125, 2**-53, 1 - 2**-53, 1e-6, 1e-12],
    ),
}


def references(function, arguments):
    """Arguments whose result is a normal or subnormal number, and the result as high + low."""
    kept, high, low = [], [], []
    for x in arguments:
        value = function(mpmath.mpf(float(x)))
        kept.append(float(x))
        high.append(float(value))
        low.append(float(value - mpmath.mpf(high[-1])))
    return kept, high, low


def arguments(random, bounds, signs, special, dtype):
    """Random ones with evenly distributed exponents, and special ones, exact in a type."""
    least = max(bounds[0], float(np.finfo(dtype).smallest_normal))
    most = min(bounds[1], float(np.finfo(dtype).max))
    drawn = np.exp(random.uniform(np.log(least), np.log(most), COUNT))
    exact = np.concatenate([drawn * random.choice(signs, COUNT), special]).astype(dtype)
    return np.unique(exact[(exact != 0) | (min(signs) < 0)])


def make_functions():
    random = np.random.RandomState(1988)
    for name, (function, bounds, signs, special) in FUNCTIONS.items():
        arrays = {}
        # The quantile is only computed in double.
        for bits in [64] if name == "normal_quantile" else [32, 64]:
            x = arguments(random, bounds, signs, special, f"float{bits}")
            rows = references(function, x)
            for key, row in zip(["x", "high", "low"], rows):
                arrays[f"{key}_{bits}"] = np.array(row, dtype="<f8")
        np.savez(DIRECTORY / f"{name}.npz", **arrays)
        print(name, {key: len(array) for key, array in arrays.items()})


# --- Random numbers -------------------------------------------------------------------------------

WORD = 2**32 - 1
WEIGHTS, BATCH, SHUFFLE = 1, 2, 3


def philox(counter, key):
    """Salmon, Moraes, Dror, Shaw 2011, table 2: Philox4x32 with ten rounds."""
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [
            (second >> 32) ^ c[1] ^ k[0],
            second & WORD,
            (first >> 32) ^ c[3] ^ k[1],
            first & WORD,
        ]
        k = [(k[0] + 0x9E3779B9) & WORD, (k[1] + 0xBB67AE85) & WORD]
    return c


def bits(seed, purpose, stream, index, attempt=0):
    low, high = index | attempt << 48, stream | purpose << 56
    words = philox(
        [low & WORD, low >> 32, high & WORD, high >> 32], [seed & WORD, seed >> 32]
    )
    return words[0] | words[1] << 32


def below(bound, seed, purpose, stream, index):
    """Lemire 2019: the high half of a product, unless its low half falls into the surplus."""
    attempt = 0
    while True:
        product = bits(seed, purpose, stream, index, attempt) * bound
        if product % 2**64 >= 2**64 % bound:
            return product >> 64
        attempt += 1


def he_weights(seed, structure):
    layers = []
    for layer, (before, after) in enumerate(zip(structure, structure[1:]), 1):
        deviation = mpmath.sqrt(mpmath.mpf(2) / (before + 1))
        rows = [
            [
                float(deviation * normal_quantile(uniform(seed, layer, i * (before + 1) + j)))
                for j in range(before + 1)
            ]
            for i in range(after)
        ]
        layers.append(np.array(rows))
    return layers


def uniform(seed, stream, index):
    return (mpmath.mpf(bits(seed, WEIGHTS, stream, index) >> 12) + 0.5) * mpmath.mpf(2) ** -52


def random_batch(seed, samples, size, iteration):
    """Floyd's algorithm (Bentley and Floyd 1987), in the order of the draws."""
    chosen = []
    for draw in range(size):
        last = samples - size + draw
        index = below(last + 1, seed, BATCH, iteration, draw)
        chosen.append(last if index in chosen else index)
    return chosen


def permutation(seed, samples, epoch):
    """Fisher and Yates, from the end."""
    order = list(range(samples))
    for last in range(samples - 1, 0, -1):
        other = below(last + 1, seed, SHUFFLE, epoch, last)
        order[last], order[other] = order[other], order[last]
    return order


def make_random():
    seed = 0x0123456789ABCDEF
    arrays = {f"he_{l}": w for l, w in enumerate(he_weights(seed, [5, 4, 3]), 1)}
    arrays["batches"] = np.array([random_batch(seed, 100, 40, i) for i in (1, 2, 1000000)])
    arrays["permutations"] = np.array([permutation(seed, 50, epoch) for epoch in (0, 1, 77)])
    arrays = {key: array.astype("<f8") for key, array in arrays.items()}
    np.savez(DIRECTORY / "random.npz", **arrays)


if __name__ == "__main__":
    DIRECTORY.mkdir(exist_ok=True)
    make_functions()
    make_random()
    print(sum(path.stat().st_size for path in DIRECTORY.iterdir()), "bytes")
