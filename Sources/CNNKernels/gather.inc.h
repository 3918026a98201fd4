// Rows of a data set, converted to T: each number divided by a divisor in double, then rounded.
//
// `row_stride` and `column_stride` are counted in elements. Elements need not be aligned.

// Batches are drawn from all over a data set: rows of neighbours are fetched some rows ahead.
INLINE void NAME(fetch_row)(const char *source, nn_size row_size, const nn_size *indices,
                            nn_size row, nn_size rows) {
  if (!indices || row >= rows) return;
  const char *start = source + indices[row] * row_size;
  for (nn_size i = 0; i < row_size; i += 64) __builtin_prefetch(start + i);
}

#define GATHER(S)                                                                                 \
  static void PASTE3(gather, S, PASTE(SET, T))(                                                   \
      nn_size rows, nn_size columns, const char *source, nn_size row_stride,                      \
      nn_size column_stride, const nn_size *indices, nn_size first, double divisor, T *out,       \
      nn_size ldo) {                                                                              \
    const nn_size size = sizeof(S);                                                               \
    for (nn_size row = 0; row < rows; row++) {                                                    \
      const char *in = source + (indices ? indices[row] : first + row) * row_stride * size;       \
      T *to = out + row * ldo;                                                                    \
      NAME(fetch_row)(source, row_stride * size, indices, row + 2, rows);                         \
      for (nn_size i = 0; i < columns && column_stride == 1 && divisor == 1; i++) {               \
        S x;                                                                                      \
        memcpy(&x, in + i * size, sizeof x);                                                      \
        to[i] = (T)x;                                                                             \
      }                                                                                           \
      for (nn_size i = 0; i < columns && (column_stride != 1 || divisor != 1); i++) {             \
        S x;                                                                                      \
        memcpy(&x, in + i * column_stride * size, sizeof x);                                      \
        to[i] = divisor == 1 ? (T)x : (T)((double)x / divisor);                                   \
      }                                                                                           \
    }                                                                                             \
  }

GATHER(int8_t)
GATHER(uint16_t)
GATHER(int16_t)
GATHER(uint32_t)
GATHER(int32_t)
GATHER(uint64_t)
GATHER(int64_t)
GATHER(float)
GATHER(double)

#undef GATHER

// Bytes of neighbours are divided a vector at a time, if the divisor is a number of T too: dividing
// in double and rounding then gives the same (Figueroa, "When is double rounding innocuous?", 1995).
// Otherwise each of the few values is divided once.
static void PASTE3(gather, uint8_t, PASTE(SET, T))(
    nn_size rows, nn_size columns, const char *source, nn_size row_stride, nn_size column_stride,
    const nn_size *indices, nn_size first, double divisor, T *out, nn_size ldo) {
  const T divisor_in_t = (T)divisor;
  const int has_vectors = column_stride == 1 && (double)divisor_in_t == divisor;
  T table[256];
  for (int i = 0; i < 256; i++) table[i] = (T)(i / divisor);
  for (nn_size row = 0; row < rows; row++) {
    if (column_stride == 1) NAME(fetch_row)(source, row_stride, indices, row + 2, rows);
    const uint8_t *in =
        (const uint8_t *)source + (indices ? indices[row] : first + row) * row_stride;
    nn_size i = 0;
    if (has_vectors) {
      for (; i + LANES <= columns; i += LANES) {
        NAME(bytes) bytes;
        memcpy(&bytes, in + i, sizeof bytes);
        NAME(store)(out + row * ldo + i, __builtin_convertvector(bytes, NAME(vector)) / divisor_in_t);
      }
    }
    for (; i < columns; i++) out[row * ldo + i] = table[in[i * column_stride]];
  }
}

static void PASTE3(gather, SET, T)(enum nn_source type, nn_size rows, nn_size columns,
                                   const void *source, nn_size row_stride, nn_size column_stride,
                                   const nn_size *indices, nn_size first, double divisor,
                                   void *out, nn_size ldo) {
#define CASE(name, S)                                                                             \
  case name:                                                                                      \
    PASTE3(gather, S, PASTE(SET, T))                                                              \
    (rows, columns, source, row_stride, column_stride, indices, first, divisor, out, ldo);        \
    break;
  switch (type) {
    CASE(nn_source_uint8, uint8_t)
    CASE(nn_source_int8, int8_t)
    CASE(nn_source_uint16, uint16_t)
    CASE(nn_source_int16, int16_t)
    CASE(nn_source_uint32, uint32_t)
    CASE(nn_source_int32, int32_t)
    CASE(nn_source_uint64, uint64_t)
    CASE(nn_source_int64, int64_t)
    CASE(nn_source_float32, float)
    CASE(nn_source_float64, double)
  }
#undef CASE
}

static void PASTE3(one_hot, SET, T)(nn_size rows, nn_size columns, const int32_t *classes,
                                    const nn_size *indices, nn_size first, void *out,
                                    nn_size ldo) {
  for (nn_size row = 0; row < rows; row++) {
    T *to = (T *)out + row * ldo;
    memset(to, 0, (size_t)columns * sizeof(T));
    to[classes[indices ? indices[row] : first + row]] = 1;
  }
}
