// Vectors of 64 bytes, whatever the instruction set: the compiler splits them among registers.
//
// Functions are overloaded, so that a formula reads the same in float and in double.

typedef float floats __attribute__((vector_size(64)));
typedef double doubles __attribute__((vector_size(64)));
// The results of comparing them: all bits set where the comparison holds, 0 elsewhere.
typedef int ints __attribute__((vector_size(64)));
typedef long long longs __attribute__((vector_size(64)));
typedef unsigned uints __attribute__((vector_size(64)));
typedef unsigned long long ulongs __attribute__((vector_size(64)));

// Loading sets element `count` and those after it to 0; storing leaves them as they are in memory.
INLINE floats load_floats(const float *p, nn_size count) {
  floats v = {0};
  if (count == 16) memcpy(&v, p, sizeof v);
  else memcpy(&v, p, (size_t)count * sizeof *p);
  return v;
}

INLINE doubles load_doubles(const double *p, nn_size count) {
  doubles v = {0};
  if (count == 8) memcpy(&v, p, sizeof v);
  else memcpy(&v, p, (size_t)count * sizeof *p);
  return v;
}

// Float is widened to double, and rounded when it is stored.
typedef float eight_floats __attribute__((vector_size(32)));
typedef int eight_ints __attribute__((vector_size(32)));

INLINE doubles load_doubles(const float *p, nn_size count) {
  eight_floats v = {0};
  if (count == 8) memcpy(&v, p, sizeof v);
  else memcpy(&v, p, (size_t)count * sizeof *p);
  return __builtin_convertvector(v, doubles);
}

INLINE void store(float *p, floats v, nn_size count) {
  if (count == 16) memcpy(p, &v, sizeof v);
  else memcpy(p, &v, (size_t)count * sizeof *p);
}

INLINE eight_floats load_eight(const float *p) {
  eight_floats v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE doubles load_eight(const double *p) { return load_doubles(p, 8); }

INLINE doubles widen(eight_floats v) { return __builtin_convertvector(v, doubles); }
INLINE doubles widen(doubles v) { return v; }

INLINE void store(double *p, doubles v, nn_size count) {
  if (count == 8) memcpy(p, &v, sizeof v);
  else memcpy(p, &v, (size_t)count * sizeof *p);
}

INLINE void store(float *p, doubles x, nn_size count) {
  eight_floats v = __builtin_convertvector(x, eight_floats);
  if (count == 8) memcpy(p, &v, sizeof v);
  else memcpy(p, &v, (size_t)count * sizeof *p);
}

INLINE floats load(const float *p) { return load_floats(p, 16); }
INLINE doubles load(const double *p) { return load_doubles(p, 8); }
INLINE void store(float *p, floats v) { store(p, v, 16); }
INLINE void store(double *p, doubles v) { store(p, v, 8); }

// The same number in every element. x - 0 preserves -0; x + 0 does not.
INLINE floats broadcast(float x) { return x - (floats){0}; }
INLINE doubles broadcast(double x) { return x - (doubles){0}; }

// `yes` where the comparison holds, `no` elsewhere, so that results for NaN and signed zeros are
// defined.
INLINE floats select(ints mask, floats yes, floats no) {
  return (floats)((mask & (ints)yes) | (~mask & (ints)no));
}
INLINE eight_floats select(eight_ints mask, eight_floats yes, eight_floats no) {
  return (eight_floats)((mask & (eight_ints)yes) | (~mask & (eight_ints)no));
}
INLINE floats select(ints mask, float yes, floats no) { return select(mask, broadcast(yes), no); }
INLINE floats select(ints mask, floats yes, float no) { return select(mask, yes, broadcast(no)); }
INLINE doubles select(longs mask, doubles yes, doubles no) {
  return (doubles)((mask & (longs)yes) | (~mask & (longs)no));
}
INLINE doubles select(longs mask, double yes, doubles no) {
  return select(mask, broadcast(yes), no);
}
INLINE doubles select(longs mask, doubles yes, double no) {
  return select(mask, yes, broadcast(no));
}

// 1 where the comparison holds, 0 elsewhere.
INLINE floats as_number(ints mask) { return select(mask, 1, (floats){0}); }
INLINE doubles as_number(longs mask) { return select(mask, 1, (doubles){0}); }

// x y + z, rounded once.
INLINE floats multiply_add(floats x, floats y, floats z) {
  return __builtin_elementwise_fma(x, y, z);
}
INLINE doubles multiply_add(doubles x, doubles y, doubles z) {
  return __builtin_elementwise_fma(x, y, z);
}
INLINE eight_floats multiply_add(eight_floats x, eight_floats y, eight_floats z) {
  return __builtin_elementwise_fma(x, y, z);
}
INLINE floats multiply_add(floats x, floats y, float z) {
  return multiply_add(x, y, broadcast(z));
}
INLINE doubles multiply_add(doubles x, doubles y, double z) {
  return multiply_add(x, y, broadcast(z));
}
INLINE float multiply_add(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
INLINE double multiply_add(double x, double y, double z) { return __builtin_fma(x, y, z); }

INLINE floats absolute(floats x) { return (floats)((uints)x & 0x7fffffff); }
INLINE doubles absolute(doubles x) { return (doubles)((ulongs)x & 0x7fffffffffffffff); }

// The magnitude of x with the sign of y.
INLINE floats with_sign(floats x, floats y) {
  return (floats)((uints)absolute(x) | ((uints)y & 0x80000000));
}
INLINE doubles with_sign(doubles x, doubles y) {
  return (doubles)((ulongs)absolute(x) | ((ulongs)y & 0x8000000000000000));
}

// x, or 0 where x is subnormal.
INLINE floats without_subnormals(floats x) { return select(absolute(x) < 0x1p-126f, 0, x); }
INLINE doubles without_subnormals(doubles x) { return select(absolute(x) < 0x1p-1022, 0, x); }

INLINE floats square_root(floats x) { return __builtin_elementwise_sqrt(x); }
INLINE doubles square_root(doubles x) { return __builtin_elementwise_sqrt(x); }

// The largest whole number that is not above x. Adding and subtracting 2^23 or 2^52 rounds smaller
// numbers to whole ones; from there on all numbers are whole.
INLINE floats round_down(floats x) {
  floats whole = with_sign((absolute(x) + 0x1p23f) - 0x1p23f, x);
  whole = select(whole > x, whole - 1, whole);
  return select(absolute(x) < 0x1p23f, with_sign(whole, x), x);
}
INLINE doubles round_down(doubles x) {
  doubles whole = with_sign((absolute(x) + 0x1p52) - 0x1p52, x);
  whole = select(whole > x, whole - 1, whole);
  return select(absolute(x) < 0x1p52, with_sign(whole, x), x);
}
