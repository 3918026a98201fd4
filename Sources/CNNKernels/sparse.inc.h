// Products with inputs most of which are zero, in sparse rows. Leaving out a term whose input is
// zero changes no result: chains end with + 0, so the sign of a sum that is zero does not show.

// The numbers of vectors of neurons, and in the forward product of samples, whose chains run side
// by side: as many chains as there are registers for.
#define VECTORS_AT_A_TIME 4
#define VECTORS_AT_A_TIME_IN_GRADIENT (ROWS * VECTORS >= 8 ? 8 : 4)
#define SAMPLES_AT_A_TIME (ROWS * VECTORS >= 4 * VECTORS_AT_A_TIME ? 4 : 1)

// The offset of vector v among consecutive vectors of columns, in panels of `rows` rows. The first
// vector starts a panel.
#define PANEL_OFFSET(v, rows) ((v) / 2 * PANEL * (rows) + (v) % 2 * LANES)

// The forward product of a block of samples.
typedef struct {
  const nn_sparse_rows *a;
  nn_selection selection;
  nn_panels w;
  nn_matrix z;
  // The samples of the block, and their rows of `a`, which are looked up at the first panel.
  nn_range samples;
  sparse_row rows[BLOCK];
} KERNEL(sparse_block);

// z[s,v] += value(s,j) w[column(s,j) + 1,v], one vector after the other
INLINE void KERNEL(add_term)(nn_size vectors, sparse_row row, nn_size j, const T *values,
                             const T *panel, nn_size panel_rows, VECTOR *sum) {
  VECTOR factor = broadcast(values[row.value_indices[j]]);
  const T *w = panel + ((nn_size)row.columns[j] + 1) * (vectors == 1 ? LANES : PANEL);
  UNROLLED for (nn_size v = 0; v < vectors; v++)
    sum[v] = multiply_add(factor, load(w + PANEL_OFFSET(v, panel_rows)), sum[v]);
}

// The chains of some samples from sample s on, for the vectors from column i on. They run side by
// side through the rows of weights, so that a row that several of them need is fetched once.
INLINE void KERNEL(sparse_chains)(nn_size samples, nn_size vectors, nn_size s, nn_size i,
                                  const KERNEL(sparse_block) *block) {
  const sparse_row *rows = block->rows + (s - block->samples.start);
  const T *values = block->a->values;
  const T *panel = (const T *)block->w.elements + i * block->w.rows;
  nn_size common = rows[0].length;
  VECTOR sum[SAMPLES_AT_A_TIME * VECTORS_AT_A_TIME];
  UNROLLED for (nn_size q = 0; q < samples; q++) {
    if (rows[q].length < common) common = rows[q].length;
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      sum[q * VECTORS_AT_A_TIME + v] = load(panel + PANEL_OFFSET(v, block->w.rows));
  }
  for (nn_size j = 0; j < common; j++)
    UNROLLED for (nn_size q = 0; q < samples; q++)
      KERNEL(add_term)(vectors, rows[q], j, values, panel, block->w.rows,
                       sum + q * VECTORS_AT_A_TIME);
  UNROLLED for (nn_size q = 0; q < samples; q++) {
    for (nn_size j = common; j < rows[q].length; j++)
      KERNEL(add_term)(vectors, rows[q], j, values, panel, block->w.rows,
                       sum + q * VECTORS_AT_A_TIME);
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      store(KERNEL(row)(block->z, s + q) + i + v * LANES,
            sum[q * VECTORS_AT_A_TIME + v] + (T)0);
  }
}

// The results of some samples from sample s on, for the vectors from column i on.
INLINE void KERNEL(sparse_samples)(nn_size samples, nn_size vectors, nn_size s, nn_size i,
                                   KERNEL(sparse_block) *block) {
  for (nn_size q = s; i == 0 && q < s + samples; q++) {
    prefetch_sparse_row(block->a, block->selection, q + PREFETCH_DISTANCE, block->samples.end);
    block->rows[q - block->samples.start] = selected_sparse_row(block->a, block->selection, q);
  }
  KERNEL(sparse_chains)(samples, vectors, s, i, block);
}

// The results of a block of samples, for the vectors from column i on.
INLINE void KERNEL(sparse_vectors)(nn_size vectors, nn_size i, KERNEL(sparse_block) *block) {
  nn_size s = block->samples.start;
  for (; s + SAMPLES_AT_A_TIME <= block->samples.end; s += SAMPLES_AT_A_TIME)
    KERNEL(sparse_samples)(SAMPLES_AT_A_TIME, vectors, s, i, block);
  for (; s < block->samples.end; s++) KERNEL(sparse_samples)(1, vectors, s, i, block);
}

