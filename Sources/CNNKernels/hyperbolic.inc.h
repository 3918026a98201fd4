// Hyperbolic functions on 8 doubles; errors are stated as in functions.inc.h.

// With e = exp(-2 |x|): 1 - 2 e / (1 + e), or near 0 (1 - e) / (1 + e), where 1 - e does not come
// from e but from the reduced argument; with the sign of x. Error: below 2.3 ULP.
INLINE doubles tanh_doubles(doubles x) {
  longs n;
  doubles low;
  doubles r = reduce_exp(clamp_exp(absolute(x) * -2.0), &n, &low);
  doubles tail = exp_tail(r, low);
  // Where 2^n would be subnormal, the result is 1 anyway.
  longs tiny = n < -1000;
  n = (tiny & -1000) | (~tiny & n);
  doubles scale = power_of_two(n);
  doubles minus_one = multiply_add(scale, r + tail, scale - 1.0);
  doubles e = multiply_add(scale, r + tail, scale);
  longs is_near = absolute(x) < 1.0;
  doubles q = select(is_near, -minus_one, e + e) / select(is_near, minus_one + 2.0, e + 1.0);
  doubles y = select(is_near, q, 1.0 - q);
  return select(x == x, with_sign(y, x), x);
}

// (exp(t) + sign exp(-t)) / 2 for t >= 0, where `sign` is 1 or -1. With t = n ln 2 + r that is
// 2^(n - 1) (a cosh(r) + b sinh(r)), where a = 1 + sign 2^(-2n) and b = 1 - sign 2^(-2n). Nothing
// cancels, because for small t one of them is 0.
INLINE doubles hyperbolic(doubles t, double sign) {
  longs n;
  doubles cut;
  // Beyond this bound the result is infinite; that of NaN does not matter.
  doubles r = reduce_exp(select(t < 711.0, t, 711.0), &n, &cut);
  doubles z = r * r;
  // sinh(r) = r + odd and cosh(r) = 1 + even, by their Taylor series.
  static const double sinh_terms[] = {1.0 / 6.0, 1.0 / 120.0, 1.0 / 5040.0, 1.0 / 362880.0,
                                      1.0 / 39916800.0, 1.0 / 6227020800.0};
  static const double cosh_terms[] = {0.5, 1.0 / 24.0, 1.0 / 720.0, 1.0 / 40320.0,
                                      1.0 / 3628800.0, 1.0 / 479001600.0, 1.0 / 87178291200.0};
  doubles odd = polynomial(z, sinh_terms, sizeof sinh_terms / sizeof *sinh_terms) * (z * r);
  doubles even = polynomial(z, cosh_terms, sizeof cosh_terms / sizeof *cosh_terms) * z;
  // Those of r + cut.
  doubles sine = r + odd;
  odd = multiply_add(cut, even + 1.0, odd);
  even = multiply_add(cut, sine, even);
  doubles other = select(n < 64, power_of_two(-(n + n)), 0.0) * sign;
  doubles a = other + 1.0, b = 1.0 - other;
  doubles product = b * r, high = a + product;
  doubles low = multiply_add(b, odd, (1.0 - a) + other) + multiply_add(b, r, -product);
  low = multiply_add(a, even, low) + ((a - high) + product);
  return times_power_of_two(high + low, n - 1);
}

// Error: below 0.9 ULP.
INLINE doubles sinh_doubles(doubles x) {
  return select(x == x, with_sign(hyperbolic(absolute(x), -1.0), x), x);
}

// Error: below 0.9 ULP.
INLINE doubles cosh_doubles(doubles x) {
  return select(x == x, hyperbolic(absolute(x), 1.0), x);
}
