// Products with inputs that are mostly zero, from lists of those that are not. A term whose input
// is zero changes no sum: chains end with + 0, so no zero among their values shows its sign.

// The vectors of neurons whose chains run side by side.
#define WIDEST 4

// A sample's list: columns in ascending order, and codes of their values.
#define LIST(s)                                                                                   \
  nn_size sample = indices ? indices[s] : first + (s);                                            \
  const uint16_t *column = lists->columns + lists->starts[sample];                                \
  const uint8_t *code = lists->codes + lists->starts[sample];                                     \
  nn_size length = lists->starts[sample + 1] - lists->starts[sample];

// Runs BODY(vectors) for all vectors of a row; `i` is the first column of each. Vectors of one body
// lie in panels that are PANEL wide, or are a single one.
#define FOR_VECTORS_OF_ROW(end, BODY)                                                             \
  {                                                                                               \
    nn_size i = 0;                                                                                \
    for (; i + WIDEST * LANES <= end; i += WIDEST * LANES) BODY(WIDEST)                           \
    for (; i + PANEL <= end; i += PANEL) BODY(2)                                                  \
    if (i < end) BODY(1)                                                                          \
  }

// Where vector v begins, counted from the first vector, in panels of so many rows.
#define PANEL_OFFSET(v, rows) ((v) / 2 * PANEL * (rows) + (v) % 2 * LANES)

// Batches are drawn from all over a data set: their lists are fetched some samples ahead.
#define AHEAD 3

INLINE void NAME(fetch_list)(const nn_sparse_rows *lists, const nn_size *indices, nn_size s,
                             nn_size rows) {
  if (!indices || s >= rows) return;
  nn_size start = lists->starts[indices[s]], end = lists->starts[indices[s] + 1];
  for (nn_size j = start; j < end; j += 32) __builtin_prefetch(lists->columns + j);
  for (nn_size j = start; j < end; j += 64) __builtin_prefetch(lists->codes + j);
  if (s + AHEAD < rows) __builtin_prefetch(lists->starts + indices[s + AHEAD]);
}

INLINE void NAME(sparse_chains)(nn_size vectors, nn_size inputs, const uint16_t *column,
                                const uint8_t *code, nn_size length, const T *values,
                                const T *panel, T *z) {
  nn_size width = vectors == 1 ? LANES : PANEL;
  NAME(vector) sum[WIDEST];
  UNROLLED for (nn_size v = 0; v < vectors; v++)
    sum[v] = NAME(load)(panel + PANEL_OFFSET(v, inputs + 1));
  for (nn_size j = 0; j < length; j++) {
    NAME(vector) factor = NAME(splat)(values[code[j]]);
    const T *row = panel + ((nn_size)column[j] + 1) * width;
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      NAME(vector) w = NAME(load)(row + PANEL_OFFSET(v, inputs + 1));
      sum[v] = __builtin_elementwise_fma(factor, w, sum[v]);
    }
  }
  UNROLLED for (nn_size v = 0; v < vectors; v++) NAME(store)(z + v * LANES, sum[v] + (T)0);
}

static void PASTE3(sparse_forward, SET, T)(nn_size rows, nn_size inputs, nn_size outputs,
                                           const nn_sparse_rows *lists,
                                           const nn_size *indices, nn_size first,
                                           const void *w_, void *z_, nn_size ldz) {
  const T *w = w_, *values = lists->values;
  nn_size end = NAME(padded)(outputs);
  // Some samples at a time: their lists and the panels that they go through stay in the cache.
  for (nn_size start = 0; start < rows; start += BLOCK) {
    nn_size last = rows - start < BLOCK ? rows : start + BLOCK;
    for (nn_size s = start; s < start + AHEAD; s++) NAME(fetch_list)(lists, indices, s, last);
#define CHAINS(n)                                                                                 \
  for (nn_size s = start; s < last; s++) {                                                        \
    if (i == 0) NAME(fetch_list)(lists, indices, s + AHEAD, last);                                \
    LIST(s)                                                                                       \
    NAME(sparse_chains)(n, inputs, column, code, length, values, w + i * (inputs + 1),            \
                        (T *)z_ + s * ldz + i);                                                   \
  }
    FOR_VECTORS_OF_ROW(end, CHAINS)
#undef CHAINS
  }
}

// The inputs whose samples are looked up at a time.
#define SLICE 1024

// For each input of a slice the samples of a block in which it is not zero, with its code.
typedef struct {
  uint8_t counts[SLICE];
  struct { uint8_t sample, code; } entries[SLICE][BLOCK];
} NAME(sparse_columns);

