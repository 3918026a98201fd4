#!/usr/bin/env python3
"""Fits polynomials for the functions in Sources/CNNKernels, and prints the bits of 2 / pi.

Each polynomial interpolates its function at the zeros of a Chebyshev polynomial, in 60 digits,
which is within a small factor of the best polynomial of its degree. The Chebyshev series is turned
into powers, whose coefficients are rounded to float64 and printed as C reads them. Then the rounded
polynomial is compared with its function, so that what remains is the error of the fit; the error
of computing in float64 comes on top and is measured by the tests.

  erf_near: erf(x) / x - 1 as a polynomial in x^2, for |x| <= 1. The result is x + x p(x^2), where
      only the last rounding counts, as |p| < 0.16.
  erfc_tail: (t + K) exp(t^2) erfc(t) as a polynomial in s = (t - K) / (t + K), for 0 <= t <= 28.5.
      Behind that exp(-t^2) is 0 in float64. The substitution makes a short interval of a long one
      on which the function is nearly straight; Shepherd and Laframboise, "Chebyshev approximation
      of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity", Mathematics of Computation 36, 1981, chose
      it first. K is where the fewest terms are needed.
  log_tail: log(m) = s + s w with s = 2 (m - 1) / (m + 1), w = s^2 / 12 + s^4 / 80 + s^6 p(s^2), for
      sqrt(1/2) <= m <= sqrt(2). The error is that of w.

Usage: python3 make_coefficients.py        (needs mpmath)
"""

import mpmath
from mpmath import mpf

mpmath.mp.dps = 60
K = mpf(4)
END = mpf("28.5")


def erf_near(v):
    if v == 0:
        return 2 / mpmath.sqrt(mpmath.pi) - 1
    root = mpmath.sqrt(v)
    return mpmath.erf(root) / root - 1


def erfc_tail(s):
    t = K * (1 + s) / (1 - s)
    return (t + K) * mpmath.exp(t * t) * mpmath.erfc(t)


def log_tail(v):
    if v == 0:
        return mpf(1) / 448
    s = mpmath.sqrt(v)
    return (2 * mpmath.atanh(s / 2) - s - s**3 / 12 - s**5 / 80) / s**7


def print_two_over_pi(words):
    """Prints 64 bits that are 0, and the first bits of 2 / pi, in words of 64 bits."""
    mpmath.mp.prec = 64 * words + 64
    bits = int(mpmath.floor(2 / mpmath.pi * mpf(2) ** (64 * (words - 1))))
    print(f"2 / pi: {words} words")
    for word in reversed(range(words)):
        print(f"    {(bits >> (64 * word)) % 2**64:#018x},")


def interpolate(function, start, end, degree):
    """The coefficients of the Chebyshev series on [start, end]."""
    count = degree + 1
    angles = [mpmath.pi * (2 * j + 1) / (2 * count) for j in range(count)]
    middle, half = (start + end) / 2, (end - start) / 2
    values = [function(middle + half * mpmath.cos(a)) for a in angles]
    series = [
        2 * mpmath.fsum(v * mpmath.cos(k * a) for v, a in zip(values, angles)) / count
        for k in range(count)
    ]
    series[0] /= 2
    return series


def times(p, q):
    product = [mpf(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            product[i + j] += a * b
    return product


def powers(series, start, end):
    """The coefficients of 1, x, x^2, ... by T_{k+1}(y) = 2 y T_k(y) - T_{k-1}(y)."""
    y = [-(start + end) / (end - start), 2 / (end - start)]
    before, chebyshev = [mpf(0)], [mpf(1)]
    total = [mpf(0)] * len(series)
    for k, c in enumerate(series):
        for i, a in enumerate(chebyshev):
            total[i] += c * a
        following = times([a * (1 if k == 0 else 2) for a in y], chebyshev)
        for i, b in enumerate(before):
            following[i] -= b
        before, chebyshev = chebyshev, following
    return total


def fit(name, function, start, end, degree, scale):
    """Prints the coefficients and the largest error, in units of 2^-53 times `scale`."""
    exact = powers(interpolate(function, start, end, degree), start, end)
    rounded = [float(c) for c in exact]
    worst = 0
    for i in range(2001):
        x = start + (end - start) * i / 2000
        error = mpmath.polyval([mpf(c) for c in reversed(rounded)], x) - function(x)
        worst = max(worst, abs(error / scale(x)))
    print(f"{name}: degree {degree}, error of the fit {mpmath.nstr(worst * 2**53, 3)}")
    print(",\n".join(f"    {c.hex()}" for c in rounded) + "};")


if __name__ == "__main__":
    # The errors that matter are those relative to 1 + p and to the tail.
    fit("erf_near", erf_near, mpf(0), mpf(1), 12, lambda v: 1 + erf_near(v))
    end = 4 * ((mpmath.sqrt(2) - 1) / (mpmath.sqrt(2) + 1)) ** 2
    fit("log_tail", log_tail, mpf(0), end, 6, lambda v: 1 / v**3 if v else mpmath.inf)
    fit("erfc_tail", erfc_tail, mpf(-1), (END - K) / (END + K), 22, erfc_tail)
    print_two_over_pi(20)
