// Transcendental functions on 8 doubles, as polynomials in fused multiply-adds.
//
// The stated errors, in units in the last place (ULP), are slightly above the largest found for
// tens of millions of arguments over the whole range, subnormal arguments and results included; the
// tests check them against references of 50 digits. For float everything is computed in double and
// rounded once, which adds less than 2^-26 to the half unit of rounding.

// 2^n for -1022 <= n <= 1023
INLINE doubles power_of_two(longs n) { return (doubles)((ulongs)(n + 1023) << 52); }

// x = n ln 2 + r + low with |r| <= ln 2 / 2, where `low` is the part of n ln 2 that double
// precision cuts off.
INLINE doubles reduce_exp(doubles x, longs *n, doubles *low) {
  const doubles magic = broadcast(0x1.8p52);
  doubles t = multiply_add(x, broadcast(0x1.71547652b82fep0), magic);
  *n = (longs)((ulongs)t - (ulongs)magic);
  doubles k = t - magic;
  *low = k * broadcast(-0x1.abc9e3b39803fp-56);
  return multiply_add(-k, broadcast(0x1.62e42fefa39efp-1), x);
}

// exp(r + low) - 1 - r for |r| <= ln 2 / 2, by the Taylor series of exp(r) to r^13; `low` changes
// exp(r) by low exp(r).
INLINE doubles exp_tail(doubles r, doubles low) {
  doubles q = broadcast(1.0 / 6227020800.0);
  q = multiply_add(q, r, 1.0 / 479001600.0);
  q = multiply_add(q, r, 1.0 / 39916800.0);
  q = multiply_add(q, r, 1.0 / 3628800.0);
  q = multiply_add(q, r, 1.0 / 362880.0);
  q = multiply_add(q, r, 1.0 / 40320.0);
  q = multiply_add(q, r, 1.0 / 5040.0);
  q = multiply_add(q, r, 1.0 / 720.0);
  q = multiply_add(q, r, 1.0 / 120.0);
  q = multiply_add(q, r, 1.0 / 24.0);
  q = multiply_add(q, r, 1.0 / 6.0);
  q = multiply_add(q, r, 0.5);
  doubles p = r * r * q;
  return p + multiply_add(low, r + p, low);
}

// Beyond these bounds the result is 0 or infinite; NaN stays NaN.
INLINE doubles clamp_exp(doubles x) {
  x = select(x > 710.0, 710.0, x);
  return select(x < -746.0, -746.0, x);
}

// 2^n y, in two steps, because 2^n itself may be too small or too large; only the second one
// rounds.
INLINE doubles times_power_of_two(doubles y, longs n) {
  longs half = n >> 1;
  return y * power_of_two(half) * power_of_two(n - half);
}

// 1 + r + tail
INLINE doubles sum_exp(doubles r, doubles tail) {
  doubles high = r + 1.0;
  return high + ((r - (high - 1.0)) + tail);
}

// 2^n (1 + r + tail)
INLINE doubles finish_exp(longs n, doubles r, doubles tail) {
  return times_power_of_two(sum_exp(r, tail), n);
}

// Error: below 0.8 ULP where the result is subnormal, below 0.65 ULP elsewhere.
INLINE doubles exp_doubles(doubles x) {
  longs n;
  doubles low;
  doubles r = reduce_exp(clamp_exp(x), &n, &low);
  return select(x == x, finish_exp(n, r, exp_tail(r, low)), x);
}

// exp(x) for x up to 0, with the bits of exp_doubles. NaN stays NaN without a selection.
INLINE doubles falling_exp(doubles x) {
  longs n;
  doubles low;
  doubles r = reduce_exp(select(x < -746.0, -746.0, x), &n, &low);
  return finish_exp(n, r, exp_tail(r, low));
}

// The same from -700 on; below that it is exp(-700), which is less than 2^-1009. That is for sums
// with 1, and results in float, in which such a number does not show.
INLINE doubles falling_normal_exp(doubles x) {
  longs n;
  doubles low;
  doubles r = reduce_exp(select(x < -700.0, -700.0, x), &n, &low);
  return sum_exp(r, exp_tail(r, low)) * power_of_two(n);
}

