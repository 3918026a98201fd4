// Rows of a data set, converted to T: each number divided by a divisor in double, then rounded.
// Elements of a table need not be aligned.

// Batches are drawn from all over a data set: its rows are prefetched two samples ahead.
INLINE void KERNEL(prefetch_row)(const char *source, nn_size row_size, nn_selection selection,
                                 nn_size s, nn_size rows) {
  if (!selection.indices || s >= rows) return;
  const char *start = source + selection.indices[s] * row_size;
  for (nn_size i = 0; i < row_size; i += 64) __builtin_prefetch(start + i);
}

#define GATHER(S)                                                                                 \
  static void KERNEL(gather_##S)(nn_table table, nn_selection selection, double divisor,          \
                                 nn_matrix out) {                                                 \
    const char *source = table.elements;                                                          \
    const nn_size size = sizeof(S), step = table.column_stride, row_size = table.row_stride * size;\
    for (nn_size s = 0; s < out.rows; s++) {                                                      \
      const char *in = source + selected_row(selection, s) * row_size;                            \
      T *to = KERNEL(row)(out, s);                                                                \
      KERNEL(prefetch_row)(source, row_size, selection, s + 2, out.rows);                         \
      for (nn_size i = 0; i < out.columns && step == 1 && divisor == 1; i++) {                    \
        S x;                                                                                      \
        memcpy(&x, in + i * size, sizeof x);                                                      \
        to[i] = (T)x;                                                                             \
      }                                                                                           \
      for (nn_size i = 0; i < out.columns && (step != 1 || divisor != 1); i++) {                  \
        S x;                                                                                      \
        memcpy(&x, in + i * step * size, sizeof x);                                               \
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

// Consecutive bytes are divided a vector at a time if the divisor is a number of T too: dividing in
// double and rounding then gives the same (Figueroa, "When is double rounding innocuous?", 1995).
// Otherwise each of the 256 values is divided once.
static void KERNEL(gather_uint8_t)(nn_table table, nn_selection selection, double divisor,
                                   nn_matrix out) {
  typedef uint8_t bytes __attribute__((vector_size(LANES)));
  const T divisor_in_t = (T)divisor;
  const int has_vectors = table.column_stride == 1 && (double)divisor_in_t == divisor;
  T quotients[256];
  for (int i = 0; i < 256; i++) quotients[i] = (T)(i / divisor);
  for (nn_size s = 0; s < out.rows; s++) {
    if (table.column_stride == 1)
      KERNEL(prefetch_row)(table.elements, table.row_stride, selection, s + 2, out.rows);
    const uint8_t *in =
        (const uint8_t *)table.elements + selected_row(selection, s) * table.row_stride;
    T *to = KERNEL(row)(out, s);
    nn_size i = 0;
    if (has_vectors) {
      for (; i + LANES <= out.columns; i += LANES) {
        bytes v;
        memcpy(&v, in + i, sizeof v);
        store(to + i, __builtin_convertvector(v, VECTOR) / divisor_in_t);
      }
    }
    for (; i < out.columns; i++) to[i] = quotients[in[i * table.column_stride]];
  }
}

static void KERNEL(gather)(nn_table table, nn_selection selection, double divisor, nn_matrix out) {
  switch (table.type) {
  case nn_source_uint8: return KERNEL(gather_uint8_t)(table, selection, divisor, out);
  case nn_source_int8: return KERNEL(gather_int8_t)(table, selection, divisor, out);
  case nn_source_uint16: return KERNEL(gather_uint16_t)(table, selection, divisor, out);
  case nn_source_int16: return KERNEL(gather_int16_t)(table, selection, divisor, out);
  case nn_source_uint32: return KERNEL(gather_uint32_t)(table, selection, divisor, out);
  case nn_source_int32: return KERNEL(gather_int32_t)(table, selection, divisor, out);
  case nn_source_uint64: return KERNEL(gather_uint64_t)(table, selection, divisor, out);
  case nn_source_int64: return KERNEL(gather_int64_t)(table, selection, divisor, out);
  case nn_source_float32: return KERNEL(gather_float)(table, selection, divisor, out);
  case nn_source_float64: return KERNEL(gather_double)(table, selection, divisor, out);
  }
}

static void KERNEL(one_hot)(const int32_t *classes, nn_selection selection, nn_matrix out) {
  for (nn_size s = 0; s < out.rows; s++) {
    T *to = KERNEL(row)(out, s);
    memset(to, 0, (size_t)out.columns * sizeof(T));
    to[classes[selected_row(selection, s)]] = 1;
  }
}
