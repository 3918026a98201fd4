// Products with inputs that are mostly zero, from lists of those that are not. A term whose input
// is zero changes no sum: chains end with + 0, so no zero among their values shows its sign.

// The vectors of neurons whose chains run side by side, and the samples in the forward product: as
// many chains as registers hold.
#define WIDEST 4
#define WIDEST_IN_GRADIENT (ROWS * VECTORS >= 8 ? 8 : 4)
#define GROUP (ROWS * VECTORS >= 4 * WIDEST ? 4 : 1)

// A sample's list: columns in ascending order, and codes of their values.
#define LIST(s)                                                                                   \
  nn_size sample = indices ? indices[s] : first + (s);                                            \
  const uint16_t *column = lists->columns + lists->starts[sample];                                \
  const uint8_t *code = lists->codes + lists->starts[sample];                                     \
  nn_size length = lists->starts[sample + 1] - lists->starts[sample];

// Runs BODY(vectors) for all vectors of a row; `i` is the first column of each. Vectors of one body
// lie in panels that are PANEL wide, or are a single one.
#define FOR_VECTORS_OF_ROW(widest, end, BODY)                                                     \
  {                                                                                               \
    nn_size i = 0;                                                                                \
    for (; widest > 4 && i + widest * LANES <= end; i += widest * LANES) BODY(widest)             \
    for (; i + 4 * LANES <= end; i += 4 * LANES) BODY(4)                                          \
    for (; i + PANEL <= end; i += PANEL) BODY(2)                                                  \
    if (i < end) BODY(1)                                                                          \
  }

// Where vector v begins, counted from the first vector, in panels of so many rows.
#define PANEL_OFFSET(v, rows) ((v) / 2 * PANEL * (rows) + (v) % 2 * LANES)

// Batches are drawn from all over a data set: their lists are fetched some samples ahead.
#define AHEAD 8

INLINE void NAME(fetch_list)(const nn_sparse_rows *lists, const nn_size *indices, nn_size s,
                             nn_size rows) {
  if (!indices || s >= rows) return;
  nn_size start = lists->starts[indices[s]], end = lists->starts[indices[s] + 1];
  for (nn_size j = start; j < end; j += 32) __builtin_prefetch(lists->columns + j);
  for (nn_size j = start; j < end; j += 64) __builtin_prefetch(lists->codes + j);
  if (s + AHEAD < rows) __builtin_prefetch(lists->starts + indices[s + AHEAD]);
}

// Chains of some samples, which run through the rows of weights about side by side: so a row that
// several of them need is fetched once.
INLINE void NAME(sparse_chains)(nn_size samples, nn_size vectors, nn_size inputs,
                                const uint16_t *const *columns, const uint8_t *const *codes,
                                const nn_size *lengths, const T *values, const T *panel, T *z,
                                nn_size ldz) {
  nn_size width = vectors == 1 ? LANES : PANEL, common = lengths[0];
  NAME(vector) sum[GROUP * WIDEST];
  UNROLLED for (nn_size s = 0; s < samples; s++) {
    if (lengths[s] < common) common = lengths[s];
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      sum[s * WIDEST + v] = NAME(load)(panel + PANEL_OFFSET(v, inputs + 1));
  }
#define TERM(s, j)                                                                                \
  {                                                                                               \
    NAME(vector) factor = NAME(splat)(values[codes[s][j]]);                                       \
    const T *row = panel + ((nn_size)columns[s][j] + 1) * width;                                  \
    UNROLLED for (nn_size v = 0; v < vectors; v++) {                                              \
      NAME(vector) w = NAME(load)(row + PANEL_OFFSET(v, inputs + 1));                             \
      sum[s * WIDEST + v] = __builtin_elementwise_fma(factor, w, sum[s * WIDEST + v]);            \
    }                                                                                             \
  }
  for (nn_size j = 0; j < common; j++) UNROLLED for (nn_size s = 0; s < samples; s++) TERM(s, j)
  UNROLLED for (nn_size s = 0; s < samples; s++) {
    for (nn_size j = common; j < lengths[s]; j++) TERM(s, j)
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      NAME(store)(z + s * ldz + v * LANES, sum[s * WIDEST + v] + (T)0);
  }
#undef TERM
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
    const uint16_t *columns[BLOCK];
    const uint8_t *codes[BLOCK];
    nn_size lengths[BLOCK];
#define CHAINS(samples, n)                                                                        \
  {                                                                                               \
    for (nn_size q = s - start; i == 0 && q < s - start + samples; q++) {                         \
      NAME(fetch_list)(lists, indices, start + q + AHEAD, last);                                  \
      LIST(start + q)                                                                             \
      columns[q] = column, codes[q] = code, lengths[q] = length;                                  \
    }                                                                                             \
    NAME(sparse_chains)(samples, n, inputs, columns + s - start, codes + s - start,               \
                        lengths + s - start, values, w + i * (inputs + 1),                        \
                        (T *)z_ + s * ldz + i, ldz);                                              \
    s += samples;                                                                                 \
  }
#define SAMPLES(n)                                                                                \
  {                                                                                               \
    nn_size s = start;                                                                            \
    while (s + GROUP <= last) CHAINS(GROUP, n)                                                    \
    while (s < last) CHAINS(1, n)                                                                 \
  }
    FOR_VECTORS_OF_ROW(WIDEST, end, SAMPLES)
#undef CHAINS
#undef SAMPLES
  }
}

