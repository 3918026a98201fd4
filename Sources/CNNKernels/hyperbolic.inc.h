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
