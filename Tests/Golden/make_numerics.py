#!/usr/bin/env python3
"""Makes the golden data in numerics/: functions to 50 digits, and random numbers.

The functions come from mpmath. README.md says what is kept of them: enough to measure errors in
small parts of a unit in the last place. The random numbers come from a second implementation, in
Python's whole numbers, of what the design of nnrun says: Philox4x32-10 keyed by the seed, counters
made of purpose, stream and index.

Usage: python3 make_numerics.py        (needs NumPy and mpmath)
"""

import math
import zlib
from pathlib import Path

import mpmath
import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "numerics"
mpmath.mp.dps = 50

# The number of random arguments of each kind, and the parts of a unit that `rest` distinguishes.
COUNTS = {32: (300, 600), 64: (400, 900)}
PARTS = 256


# --- Functions ------------------------------------------------------------------------------------


def normal_quantile(p):
    return mpmath.sqrt(2) * mpmath.erfinv(2 * p - 1)


def normal(z):
    """The cumulative function; mpmath's erfc has no answer for the largest numbers."""
    if abs(z) > 1e6:
        return mpmath.mpf(z > 0)
    return mpmath.erfc(-z / mpmath.sqrt(2)) / 2


def erf_slope(x):
    return 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x * x)


def gelu(z):
    return z * normal(z)


def gelu_slope(z):
    return normal(z) + z * mpmath.npdf(z)


class Function:
    """What is computed and where.

    most: the largest magnitude of arguments whose exponents are spread evenly
    intervals: where arguments are spread evenly themselves
    joints: numbers around which arguments are dense, with both signs if `signs` has both
    """

    def __init__(self, compute, most, signs, intervals, joints):
        self.compute, self.most, self.signs = compute, most, signs
        self.intervals, self.joints = intervals, joints


BOTH = (-1, 1)
LN2 = float(mpmath.log(2))
# Where exp goes from one power of two to the next.
STEPS = [(k + 0.5) * LN2 for k in (0, 1, 2, 20, 52, 500)]
# Where exp and its like overflow, underflow or become subnormal, in float64 and float32.
EDGES = [709.782712893384, 708.3964185322641, 745.1332191019411]
EDGES += [88.72283911167299, 87.33654475055310, 103.97207708399179]
# The same for exp(-z^2 / 2), where gelu ends on the left.
NORMAL_EDGES = [37.4, 37.519, 38.4, 38.485, 38.57, 12.9, 13.19, 14.17, 40.0]
# Where sinh and cosh overflow, and where the smaller of the two exponentials ceases to matter.
HYPERBOLIC_EDGES = [710.4758600739439, 89.41598629223294, 18.4, 18.7]
# Where sine and cosine change their approximation, where they are nearly 0, and where another
# reduction begins. The last two come nearest to a multiple of pi / 2 in float64 and in float32.
QUARTERS = [k * math.pi / 4 for k in (1, 2, 3, 4, 5, 6, 7, 8, 101, 710, 1000000)]
QUARTERS += [2.0**30, 6381956970095103 * 2.0**797, 16367173 * 2.0**72]
SQUARES = [float(mpmath.sqrt(step)) for step in STEPS]