// The inputs whose samples are looked up at a time.
#define SLICE 1024

// A sample in which an input is not zero, and the code of its value there.
typedef struct { uint8_t sample, code; } NAME(sparse_entry);

// Sums for the inputs of a slice from a block of samples. In which samples an input is not zero
// tell the bits of `present`. What they are is read from the samples' lists if there are `codes`,
// each of which is left where its list goes on, and written down in `entries`; without `codes` it
// is read from there.
INLINE void NAME(sparse_sums)(nn_size vectors, nn_size inputs, nn_size first, nn_size count,
                              const uint64_t *present, const uint8_t **codes,
                              NAME(sparse_entry) *entries, const T *values, const T *delta,
                              nn_size ldd, int adds, T *g) {
  nn_size width = vectors == 1 ? LANES : PANEL;
  for (nn_size k = 0; k < count; k++) {
    NAME(vector) sum[WIDEST_IN_GRADIENT];
    UNROLLED for (nn_size v = 0; v < vectors; v++) sum[v] = (NAME(vector)){0};
    uint64_t left = present[k];
    const NAME(sparse_entry) *end = entries + __builtin_popcountll(left);
    for (; entries < end; entries++) {
      if (codes) {
        int s = __builtin_ctzll(left);
        left &= left - 1;
        *entries = (NAME(sparse_entry)){(uint8_t)s, *codes[s]++};
      }
      NAME(vector) factor = NAME(splat)(values[entries->code]);
      const T *d = delta + entries->sample * ldd;
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
  for (nn_size start = 0; start < samples; start += BLOCK) {
    nn_size count = samples - start < BLOCK ? samples - start : BLOCK;
    // How far each list is read.
    nn_size next[BLOCK];
    const uint8_t *codes[BLOCK];
    for (nn_size s = 0; s < count; s++) {
      LIST(start + s)
      next[s] = NAME(list_position)(column, length, first_row - 1);
      codes[s] = code + next[s];
    }
    for (nn_size k = first_row - 1; k < last_row - 1; k += SLICE) {
      nn_size slice = last_row - 1 - k < SLICE ? last_row - 1 - k : SLICE;
      uint64_t present[SLICE];
      NAME(sparse_entry) entries[SLICE * BLOCK];
      memset(present, 0, (size_t)slice * sizeof *present);
      for (nn_size s = 0; s < count; s++) {
        LIST(start + s)
        (void)code;
        nn_size j = next[s];
        for (; j < length && column[j] < k + slice; j++) present[column[j] - k] |= 1ull << s;
        next[s] = j;
      }
#define SUMS(n)                                                                                   \
  NAME(sparse_sums)(n, inputs, k, slice, present, i == 0 ? codes : NULL, entries, values,         \
                    delta + start * ldd + i, ldd, start > 0, g + i * (inputs + 1));
      FOR_VECTORS_OF_ROW(WIDEST_IN_GRADIENT, end, SUMS)
#undef SUMS
    }
  }
}

#undef WIDEST
#undef WIDEST_IN_GRADIENT
#undef GROUP
#undef AHEAD
#undef LIST
#undef FOR_VECTORS_OF_ROW
#undef PANEL_OFFSET
#undef SLICE