static void KERNEL(sparse_forward)(const nn_sparse_rows *a, nn_selection selection, nn_panels w,
                                   nn_matrix z) {
  nn_size columns = KERNEL(padded)(w.columns);
  KERNEL(sparse_block) block;
  block.a = a, block.selection = selection, block.w = w, block.z = z;
  // A block's rows, and the panels that they are multiplied by, stay in the cache.
  for (nn_size start = 0; start < z.rows; start += BLOCK) {
    block.samples = (nn_range){start, z.rows - start < BLOCK ? z.rows : start + BLOCK};
    for (nn_size s = start; s < start + PREFETCH_DISTANCE; s++)
      prefetch_sparse_row(a, selection, s, block.samples.end);
    nn_size i = 0;
    for (; i + 4 * LANES <= columns; i += 4 * LANES) KERNEL(sparse_vectors)(4, i, &block);
    for (; i + PANEL <= columns; i += PANEL) KERNEL(sparse_vectors)(2, i, &block);
    if (i < columns) KERNEL(sparse_vectors)(1, i, &block);
  }
}

// The number of inputs whose entries are looked up at a time.
#define INPUTS_AT_A_TIME 1024

// An entry of a column: the sample in which an input is not zero, and its value there.
typedef struct {
  uint8_t sample, value_index;
} KERNEL(column_entry);

// The entries of some inputs in a block of samples, column after column.
typedef struct {
  nn_range inputs;
  nn_size samples;
  // The rest of each sample's row: columns are consumed when `present` is made, and values later,
  // when `entries` is made.
  sparse_row rows[BLOCK];
  const uint8_t *next_values[BLOCK];
  // For each input a bit for each sample in which it is not zero.
  uint64_t present[INPUTS_AT_A_TIME];
  // Written while the first panel is computed, and read for all others.
  KERNEL(column_entry) entries[INPUTS_AT_A_TIME * BLOCK];
} KERNEL(sparse_columns);

INLINE void KERNEL(find_samples)(KERNEL(sparse_columns) *c) {
  const nn_range inputs = c->inputs;
  memset(c->present, 0, (size_t)(inputs.end - inputs.start) * sizeof *c->present);
  for (nn_size s = 0; s < c->samples; s++) {
    sparse_row row = c->rows[s];
    nn_size j = 0;
    for (; j < row.length && row.columns[j] < inputs.end; j++)
      c->present[row.columns[j] - inputs.start] |= 1ull << s;
    c->rows[s].columns += j;
    c->rows[s].length -= j;
  }
}

// The rows of g for some inputs, from a block of samples; some vectors of them, from column i on.
INLINE void KERNEL(sparse_sums)(nn_size vectors, nn_size i, KERNEL(sparse_columns) *c,
                                const T *values, const T *delta, nn_size delta_stride, int adds,
                                nn_panels g) {
  nn_size width = vectors == 1 ? LANES : PANEL;
  T *row = (T *)g.elements + i * g.rows + (c->inputs.start + 1) * width;
  KERNEL(column_entry) *entry = c->entries;
  const nn_size count = c->inputs.end - c->inputs.start;
  for (nn_size k = 0; k < count; k++, row += width) {
    VECTOR sum[VECTORS_AT_A_TIME_IN_GRADIENT];
    UNROLLED for (nn_size v = 0; v < vectors; v++) sum[v] = (VECTOR){0};
    uint64_t left = c->present[k];
    const KERNEL(column_entry) *end = entry + __builtin_popcountll(left);
    for (; entry < end; entry++) {
      if (i == 0) {
        int s = __builtin_ctzll(left);
        left &= left - 1;
        *entry = (KERNEL(column_entry)){(uint8_t)s, *c->next_values[s]++};
      }
      VECTOR factor = broadcast(values[entry->value_index]);
      const T *d = delta + entry->sample * delta_stride + i;
      UNROLLED for (nn_size v = 0; v < vectors; v++)
        sum[v] = multiply_add(factor, load(d + v * LANES), sum[v]);
    }
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      T *out = row + PANEL_OFFSET(v, g.rows);
      VECTOR s = adds ? load(out) + sum[v] : sum[v];
      store(out, s + (T)0);
    }
  }
}