FUNCTIONS = {
    "exp": Function(mpmath.exp, 1e4, BOTH, [(-746, 710), (-104, 89), (-2, 2)], STEPS + EDGES),
    "log": Function(
        mpmath.log,
        1e308,
        (1,),
        [(0.5, 3), (0.95, 1.05)],
        [1.0, 2.0, 0.5, 2**-0.5, 2**0.5, 2**-1022, 2**-1074, 2**-126, 2**-149, 2.0**1023, 2**127],
    ),
    "tanh": Function(
        mpmath.tanh,
        1e4,
        BOTH,
        [(-20, 20), (-3, 3), (-1, 1)],
        [1.0, 9.01, 19.06, 346.6, 400.0] + [step / 2 for step in STEPS],
    ),
    "sinh": Function(
        mpmath.sinh, 1e4, BOTH, [(-711, 711), (-90, 90), (-2, 2)], STEPS + HYPERBOLIC_EDGES
    ),
    "cosh": Function(
        mpmath.cosh, 1e4, BOTH, [(-711, 711), (-90, 90), (-2, 2)], STEPS + HYPERBOLIC_EDGES
    ),
    "sin": Function(mpmath.sin, 1e308, BOTH, [(-1000, 1000), (-10, 10), (-1, 1)], QUARTERS),
    "cos": Function(mpmath.cos, 1e308, BOTH, [(-1000, 1000), (-10, 10), (-1, 1)], QUARTERS),
    "sigmoid": Function(
        lambda x: 1 / (1 + mpmath.exp(-x)),
        1e4,
        BOTH,
        [(-746, 40), (-104, 20), (-5, 5)],
        [16.64, 36.74] + STEPS + EDGES,
    ),
    "softplus": Function(
        lambda x: mpmath.log1p(mpmath.exp(x)),
        1e4,
        BOTH,
        [(-746, 40), (-104, 20), (-5, 5)],
        # exp(-x) is sqrt(2) - 1 at the first one: there the logarithm changes its power of two.
        [0.881373587019543, 16.64, 36.74] + STEPS + EDGES,
    ),
    "erf": Function(
        mpmath.erf, 1e4, BOTH, [(-6, 6), (-1, 1), (0.9, 1.3)], [1.0, 3.83, 5.86, 6.0] + SQUARES
    ),
    "erf_slope": Function(
        erf_slope,
        1e4,
        BOTH,
        [(-28, 28), (-11, 11), (-1, 1)],
        # From the largest arguments with a normal result to those where it is 0.
        [26.617, 27.23, 27.29, 28.0, 9.32, 10.05, 10.2] + SQUARES,
    ),
    "gelu": Function(
        gelu, 1e4, BOTH, [(-39, 9), (-15, 6), (-2, 2)], [6.0, 8.3] + NORMAL_EDGES + SQUARES
    ),
    "gelu_slope": Function(
        gelu_slope,
        1e4,
        BOTH,
        [(-39, 9), (-15, 6), (-2, 2)],
        [0.7517915, 6.0, 8.3] + NORMAL_EDGES + SQUARES,
    ),
    "normal_quantile": Function(
        normal_quantile,
        0.999,
        (1,),
        [(0.0, 1.0), (0.9, 1.0)],
        [0.5, 0.075, 0.925, 2**-53, 1 - 2**-53, 1e-6, 1e-11, 1.39e-11],
    ),
}


