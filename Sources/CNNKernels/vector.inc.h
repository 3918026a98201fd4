// Vectors of 64 bytes, of 8 elements for what is computed in double, and of as many bytes.

typedef T NAME(vector) __attribute__((vector_size(64)));
typedef uint8_t NAME(bytes) __attribute__((vector_size(LANES)));
typedef T NAME(eight) __attribute__((vector_size(8 * sizeof(T))));

INLINE NAME(vector) NAME(load)(const T *p) {
  NAME(vector) v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE NAME(vector) NAME(load_part)(const T *p, nn_size count) {
  NAME(vector) v = {0};
  memcpy(&v, p, (size_t)count * sizeof(T));
  return v;
}

INLINE void NAME(store)(T *p, NAME(vector) v) { memcpy(p, &v, sizeof v); }

INLINE void NAME(store_part)(T *p, NAME(vector) v, nn_size count) {
  memcpy(p, &v, (size_t)count * sizeof(T));
}

// Taking 0 away changes no number, also not -0, to which adding 0 would give +0.
INLINE NAME(vector) NAME(splat)(T x) { return x - (NAME(vector)){0}; }

INLINE doubles NAME(load_doubles)(const T *p, nn_size count) {
  NAME(eight) v = {0};
  memcpy(&v, p, (size_t)count * sizeof(T));
  return __builtin_convertvector(v, doubles);
}

INLINE void NAME(store_doubles)(T *p, doubles x, nn_size count) {
  NAME(eight) v = __builtin_convertvector(x, NAME(eight));
  memcpy(p, &v, (size_t)count * sizeof(T));
}