INLINE eight_floats falling_exp(eight_floats x) {
  return __builtin_convertvector(falling_normal_exp(widen(x)), eight_floats);
}

// x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2), for positive, normal x.
INLINE doubles reduce_normal_log(doubles x, doubles *k) {
  ulongs bits = (ulongs)x;
  // The exponent is made a number as the last bits of 2^52 plus it.
  ulongs exponent = (bits - 0x3fe6a09e667f3bcdULL + 0x3ff0000000000000ULL) >> 52;
  *k = (doubles)(exponent | 0x4330000000000000ULL) - (0x1p52 + 1023);
  return (doubles)(bits - ((exponent - 1023) << 52)) - 1.0;
}

// The same for all positive and finite x.
INLINE doubles reduce_log(doubles x, doubles *k) {
  longs tiny = x < 0x1p-1022;
  doubles f = reduce_normal_log(select(tiny, x * 0x1p54, x), k);
  *k -= select(tiny, 54, (doubles){0});
  return f;
}

// log(2^k (1 + f)), as in fdlibm: log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)), s = f / (2 + f).
INLINE doubles finish_log(doubles f, doubles k) {
  doubles s = f / (f + 2.0);
  doubles z = s * s;
  doubles r = broadcast(2.0 / 25);
  r = multiply_add(r, z, 2.0 / 23);
  r = multiply_add(r, z, 2.0 / 21);
  r = multiply_add(r, z, 2.0 / 19);
  r = multiply_add(r, z, 2.0 / 17);
  r = multiply_add(r, z, 2.0 / 15);
  r = multiply_add(r, z, 2.0 / 13);
  r = multiply_add(r, z, 2.0 / 11);
  r = multiply_add(r, z, 2.0 / 9);
  r = multiply_add(r, z, 2.0 / 7);
  r = multiply_add(r, z, 2.0 / 5);
  r = multiply_add(r, z, 2.0 / 3);
  r = r * z;
  doubles h = f * f * 0.5;
  doubles low = multiply_add(k, broadcast(0x1.a39ef35793c76p-33), s * (h + r));
  return multiply_add(k, broadcast(0x1.62e42feep-1), f - (h - low));
}

// Error: below 0.9 ULP.
INLINE doubles log_doubles(doubles x) {
  doubles k;
  doubles f = reduce_log(x, &k);
  doubles y = finish_log(f, k);
  y = select(x == __builtin_inf(), x, y);
  y = select(x == 0.0, -__builtin_inf(), y);
  y = select(x < 0.0, broadcast(__builtin_nan("")), y);
  return select(x == x, y, x);
}

// log(1 + t) for t from 0 to 1. NaN stays NaN by the second term.
INLINE doubles log1p_doubles(doubles t) {
  doubles u = t + 1.0, k;
  doubles f = reduce_normal_log(u, &k);
  return finish_log(f, k) + (t - (u - 1.0)) / u;
}

// 1 / (1 + exp(-x)). Error: below 2.5 ULP, for x >= 0 below 1.6 ULP.
INLINE doubles sigmoid_doubles(doubles x) {
  doubles e = falling_exp(-absolute(x));
  return select(x >= 0.0, 1.0, e) / (e + 1.0);
}

// c[0] + c[1] x + c[2] x^2 + ...
INLINE doubles polynomial(doubles x, const double *c, int count) {
  doubles y = broadcast(c[count - 1]);
  for (int i = count - 2; i >= 0; i--) y = multiply_add(y, x, c[i]);
  return y;
}

// log(1 + exp(x)) as max(x, 0) + log(1 + exp(-|x|)); for very negative x the result is exp(x).
// Error: below 2.1 ULP.
INLINE doubles softplus_doubles(doubles x) {
  return select(x < 0.0, 0.0, x) + log1p_doubles(falling_exp(-absolute(x)));
}

