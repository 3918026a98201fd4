// Products with inputs most of which are zero.
//
// Units of inputs, quads or single ones, are visited one after the other: their weights stay in
// registers while all samples of a block are visited in which the unit is not zero. Zeros within a
// unit are multiplied like other numbers. That and leaving out a unit whose inputs are zero change
// no result if numbers are finite: chains end with + 0, so the sign of a sum that is zero does not
// show.

// The number of vectors of neurons that are computed side by side: as many as there are registers
// for with the weights of a quad.
#define VECTORS_AT_A_TIME (ROWS * VECTORS >= 24 ? 4 : 1)

// Vector v of a row of a matrix whose panels are panel_stride apart; the first one starts a panel.
#define IN_PANELS(v, panel_stride) ((v) / 2 * (panel_stride) + (v) % 2 * LANES)

// z[s,v] += sum_k value(s,k) w[k,v] for the samples whose bits are set, one input k of the unit
// after the other.
INLINE void KERNEL(add_unit)(nn_size inputs, nn_size vectors, unit_place place, const T *values,
                             const VECTOR *w, T *z, nn_size stride, nn_size panel_stride) {
  for (uint64_t samples = *place.masks; samples != 0; samples &= samples - 1) {
    const nn_size s = __builtin_ctzll(samples);
    const uint8_t *bytes = place.bytes + s * 64;
    T *row = z + s * stride;
    VECTOR sum[VECTORS_AT_A_TIME];
    UNROLLED for (nn_size v = 0; v < vectors; v++) sum[v] = load(row + IN_PANELS(v, panel_stride));
    UNROLLED for (nn_size k = 0; k < inputs; k++) {
      VECTOR factor = broadcast(values[bytes[k]]);
      UNROLLED for (nn_size v = 0; v < vectors; v++)
        sum[v] = multiply_add(factor, w[k * vectors + v], sum[v]);
    }
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      store(row + IN_PANELS(v, panel_stride), sum[v]);
  }
}

// Some vectors of neurons from column i on, for a block of samples.
INLINE void KERNEL(forward_block)(nn_size inputs, nn_size vectors, nn_size i, nn_sparse_batch a,
                                  nn_size block, nn_panels w, nn_matrix z) {
  const nn_size samples = z.rows - block * BLOCK < BLOCK ? z.rows - block * BLOCK : BLOCK;
  const nn_size width = KERNEL(panel_width)(w.columns, i / PANEL * PANEL);
  const nn_size panel = width * w.rows;
  const T *row = (const T *)w.elements + i / PANEL * PANEL * w.rows + i % PANEL;
  T *start = KERNEL(element)(z, block * BLOCK, i);
  VECTOR weights[4 * VECTORS_AT_A_TIME];
  UNROLLED for (nn_size v = 0; v < vectors; v++) weights[v] = load(row + IN_PANELS(v, panel));
  for (nn_size s = 0; s < samples; s++)
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      store(start + s * z.stride + IN_PANELS(v, z.panel_stride), weights[v]);
  row += width;
  const unit_place first = first_place(a, block);
  for (nn_size k = 0; k < a.width; k += inputs, row += inputs * width) {
    unit_place place = place_of(first, k, inputs);
    if (*place.masks == 0) continue;
    UNROLLED for (nn_size j = 0; j < inputs; j++)
      UNROLLED for (nn_size v = 0; v < vectors; v++)
        weights[j * vectors + v] = k + j < a.width ? load(row + j * width + IN_PANELS(v, panel))
                                                   : (VECTOR){0};
    KERNEL(add_unit)(inputs, vectors, place, a.values, weights, start, z.stride, z.panel_stride);
  }
  for (nn_size s = 0; s < samples; s++)
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      T *sum = start + s * z.stride + IN_PANELS(v, z.panel_stride);
      store(sum, load(sum) + (T)0);
    }
}

// Some rows of a gradient but the bias neuron's, in panels. The first row that it has is that of
// the first input.
typedef struct {
  // The gradient, or the sums of the blocks so far.
  T *g;
  nn_size width, panel_stride;
  // The same rows of the weights, or NULL.
  T *weights;
  nn_size weights_panel_stride;
  // Whether there are sums so far, and whether weights change by the gradient.
  int adds, descends;
  T scale, rate;
} KERNEL(gradient_rows);

// g[k,v] = sum_s value(s,k) delta[s,v] for the inputs k of a unit, of which `present` exist; `row`
// is that of the first one.
INLINE void KERNEL(unit_gradient)(nn_size inputs, nn_size vectors, nn_size present, nn_size row,
                                  unit_place place, const T *values, const T *delta,
                                  nn_size stride, nn_size panel_stride,
                                  const KERNEL(gradient_rows) *out) {
  VECTOR sum[4 * VECTORS_AT_A_TIME];
  UNROLLED for (nn_size i = 0; i < inputs * vectors; i++) sum[i] = (VECTOR){0};
  for (uint64_t samples = *place.masks; samples != 0; samples &= samples - 1) {
    const nn_size s = __builtin_ctzll(samples);
    const uint8_t *bytes = place.bytes + s * 64;
    const T *from = delta + s * stride;
    VECTOR d[VECTORS_AT_A_TIME];
    UNROLLED for (nn_size v = 0; v < vectors; v++) d[v] = load(from + IN_PANELS(v, panel_stride));
    UNROLLED for (nn_size k = 0; k < inputs; k++) {
      VECTOR factor = broadcast(values[bytes[k]]);
      UNROLLED for (nn_size v = 0; v < vectors; v++)
        sum[k * vectors + v] = multiply_add(factor, d[v], sum[k * vectors + v]);
    }
  }
  UNROLLED for (nn_size k = 0; k < inputs; k++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      if (k >= present) continue;
      T *g = out->g + (row + k) * out->width + IN_PANELS(v, out->panel_stride);
      VECTOR s = sum[k * vectors + v];
      if (out->adds) s = load(g) + s;
      s += (T)0;
      if (out->descends)
        KERNEL(descend)(s, out->scale, out->rate,
                        out->weights + (row + k) * out->width
                            + IN_PANELS(v, out->weights_panel_stride));
      else store(g, s);
    }
  }
}