// Adds the terms of a sample's row, up to a column, to g, which is a single panel. As each row of g
// gets one term, no sum is kept in a register: with few neurons this is faster than sorting by
// column.
INLINE void KERNEL(add_row)(nn_size vectors, sparse_row row, nn_size end, const T *values,
                            const T *delta, T *g) {
  VECTOR d[2];
  UNROLLED for (nn_size v = 0; v < vectors; v++) d[v] = load(delta + v * LANES);
  for (nn_size j = 0; j < row.length && row.columns[j] < end; j++) {
    VECTOR factor = broadcast(values[row.value_indices[j]]);
    T *out = g + ((nn_size)row.columns[j] + 1) * vectors * LANES;
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      VECTOR sum = multiply_add(factor, d[v], load(out + v * LANES));
      store(out + v * LANES, sum + (T)0);
    }
  }
}

// A sample's row from a column on.
INLINE sparse_row KERNEL(row_from)(const nn_sparse_rows *a, nn_selection selection, nn_size s,
                                   nn_size column) {
  sparse_row row = selected_sparse_row(a, selection, s);
  nn_size first = first_entry(row, column);
  return (sparse_row){row.length - first, row.columns + first, row.value_indices + first};
}

// The rows of g for some inputs, if g is a single panel and there is one block of samples. Not
// inlined, so that its loops have all registers.
static __attribute__((noinline)) void KERNEL(single_panel_gradient)(
    const nn_sparse_rows *a, nn_selection selection, nn_matrix delta, nn_panels g,
    nn_range inputs) {
  const T *values = a->values;
  T *panel = g.elements;
  nn_size width = KERNEL(padded)(g.columns);
  memset(panel + (inputs.start + 1) * width, 0,
         (size_t)((inputs.end - inputs.start) * width) * sizeof(T));
  for (nn_size s = 0; s < delta.rows; s++) {
    sparse_row row = KERNEL(row_from)(a, selection, s, inputs.start);
    const T *d = KERNEL(row)(delta, s);
    if (width == PANEL) KERNEL(add_row)(2, row, inputs.end, values, d, panel);
    else KERNEL(add_row)(1, row, inputs.end, values, d, panel);
  }
}

static void KERNEL(sparse_gradient)(const nn_sparse_rows *a, nn_selection selection,
                                    nn_matrix delta, nn_panels g, nn_range rows) {
  const T *values = a->values;
  nn_size columns = KERNEL(padded)(g.columns), stride = delta.stride;
  if (rows.start == 0 && rows.end > 0) {
    // The bias neuron is never zero.
    KERNEL(gradient)((nn_matrix){delta.rows, 0, 0, NULL}, delta, g, (nn_range){0, 1});
    rows.start = 1;
  }
  nn_range inputs = {rows.start - 1, rows.end - 1};
  if (columns <= PANEL && delta.rows <= BLOCK) {
    KERNEL(single_panel_gradient)(a, selection, delta, g, inputs);
    return;
  }
  KERNEL(sparse_columns) c;
  for (nn_size start = 0; start < delta.rows; start += BLOCK) {
    c.samples = delta.rows - start < BLOCK ? delta.rows - start : BLOCK;
    for (nn_size s = 0; s < c.samples; s++) {
      c.rows[s] = KERNEL(row_from)(a, selection, start + s, inputs.start);
      c.next_values[s] = c.rows[s].value_indices;
    }
    for (nn_size k = inputs.start; k < inputs.end; k += INPUTS_AT_A_TIME) {
      c.inputs = (nn_range){
          k, inputs.end - k < INPUTS_AT_A_TIME ? inputs.end : k + INPUTS_AT_A_TIME};
      KERNEL(find_samples)(&c);
      const T *d = KERNEL(row)(delta, start);
      int adds = start > 0;
      nn_size i = 0;
      for (; VECTORS_AT_A_TIME_IN_GRADIENT == 8 && i + 8 * LANES <= columns; i += 8 * LANES)
        KERNEL(sparse_sums)(8, i, &c, values, d, stride, adds, g);
      for (; i + 4 * LANES <= columns; i += 4 * LANES)
        KERNEL(sparse_sums)(4, i, &c, values, d, stride, adds, g);
      for (; i + PANEL <= columns; i += PANEL)
        KERNEL(sparse_sums)(2, i, &c, values, d, stride, adds, g);
      if (i < columns) KERNEL(sparse_sums)(1, i, &c, values, d, stride, adds, g);
    }
  }
}

#undef VECTORS_AT_A_TIME
#undef VECTORS_AT_A_TIME_IN_GRADIENT
#undef SAMPLES_AT_A_TIME
#undef INPUTS_AT_A_TIME
#undef PANEL_OFFSET