// 2^shift exp(-(x + low)) for x from 0 to 800, where low is below one unit in the last place of x.
INLINE doubles shifted_falling_exp(doubles x, doubles low, int shift) {
  longs n;
  doubles cut;
  doubles r = reduce_exp(-x, &n, &cut);
  doubles tail = exp_tail(r, cut);
  return finish_exp(n + shift, r, multiply_add(-low, r + tail + 1.0, tail));
}

// erf(x) for |x| <= 1 as x + x p(x^2). Tests/Golden/make_coefficients.py fits this polynomial and
// the next one.
INLINE doubles erf_near(doubles x) {
  static const double c[] = {
      0x1.06eba8214db69p-3, -0x1.812746b0379e6p-2, 0x1.ce2f21a042b30p-4,
      -0x1.b82ce31284e00p-6, 0x1.565bcd0dbaa38p-8, -0x1.c02db3dac435fp-11,
      0x1.f9a321d5b8e1ep-14, -0x1.f4d1e3183f7aep-17, 0x1.b9df224ca4b97p-20,
      -0x1.5f1ecb6f0764cp-23, 0x1.f7b4bf3b13964p-27, -0x1.389d4f2641625p-30,
      0x1.05ffd737fb32ep-34};
  return multiply_add(x, polynomial(x * x, c, sizeof c / sizeof *c), x);
}

// exp(t^2) erfc(t) for t from 0 to 28.5, as p(s) v with v = 1 / (t + 4), s = (t - 4) v = 1 - 8 v.
INLINE doubles erfc_tail(doubles t) {
  static const double c[] = {
      0x1.18932bf08e154p+0, -0x1.f3fe31ecb49c0p-1, 0x1.8be202d26c708p-1,
      -0x1.14eacb1ad02b1p-1, 0x1.52cac23710078p-2, -0x1.645fd8a4c0b30p-3,
      0x1.38dbd2c8e69b8p-4, -0x1.b00c0529edcaep-6, 0x1.908f4721a8c19p-8,
      -0x1.269b571d057b0p-12, -0x1.dd28446285223p-12, 0x1.72cddc171f1edp-13,
      -0x1.e7ea703e80387p-19, -0x1.3c7435ee1dcbfp-16, 0x1.3b0b3b011ef7ep-18,
      0x1.7f009cab74212p-20, -0x1.c645b6cb8de66p-21, -0x1.52c21e5c1e115p-24,
      0x1.0a02c53426429p-23, 0x1.beea06be8a591p-29, -0x1.0538037e191eap-26,
      -0x1.3f08ee599ae0fp-31, 0x1.fd777af40ad78p-31};
  doubles u = t + 4.0;
  doubles v = 1.0 / u;
  // The relative error of v. Uncorrected, it would put s off by several units for small t.
  doubles error = multiply_add(-v, t - (u - 4.0), multiply_add(-v, u, 1.0));
  doubles s = multiply_add(v * -8.0, error, multiply_add(v, broadcast(-8.0), 1.0));
  doubles y = polynomial(s, c, sizeof c / sizeof *c) * v;
  return multiply_add(y, error, y);
}

// Beyond 1 it is 1 - erfc(|x|) with the sign of x; from 6 on that is 1. Error: below 1.2 ULP.
INLINE doubles erf_doubles(doubles x) {
  doubles t = absolute(x);
  t = select(t > 6.0, 6.0, t);
  doubles square = t * t;
  doubles far = 1.0 - shifted_falling_exp(square, multiply_add(t, t, -square), 0) * erfc_tail(t);
  doubles y = select(t <= 1.0, erf_near(x), far);
  return select(x == x, with_sign(y, x), x);
}

// 2 / sqrt(pi) exp(-x^2), the derivative of erf. Beyond 28 it is 0 in double precision. The
// constant is divided by 2^64, so that only the last product rounds to a subnormal number. Error:
// below 1.5 ULP.
INLINE doubles erf_slope_doubles(doubles x) {
  doubles t = absolute(x);
  t = select(t > 28.0, 28.0, t);
  doubles square = t * t;
  doubles density = shifted_falling_exp(square, multiply_add(t, t, -square), 64);
  return select(x == x, density * 0x1.20dd750429b6dp-64, x);
}

