// Powers of 8 doubles; errors are stated as in functions.inc.h.

// log(x) = high + low for positive and finite x, with a relative error of about 2^-66: where
// x = 2^k (1 + f) and s = 2 f / (2 + f), it is k ln 2 + s + s w, w = s^2 / 12 + s^4 / 80 + ... In
// each step the name with _low is what rounding takes away from the other. The polynomial for the
// smaller terms is fitted by Tests/Golden/make_coefficients.py.
INLINE doubles log_in_parts(doubles x, doubles *low) {
  static const double c[] = {0x1.2492492492497p-9,  0x1.c71c71c715466p-12, 0x1.745d175504d55p-14,
                             0x1.3b13a5297e0e6p-16, 0x1.11159ead6e8ecp-18, 0x1.e020336371cb7p-21,
                             0x1.d9c0ecae1e245p-23};
  doubles k;
  doubles f = reduce_log(x, &k);
  doubles u = f + 2.0, u_low = f - (u - 2.0);
  doubles inverse = 1.0 / u;
  f = f + f;
  doubles s = f * inverse;
  doubles s_low = multiply_add(-s, u_low, multiply_add(-s, u, f)) * inverse;
  doubles z = s * s;
  doubles z_low = multiply_add(s, s_low + s_low, multiply_add(s, s, -z));
  // w = z (1/12 + z v), v = 1/80 + z p(z). The constants in hexadecimal are what double precision
  // cuts off from 1/80 and 1/12.
  const doubles twelfth = broadcast(1.0 / 12);
  doubles v = multiply_add(z, polynomial(z, c, sizeof c / sizeof *c), 1.0 / 80);
  doubles zv = z * v;
  doubles zv_low = multiply_add(z, broadcast(-0x1.999999999999ap-61), z_low * v);
  zv_low = multiply_add(z, v, -zv) + zv_low;
  doubles t = zv + twelfth;
  doubles t_low = ((twelfth - t) + zv) + (zv_low + 0x1.5555555555555p-58);
  doubles w = z * t;
  doubles w_low = multiply_add(z, t, -w) + multiply_add(z, t_low, z_low * t);
  doubles sw = s * w;
  doubles sw_low = multiply_add(s, w, -sw) + multiply_add(s, w_low, s_low * w);
  doubles y = s + sw;
  doubles y_low = ((s - y) + sw) + (sw_low + s_low);
  // The first 42 bits of ln 2, whose product with k is exact, and then the rest.
  doubles multiple = k * broadcast(0x1.62e42fefa38p-1);
  doubles high = multiple + y;
  *low = ((multiple - high) + y) + multiply_add(k, broadcast(0x1.ef35793c7673p-45), y_low);
  return high;
}

// All bits set where y is a whole number, as infinity is too, and the first bit of *odd where that
// is odd. That bit means nothing where y is not whole, and no bit does where y is NaN.
INLINE longs is_whole(doubles y, ulongs *odd) {
  // From 2^53 on all numbers are even. The sum with 2^52 is rounded to a whole number, which is odd
  // if its last bit is set.
  doubles t = select(absolute(y) < 0x1p53, absolute(y), 0x1p53);
  doubles shift = select(t < 0x1p52, 0x1p52, broadcast(0.0)), sum = t + shift;
  *odd = (ulongs)sum << 63;
  return sum - shift == t;
}

// x^y as exp(y log |x|), with the special values of IEEE 754's pow. Error: below 0.9 ULP where the
// result is subnormal, below 0.7 ULP elsewhere.
INLINE doubles power_doubles(doubles x, doubles y) {
  doubles size = absolute(x), log_low;
  doubles log_high = log_in_parts(size, &log_low);
  doubles high = y * log_high;
  doubles low = multiply_add(y, log_high, -high) + y * log_low;
  // Most vectors have no such element and are spared the selections. Large results are among them
  // because infinity minus infinity is NaN.
  longs special = ~((x > 0.0) & (x < __builtin_inf()) & (absolute(high) < 1000.0));
  int any_special = __builtin_reduce_or(special) != 0;
  if (any_special) {
    low = select(absolute(high) < 1000.0, low, 0.0);
    high = select(size == 0.0, y * -__builtin_inf(), high);
    high = select(size == __builtin_inf(), y * __builtin_inf(), high);
    // 1^y is 1 for infinite y, too.
    high = clamp_exp(select(size == 1.0, 0.0, high));
  }
  longs n;
  doubles cut;
  doubles r = reduce_exp(high, &n, &cut);
  doubles power = finish_exp(n, r, exp_tail(r, cut + low));
  if (any_special) {
    ulongs odd;
    longs whole = is_whole(y, &odd);
    power = (doubles)((ulongs)power | ((ulongs)x & (ulongs)whole & odd));
    longs undefined = (x < 0.0) & (x > -__builtin_inf()) & ~whole;
    power = select(undefined, broadcast(__builtin_nan("")), power);
    power = select(x == x, power, x);
    power = select(y == y, power, y);
    power = select((y == 0.0) | (x == 1.0), 1.0, power);
  }
  return power;
}