// Some rows of a gradient, for some vectors of neurons from column i on, and a block of samples.
INLINE void KERNEL(gradient_block)(nn_size inputs, nn_size vectors, nn_size i, nn_sparse_batch a,
                                   nn_size block, nn_matrix delta, nn_range rows,
                                   nn_range columns, nn_update update, nn_panels g) {
  const nn_size panel = i / PANEL * PANEL, width = KERNEL(panel_width)(delta.columns, panel);
  const nn_size first = rows.start > 0 ? rows.start : 1, masks = mask_count(a.width, inputs);
  const nn_size blocks = block_count(a.samples);
  KERNEL(gradient_rows) out = {
      .g = (T *)g.elements + (panel - columns.start) * g.rows + i % PANEL
           + (first - rows.start) * width,
      .width = width,
      .panel_stride = width * g.rows,
      .adds = block > 0,
      .descends = update.descends && block == blocks - 1,
      .scale = (T)update.scale,
      .rate = (T)update.rate,
  };
  if (update.weights.elements) {
    out.weights = (T *)update.weights.elements + panel * update.weights.rows + i % PANEL
                  + first * width;
    out.weights_panel_stride = width * update.weights.rows;
  }
  const T *d = KERNEL(element)(delta, block * BLOCK, i);
  const unit_place place = first_place(a, block);
  for (nn_size k = first - 1, row = 0; k < rows.end - 1; k += inputs, row += inputs) {
    unit_place unit = place_of(place, k, inputs);
    if (out.descends) {
      uint64_t used = 0;
      for (nn_size b = 0; b < blocks; b++) used |= unit.masks[-b * masks];
      if (used == 0) continue;
    } else if (block == 0 && out.weights) {
      UNROLLED for (nn_size j = 0; j < inputs; j++)
        UNROLLED for (nn_size v = 0; v < vectors; v++)
          __builtin_prefetch(out.weights + (row + j) * width
                             + IN_PANELS(v, out.weights_panel_stride));
    }
    KERNEL(unit_gradient)(inputs, vectors, rows.end - 1 - k, row, unit, a.values, d, delta.stride,
                          delta.panel_stride, &out);
  }
}

// Calls a function for the vectors of some columns, as many at a time as possible.
#if ROWS * VECTORS >= 24
#define FOR_VECTORS(columns, FUNCTION, inputs, ...)                                               \
  {                                                                                               \
    nn_size i = (columns).start;                                                                  \
    const nn_size end = KERNEL(padded)((columns).end);                                            \
    for (; i + 4 * LANES <= end; i += 4 * LANES) FUNCTION(inputs, 4, i, __VA_ARGS__);             \
    for (; i + 2 * LANES <= end; i += 2 * LANES) FUNCTION(inputs, 2, i, __VA_ARGS__);             \
    if (i < end) FUNCTION(inputs, 1, i, __VA_ARGS__);                                             \
  }
#else
#define FOR_VECTORS(columns, FUNCTION, inputs, ...)                                               \
  for (nn_size i = (columns).start; i < (columns).end; i += LANES)                                \
    FUNCTION(inputs, 1, i, __VA_ARGS__);
#endif

static void KERNEL(sparse_forward)(nn_sparse_batch a, nn_range samples, nn_panels w,
                                   nn_range columns, nn_matrix z) {
  for (nn_size s = samples.start; s < samples.end; s += BLOCK) {
    if (a.unit == 1) {
      FOR_VECTORS(columns, KERNEL(forward_block), 1, a, s / BLOCK, w, z)
    } else {
      FOR_VECTORS(columns, KERNEL(forward_block), 4, a, s / BLOCK, w, z)
    }
  }
}

static void KERNEL(sparse_gradient)(nn_sparse_batch a, nn_matrix delta, nn_range rows,
                                    nn_range columns, nn_update update, nn_panels g) {
  if (rows.start == 0) {
    // The bias neuron is never zero.
    for (nn_size i = columns.start; i < columns.end; i += PANEL) {
      nn_range panel = {i, i + PANEL < columns.end ? i + PANEL : columns.end};
      nn_panels first = {1, panel.end - panel.start,
                         (T *)g.elements + (i - columns.start) * g.rows};
      KERNEL(gradient)((nn_matrix){.rows = delta.rows}, delta, (nn_range){0, 1}, panel, update,
                       first);
    }
  }
  for (nn_size s = 0; s < delta.rows; s += BLOCK) {
    if (a.unit == 1) {
      FOR_VECTORS(columns, KERNEL(gradient_block), 1, a, s / BLOCK, delta, rows, columns, update, g)
    } else {
      FOR_VECTORS(columns, KERNEL(gradient_block), 4, a, s / BLOCK, delta, rows, columns, update, g)
    }
  }
}

#undef VECTORS_AT_A_TIME
#undef IN_PANELS
#undef FOR_VECTORS