// exp(-x^2 / 2), which is the density of the normal distribution times sqrt(2 pi), for |x| <= 40,
// and the probability below -|x| divided by it. The result is scaled by 2^64: without that it could
// be subnormal where a product with it is not.
INLINE doubles normal_density(doubles x, doubles *ratio) {
  doubles square = x * x;
  doubles low = multiply_add(x, x, -square);
  *ratio = erfc_tail(absolute(x) * 0x1.6a09e667f3bcdp-1) * 0.5;
  return shifted_falling_exp(square * 0.5, low * 0.5, 64);
}

// Beyond 40 all products with the density are 0 in double precision; NaN stays NaN.
INLINE doubles clamp_normal(doubles x) {
  x = select(x > 40.0, 40.0, x);
  return select(x < -40.0, -40.0, x);
}

// x P(x), for negative x from the probability below x, so that nothing cancels. Zeros are treated
// as negative numbers, so that they keep their sign. Error: below 6 ULP, from 1 on below 1.1 ULP.
INLINE doubles gelu_doubles(doubles x) {
  doubles z = clamp_normal(x), ratio;
  doubles density = normal_density(z, &ratio);
  doubles left = z * ratio;
  return select(x <= 0.0, left * density * 0x1p-64, multiply_add(-left, density * 0x1p-64, x));
}

// P(x) + x p(x), p(x) the density. Error: below 8 ULP, except between -1 and -0.5, where the sum
// has a zero: there below 2^-52.
INLINE doubles gelu_slope_doubles(doubles x) {
  doubles z = clamp_normal(x), ratio;
  doubles density = normal_density(z, &ratio);
  doubles scaled = z * 0x1.9884533d43651p-2;
  return select(x < 0.0, (ratio + scaled) * density * 0x1p-64,
                multiply_add(scaled - ratio, density * 0x1p-64, 1.0));
}

// Wichura: "Algorithm AS 241: The percentage points of the normal distribution", Applied
// Statistics 37(3), 1988, PPND16.
INLINE doubles normal_quantile_doubles(doubles p) {
  static const double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                             1.9715909503065514427e+3, 1.3731693765509461125e+4,
                             4.5921953931549871457e+4, 6.7265770927008700853e+4,
                             3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static const double b[] = {1.0,
                             4.2313330701600911252e+1,
                             6.8718700749205790830e+2,
                             5.3941960214247511077e+3,
                             2.1213794301586595867e+4,
                             3.9307895800092710610e+4,
                             2.8729085735721942674e+4,
                             5.2264952788528545610e+3};
  static const double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                             5.76949722146069140550e0,  3.64784832476320460504e0,
                             1.27045825245236838258e0,  2.41780725177450611770e-1,
                             2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static const double d[] = {1.0,
                             2.05319162663775882187e0,
                             1.67638483018380384940e0,
                             6.89767334985100004550e-1,
                             1.48103976427480074590e-1,
                             1.51986665636164571966e-2,
                             5.47593808499534494600e-4,
                             1.05075007164441684324e-9};
  static const double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                             1.78482653991729133580e0,  2.96560571828504891230e-1,
                             2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static const double f[] = {1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};
  doubles q = p - 0.5;
  doubles t = multiply_add(-q, q, 0.180625);
  doubles centre = q * polynomial(t, a, 8) / polynomial(t, b, 8);
  doubles r = square_root(-log_doubles(select(q < 0.0, p, 1.0 - p)));
  doubles near = polynomial(r - 1.6, c, 8) / polynomial(r - 1.6, d, 8);
  doubles far = polynomial(r - 5.0, e, 8) / polynomial(r - 5.0, f, 8);
  doubles tail = select(r <= 5.0, near, far);
  tail = select(q < 0.0, -tail, tail);
  return select(absolute(q) <= 0.425, centre, tail);
}
