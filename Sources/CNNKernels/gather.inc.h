// Rows of a data set, converted to T: each number divided by a divisor in double, then rounded.
// Elements of a table need not be aligned.

// Batches are drawn from all over a data set: its rows are prefetched two samples ahead.
INLINE void KERNEL(prefetch_row)(const char *source, nn_size row_size, nn_selection selection,
                                 nn_size s, nn_size rows) {
  if (!selection.indices || s >= rows) return;
  const char *start = source + selection.indices[s] * row_size;
  for (nn_size i = 0; i < row_size; i += 64) __builtin_prefetch(start + i);
}

// The number that 16 bits represent in IEEE 754's binary16, which float can represent, too. The
// bias of exponents is 127 instead of 15; infinity and NaN have the greatest exponent.
INLINE float KERNEL(from_half)(uint16_t bits) {
  const uint32_t magnitude = (uint32_t)(bits & 0x7fff) << 13, sign = (uint32_t)(bits & 0x8000) << 16;
  float x;
  memcpy(&x, &magnitude, sizeof x);
  x *= 0x1p112f;
  uint32_t widened;
  memcpy(&widened, &x, sizeof widened);
  widened = ((bits & 0x7c00) == 0x7c00 ? magnitude | 0x7f800000 : widened) | sign;
  memcpy(&x, &widened, sizeof x);
  return x;
}

// `NUMBER` is the number that an element `x` of type `S` represents.
#define GATHER(NAME, S, NUMBER)                                                                   \
  static void KERNEL(gather_##NAME)(nn_table table, nn_selection selection, double divisor,       \
                                    nn_matrix out) {                                              \
    const char *source = table.elements;                                                          \
    const nn_size size = sizeof(S), step = table.column_stride, row_size = table.row_stride * size;\
    for (nn_size s = 0; s < out.rows; s++) {                                                      \
      const char *in = source + selected_row(selection, s) * row_size;                            \
      KERNEL(prefetch_row)(source, row_size, selection, s + 2, out.rows);                         \
      for (nn_size start = 0; start < out.columns; start += PANEL) {                              \
        nn_size count = out.columns - start < PANEL ? out.columns - start : PANEL;                \
        T *to = KERNEL(element)(out, s, start);                                                   \
        for (nn_size i = 0; i < count && step == 1 && divisor == 1; i++) {                        \
          S x;                                                                                    \
          memcpy(&x, in + (start + i) * size, sizeof x);                                          \
          to[i] = (T)NUMBER;                                                                      \
        }                                                                                         \
        for (nn_size i = 0; i < count && (step != 1 || divisor != 1); i++) {                      \
          S x;                                                                                    \
          memcpy(&x, in + (start + i) * step * size, sizeof x);                                   \
          to[i] = divisor == 1 ? (T)NUMBER : (T)((double)NUMBER / divisor);                       \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
  }

GATHER(int8, int8_t, x)
GATHER(uint16, uint16_t, x)
GATHER(int16, int16_t, x)
GATHER(uint32, uint32_t, x)
GATHER(int32, int32_t, x)
GATHER(uint64, uint64_t, x)
GATHER(int64, int64_t, x)
GATHER(float16, uint16_t, KERNEL(from_half)(x))
GATHER(float32, float, x)
GATHER(float64, double, x)

#undef GATHER

// Consecutive bytes are divided a vector at a time if the divisor is a number of T too: dividing in
// double and rounding then gives the same (Figueroa, "When is double rounding innocuous?", 1995).
// Otherwise each of the 256 values is divided once.
static void KERNEL(gather_uint8)(nn_table table, nn_selection selection, double divisor,
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
    nn_size i = 0;
    if (has_vectors) {
      for (; i + LANES <= out.columns; i += LANES) {
        bytes v;
        memcpy(&v, in + i, sizeof v);
        store(KERNEL(element)(out, s, i), __builtin_convertvector(v, VECTOR) / divisor_in_t);
      }
    }
    for (; i < out.columns; i++)
      *KERNEL(element)(out, s, i) = quotients[in[i * table.column_stride]];
  }
}

static void KERNEL(gather)(nn_table table, nn_selection selection, double divisor, nn_matrix out) {
  switch (table.type) {
  case nn_source_uint8: return KERNEL(gather_uint8)(table, selection, divisor, out);
  case nn_source_int8: return KERNEL(gather_int8)(table, selection, divisor, out);
  case nn_source_uint16: return KERNEL(gather_uint16)(table, selection, divisor, out);
  case nn_source_int16: return KERNEL(gather_int16)(table, selection, divisor, out);
  case nn_source_uint32: return KERNEL(gather_uint32)(table, selection, divisor, out);
  case nn_source_int32: return KERNEL(gather_int32)(table, selection, divisor, out);
  case nn_source_uint64: return KERNEL(gather_uint64)(table, selection, divisor, out);
  case nn_source_int64: return KERNEL(gather_int64)(table, selection, divisor, out);
  case nn_source_float16: return KERNEL(gather_float16)(table, selection, divisor, out);
  case nn_source_float32: return KERNEL(gather_float32)(table, selection, divisor, out);
  case nn_source_float64: return KERNEL(gather_float64)(table, selection, divisor, out);
  }
}

static void KERNEL(one_hot)(const int32_t *classes, nn_selection selection, nn_matrix out) {
  for (nn_size s = 0; s < out.rows; s++) {
    T *to = KERNEL(row)(out, s);
    memset(to, 0, (size_t)out.columns * sizeof(T));
    to[classes[selected_row(selection, s)]] = 1;
  }
}