def arguments(random, function, bits):
    """Arguments that are exact in a type, in ascending order."""
    info = np.finfo(f"float{bits}")
    spread, even = COUNTS[bits]
    least = 2**-53 if function.compute is normal_quantile else float(info.smallest_subnormal)
    most = min(function.most, float(info.max))

    exponents = random.randint(np.log2(least), np.ceil(np.log2(most)), spread)
    magnitudes = np.ldexp(1 + random.uniform(size=spread), exponents)
    x = [magnitudes * random.choice(function.signs, spread)]
    for start, end in function.intervals:
        x.append(random.uniform(start, end, even // len(function.intervals)))
    # Neighbours, and numbers ever further away.
    distances = np.concatenate([[0, 1, 2], 2.0 ** np.arange(3, info.nmant, 4)])
    for joint in function.joints:
        if joint > float(info.max):
            continue
        middle = float(np.array(joint).astype(f"float{bits}"))
        exponent = np.floor(np.log2(float(joint)))
        unit = max(float(info.smallest_subnormal), 2.0 ** (exponent - info.nmant))
        near = np.concatenate([middle - distances * unit, middle + distances * unit])
        x += [near * sign for sign in function.signs]
    # Where nothing but the limit is left, to the end.
    simple = np.array([0.0, 1.0, 2000.0, 2.0**100, float(info.max)])
    x += [simple * sign for sign in function.signs]

    with np.errstate(over="ignore"):
        x = np.unique(np.concatenate(x).astype(f"float{bits}"))
    if -1 not in function.signs:
        x = x[x > 0]
    if function.compute is normal_quantile:
        x = x[(x >= least) & (x < 1)]
    return x[np.isfinite(x)]


def as_float(value):
    """The nearest float64; infinite beyond the largest."""
    if abs(value) >= mpmath.mpf(2) ** 1024 - mpmath.mpf(2) ** 970:
        return float("inf") if value > 0 else float("-inf")
    return float(value)


def rest(value, high):
    """value - high, in units in the last place of `high`."""
    if not np.isfinite(high):
        return 0.0
    part = (value - mpmath.mpf(high)) / mpmath.mpf(math.ulp(high))
    return float(mpmath.nint(part * PARTS)) / PARTS


def make_functions():
    for name, function in FUNCTIONS.items():
        # RandomState's stream is frozen: every version of NumPy draws the same numbers.
        random = np.random.RandomState(zlib.crc32(name.encode()))
        arrays = {}
        # The quantile is only computed in double.
        for bits in [64] if name == "normal_quantile" else [32, 64]:
            x = arguments(random, function, bits)
            values = [function.compute(mpmath.mpf(float(v))) for v in x]
            high = [as_float(v) for v in values]
            arrays[f"x_{bits}"] = x.astype(f"<f{bits // 8}")
            arrays[f"high_{bits}"] = np.array(high, dtype="<f8")
            if bits == 64:
                arrays["rest_64"] = np.array([rest(v, h) for v, h in zip(values, high)], "<f4")
        path = DIRECTORY / f"{name}.npz"
        np.savez_compressed(path, **arrays)
        print(name, {key: len(a) for key, a in arrays.items()}, path.stat().st_size, "bytes")


def power(x, y):
    size = mpmath.exp(y * mpmath.log(abs(x)))
    return -size if x < 0 and y % 2 == 1 else size


def power_arguments(random, bits):
    """Bases and exponents, exact in a type; their powers are spread over its range and beyond."""
    info = np.finfo(f"float{bits}")
    count = COUNTS[bits][0]
    least, most = np.log2(info.smallest_subnormal), info.maxexp

    def exponents(bases, low, high):
        """Those with which the binary logarithm of the power is spread from `low` to `high`."""
        return random.uniform(low, high, count) / np.log2(bases)

    any_size = np.ldexp(1 + random.uniform(size=count), random.randint(least, most, count))
    distances = np.ldexp(random.choice([-0.5, 1.0], count), -random.randint(1, info.nmant, count))
    moderate = random.uniform(0.01, 10, count)
    pairs = [(b, exponents(b, 1.05 * least, 1.05 * most)) for b in (any_size, moderate)]
    pairs += [(1 + distances, exponents(1 + distances, 1.05 * least, 1.05 * most))]
    # Subnormal powers, and those at the edge of overflow.
    pairs += [(moderate, exponents(moderate, least - 1, info.minexp))]
    pairs += [(moderate, exponents(moderate, most - 0.01, most + 0.01))]
    pairs += [(moderate, random.uniform(-5, 5, count))]
    pairs += [(sign * moderate, random.randint(-20, 21, count)) for sign in BOTH]
    # Odd exponents up to the last one.
    odd = np.array([1.0, 3, 2**20 + 1, 2 ** (info.nmant + 1) - 1])
    pairs += [(np.repeat(-1 + part * info.eps, len(odd)), odd) for part in (0, 1, -1)]

    x, y = (np.concatenate(a).astype(f"float{bits}") for a in zip(*pairs))
    valid = np.isfinite(x) & np.isfinite(y) & (x != 0)
    return x[valid], y[valid]


def make_power():
    random = np.random.RandomState(zlib.crc32(b"power"))
    arrays = {}
    for bits in (32, 64):
        x, y = power_arguments(random, bits)
        values = [power(mpmath.mpf(float(a)), mpmath.mpf(float(b))) for a, b in zip(x, y)]
        high = [as_float(v) for v in values]
        arrays[f"x_{bits}"] = x.astype(f"<f{bits // 8}")
        arrays[f"y_{bits}"] = y.astype(f"<f{bits // 8}")
        arrays[f"high_{bits}"] = np.array(high, dtype="<f8")
        if bits == 64:
            arrays["rest_64"] = np.array([rest(v, h) for v, h in zip(values, high)], "<f4")
    path = DIRECTORY / "power.npz"
    np.savez_compressed(path, **arrays)
    print("power", {key: len(a) for key, a in arrays.items()}, path.stat().st_size, "bytes")


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
    low, high = index | (attempt << 48), stream | (purpose << 56)
    words = philox(
        [low & WORD, low >> 32, high & WORD, high >> 32], [seed & WORD, seed >> 32]
    )
    return words[0] | (words[1] << 32)


def below(bound, seed, purpose, stream, index):
    """Lemire 2019: the high half of the first product whose low half is at least 2^64 mod bound."""
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
    make_power()
    make_random()
    print(sum(path.stat().st_size for path in DIRECTORY.iterdir()), "bytes")
