// Sine and cosine of 8 doubles; errors are stated as in functions.inc.h.

typedef unsigned long long word;
typedef unsigned __int128 two_words;

// x = n pi / 2 + high + low for finite x >= 2^30, with n modulo 4 and |high| up to pi / 4. Of the
// bits of 2 / pi only those are multiplied by x that matter for n and high + low: Payne and Hanek,
// "Radian reduction for trigonometric functions", SIGNUM Newsletter 18(1), 1983.
static __attribute__((noinline)) void reduce_huge_angle(double x, long long *n, double *high,
                                                        double *low) {
  // 64 bits that are 0, then those of 2 / pi, printed by Tests/Golden/make_coefficients.py.
  static const word two_over_pi[] = {
      0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
      0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e,
      0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
      0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
      0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab};
  word bits;
  memcpy(&bits, &x, sizeof bits);
  // x = m 2^e. With the bits of 2 / pi that are worth 2^(2 - e) and more, it gives multiples of 4.
  word m = (bits & 0xfffffffffffff) | 0x10000000000000;
  int e = (int)(bits >> 52) - 1075, start = e + 62, shift = start % 64;
  word factor[3];
  for (int i = 0; i < 3; i++) {
    const word *w = two_over_pi + start / 64 + i;
    factor[i] = shift ? (w[0] << shift) | (w[1] >> (64 - shift)) : w[0];
  }
  // The product, in units of 2^-126, modulo 4.
  two_words carry = ((two_words)m * factor[2]) >> 64;
  two_words product = (two_words)m * factor[1] + carry + ((two_words)(m * factor[0]) << 64);
  // The next whole number, and the distance from it in units of 2^-128.
  *n = (long long)(product >> 126) + ((long long)(product >> 125) & 1);
  two_words distance = product << 2;
  int is_below = distance >> 127 != 0;
  if (is_below) distance = -distance;
  // No x is so close that the first 64 bits of the distance are 0.
  int zeros = __builtin_clzll((word)(distance >> 64));
  distance <<= zeros;
  word unit_bits = (word)(1023 - 53 - zeros) << 52;
  double unit;
  memcpy(&unit, &unit_bits, sizeof unit);
  if (is_below) unit = -unit;
  double first = (double)(long long)(distance >> 75) * unit;
  double second = (double)(long long)((distance << 53) >> 75) * (unit * 0x1p-53);
  *high = first * 0x1.921fb54442d18p+0;
  *low = multiply_add(first, 0x1.921fb54442d18p+0, -*high) +
         multiply_add(first, 0x1.1a62633145c07p-54, second * 0x1.921fb54442d18p+0);
}

// x = n pi / 2 + high + low for x >= 0, with n modulo 4 and |high| up to pi / 4.
INLINE doubles reduce_angle(doubles x, longs *n, doubles *low) {
  // Cody and Waite's method: n pi / 2 is subtracted in three parts. The first difference is exact;
  // what rounding takes away from the second one belongs to `low`.
  const doubles magic = broadcast(0x1.8p52), second = broadcast(0x1.1a62633145c07p-54);
  doubles t = multiply_add(x, broadcast(0x1.45f306dc9c883p-1), magic);
  *n = (longs)t;
  doubles k = t - magic;
  doubles first = multiply_add(-k, broadcast(0x1.921fb54442d18p+0), x);
  doubles product = k * second;
  doubles high = first - product;
  doubles part = high - first;
  doubles rest = (first - (high - part)) - (product + part);
  rest = rest - multiply_add(k, second, -product);
  *low = multiply_add(k, broadcast(0x1.f1976b7ed8fbcp-110), rest);
  longs is_huge = (x >= 0x1p30) & (x < __builtin_inf());
  if (__builtin_reduce_or(is_huge)) {
    for (int i = 0; i < 8; i++) {
      if (!is_huge[i]) continue;
      long long quarters;
      double parts[2];
      reduce_huge_angle(x[i], &quarters, &parts[0], &parts[1]);
      (*n)[i] = quarters;
      high[i] = parts[0];
      (*low)[i] = parts[1];
    }
  }
  return high;
}

// sin(x + quarters pi / 2) for x >= 0
INLINE doubles sine_of_quarters(doubles x, word quarters) {
  longs n;
  doubles low;
  doubles r = reduce_angle(x, &n, &low);
  doubles z = r * r;
  // sin(r + low) and cos(r + low), by the Taylor series of sin(r) and cos(r).
  static const double sin_terms[] = {
      -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5040.0, 1.0 / 362880.0, -1.0 / 39916800.0,
      1.0 / 6227020800.0, -1.0 / 1307674368000.0, 1.0 / 355687428096000.0};
  static const double cos_terms[] = {
      1.0 / 24.0, -1.0 / 720.0, 1.0 / 40320.0, -1.0 / 3628800.0, 1.0 / 479001600.0,
      -1.0 / 87178291200.0, 1.0 / 20922789888000.0};
  doubles p = polynomial(z, sin_terms, sizeof sin_terms / sizeof *sin_terms);
  doubles q = polynomial(z, cos_terms, sizeof cos_terms / sizeof *cos_terms);
  doubles half = z * 0.5, rest = 1.0 - half;
  doubles sine = r + multiply_add(z * r, p, low * rest);
  // What rounding takes away from 1 - r^2 / 2 and from r^2 / 2.
  doubles lost = (1.0 - rest) - half;
  lost = multiply_add(multiply_add(r, r, -z), broadcast(-0.5), lost);
  doubles cosine = rest + multiply_add(z * z, q, multiply_add(-r, low, lost));
  ulongs turn = (ulongs)n + quarters;
  doubles y = select((turn & 1) != 0, cosine, sine);
  y = (doubles)((ulongs)y ^ ((turn & 2) << 62));
  return select(x < __builtin_inf(), y, x - x);
}

// Error: below 0.8 ULP.
INLINE doubles sin_doubles(doubles x) {
  doubles y = sine_of_quarters(absolute(x), 0);
  return (doubles)((ulongs)y ^ ((ulongs)x & 0x8000000000000000));
}

// Error: below 0.8 ULP.
INLINE doubles cos_doubles(doubles x) { return sine_of_quarters(absolute(x), 1); }