INLINE void NAME(sparse_sums)(nn_size vectors, nn_size inputs, nn_size first, nn_size count,
                              const NAME(sparse_columns) *columns, const T *values,
                              const T *delta, nn_size ldd, int adds, T *g) {
  nn_size width = vectors == 1 ? LANES : PANEL;
  for (nn_size k = 0; k < count; k++) {
    NAME(vector) sum[WIDEST];
    UNROLLED for (nn_size v = 0; v < vectors; v++) sum[v] = (NAME(vector)){0};
    nn_size length = columns->counts[k];
    for (nn_size j = 0; j < length; j++) {
      NAME(vector) factor = NAME(splat)(values[columns->entries[k][j].code]);
      const T *d = delta + columns->entries[k][j].sample * ldd;
      UNROLLED for (nn_size v = 0; v < vectors; v++)
        sum[v] = __builtin_elementwise_fma(factor, NAME(load)(d + v * LANES), sum[v]);
    }
    T *row = g + (first + k + 1) * width;
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      T *out = row + PANEL_OFFSET(v, inputs + 1);
      NAME(vector) s = adds ? NAME(load)(out) + sum[v] : sum[v];
      NAME(store)(out, s + (T)0);
    }
  }
}

// Where a list reaches a column, by bisection.
INLINE nn_size NAME(list_position)(const uint16_t *column, nn_size length, nn_size first) {
  nn_size low = 0, high = length;
  while (low < high) {
    nn_size middle = (low + high) / 2;
    if (column[middle] < first) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Adds what a sample's list, up to a column, contributes to the rows of a single panel. As each
// row gets one term, chains need no registers: with few neurons this is faster than sorting.
INLINE void NAME(sparse_terms)(nn_size vectors, const uint16_t *column, const uint8_t *code,
                               nn_size length, nn_size end, const T *values, const T *delta,
                               T *g) {
  NAME(vector) d[2];
  UNROLLED for (nn_size v = 0; v < vectors; v++) d[v] = NAME(load)(delta + v * LANES);
  for (nn_size j = 0; j < length && column[j] < end; j++) {
    NAME(vector) factor = NAME(splat)(values[code[j]]);
    T *row = g + ((nn_size)column[j] + 1) * vectors * LANES;
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      NAME(vector) sum = __builtin_elementwise_fma(factor, d[v], NAME(load)(row + v * LANES));
      NAME(store)(row + v * LANES, sum + (T)0);
    }
  }
}

static void PASTE3(sparse_gradient, SET, T)(nn_size samples, nn_size inputs, nn_size outputs,
                                            nn_size first_row, nn_size row_count,
                                            const nn_sparse_rows *lists,
                                            const nn_size *indices, nn_size first,
                                            const void *delta_, nn_size ldd, void *g_) {
  const T *delta = delta_, *values = lists->values;
  T *g = g_;
  nn_size end = NAME(padded)(outputs), last_row = first_row + row_count;
  if (first_row == 0 && last_row > 0) {
    // The bias neuron is never zero.
    PASTE3(gradient, SET, T)(samples, inputs, outputs, 0, 1, NULL, 0, delta, ldd, g);
    first_row = 1;
  }
  if (end <= PANEL && samples <= BLOCK) {
    memset(g + first_row * end, 0, (size_t)((last_row - first_row) * end) * sizeof(T));
    for (nn_size s = 0; s < samples; s++) {
      LIST(s)
      nn_size from = NAME(list_position)(column, length, first_row - 1);
      column += from, code += from, length -= from;
      const T *d = delta + s * ldd;
      if (end == PANEL) NAME(sparse_terms)(2, column, code, length, last_row - 1, values, d, g);
      else NAME(sparse_terms)(1, column, code, length, last_row - 1, values, d, g);
    }
    return;
  }
  NAME(sparse_columns) columns;
  for (nn_size start = 0; start < samples; start += BLOCK) {
    nn_size count = samples - start < BLOCK ? samples - start : BLOCK;
    // How far each list is read.
    nn_size next[BLOCK];
    for (nn_size s = 0; s < count; s++) {
      LIST(start + s)
      next[s] = NAME(list_position)(column, length, first_row - 1);
      (void)code;
    }
    for (nn_size k = first_row - 1; k < last_row - 1; k += SLICE) {
      nn_size slice = last_row - 1 - k < SLICE ? last_row - 1 - k : SLICE;
      memset(columns.counts, 0, (size_t)slice);
      for (nn_size s = 0; s < count; s++) {
        LIST(start + s)
        nn_size j = next[s];
        for (; j < length && column[j] < k + slice; j++) {
          nn_size c = column[j] - k, n = columns.counts[c]++;
          columns.entries[c][n].sample = (uint8_t)s;
          columns.entries[c][n].code = code[j];
        }
        next[s] = j;
      }
#define SUMS(n)                                                                                   \
  NAME(sparse_sums)(n, inputs, k, slice, &columns, values, delta + start * ldd + i, ldd,          \
                    start > 0, g + i * (inputs + 1));
      FOR_VECTORS_OF_ROW(end, SUMS)
#undef SUMS
    }
  }
}

#undef WIDEST
#undef AHEAD
#undef LIST
#undef FOR_VECTORS_OF_ROW
#undef PANEL_OFFSET
#undef SLICE
