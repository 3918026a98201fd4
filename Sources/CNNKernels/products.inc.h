// Matrix products.
//
// A tile of chains runs in registers: its terms are numbers x, one for each row of the tile, times
// vectors of a panel. ROWS and VECTORS are what fits an instruction set's registers. At the end 0
// is added, so that a sum that vanishes is +0 also where a term was so small that it became -0.

#define UNROLLED _Pragma("clang loop unroll(full)")
// The columns of a panel.
#define PANEL (2 * LANES)
// The terms of a chain that run before the tile is put down, so that its panel stays in the cache.
#define DEPTH 2048
// The samples of a block: their terms are one chain.
#define BLOCK 64

INLINE nn_size NAME(padded)(nn_size columns) { return (columns + LANES - 1) / LANES * LANES; }

// Where a chain's terms come from: x[r,t] is x[r * ldx + t], or x[t * ldx + r] in gradients.
// out[r,v] = start[v] + sum_t x[r,t] panel[t,v]. Without `start` it goes on from out's own values
// if `continues`, from 0 otherwise; if `adds`, the sum is added to out's values.
INLINE void NAME(tile)(nn_size rows, nn_size vectors, int is_gradient, nn_size terms, const T *x,
                       nn_size ldx, const T *panel, nn_size ldp, const T *start,
                       int continues, int adds, T *out, nn_size ldo) {
  NAME(vector) sum[ROWS * VECTORS];
  UNROLLED for (nn_size r = 0; r < rows; r++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      NAME(vector) s = {0};
      if (start) s = NAME(load)(start + v * LANES);
      else if (continues) s = NAME(load)(out + r * ldo + v * LANES);
      sum[r * VECTORS + v] = s;
    }
  }
  for (nn_size t = 0; t < terms; t++) {
    NAME(vector) p[VECTORS];
    UNROLLED for (nn_size v = 0; v < vectors; v++) p[v] = NAME(load)(panel + t * ldp + v * LANES);
    UNROLLED for (nn_size r = 0; r < rows; r++) {
      NAME(vector) factor = NAME(splat)(is_gradient ? x[t * ldx + r] : x[r * ldx + t]);
      UNROLLED for (nn_size v = 0; v < vectors; v++) {
        NAME(vector) *s = sum + r * VECTORS + v;
        *s = __builtin_elementwise_fma(factor, p[v], *s);
      }
    }
  }
  UNROLLED for (nn_size r = 0; r < rows; r++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      T *o = out + r * ldo + v * LANES;
      NAME(vector) s = sum[r * VECTORS + v];
      if (adds) s = NAME(load)(o) + s;
      NAME(store)(o, s + (T)0);
    }
  }
}

// Tiles for all rows: as many of ROWS as there are, then smaller ones.
#define FOR_TILES(row_count, TILE)                                                                \
  {                                                                                               \
    nn_size r = 0;                                                                                \
    for (; r + ROWS <= row_count; r += ROWS) TILE(ROWS)                                           \
    if (ROWS > 8 && r + 8 <= row_count) { TILE(8) r += 8; }                                       \
    if (ROWS > 4 && r + 4 <= row_count) { TILE(4) r += 4; }                                       \
    if (ROWS > 2 && r + 2 <= row_count) { TILE(2) r += 2; }                                       \
    if (r < row_count) { TILE(1) }                                                                \
  }

// Some vectors of a panel for all rows, ROWS of them at a time.
INLINE void NAME(columns)(nn_size vectors, nn_size rows, nn_size terms, const T *x, nn_size ldx,
                          const T *panel, nn_size ldp, const T *start, int continues,
                          T *out, nn_size ldo) {
#define TILE(n)                                                                                   \
  NAME(tile)(n, vectors, 0, terms, x + r * ldx, ldx, panel, ldp, start, continues, 0,             \
             out + r * ldo, ldo);
  FOR_TILES(rows, TILE)
#undef TILE
}

// out = bias + x panels, for panels of `columns` columns and `terms` rows, or one more: the bias.
static void PASTE3(multiply, SET, T)(nn_size rows, nn_size terms, nn_size columns, int has_bias,
                                     const T *x, nn_size ldx, const T *panels, T *out,
                                     nn_size ldo) {
  nn_size end = NAME(padded)(columns);
  for (nn_size i = 0; i < end; i += PANEL) {
    nn_size width = end - i < PANEL ? end - i : PANEL;
    const T *panel = panels + i * (terms + has_bias);
    for (nn_size t = 0; t < terms; t += DEPTH) {
      nn_size depth = terms - t < DEPTH ? terms - t : DEPTH;
      const T *first = panel + (t + has_bias) * width;
      for (nn_size v = 0; v < width;) {
        const T *start = t == 0 && has_bias ? panel + v : NULL;
        if (VECTORS == 2 && width == PANEL) {
          NAME(columns)(VECTORS, rows, depth, x + t, ldx, first, PANEL, start, t > 0, out + i, ldo);
          v += PANEL;
        } else {
          NAME(columns)(1, rows, depth, x + t, ldx, first + v, width, start, t > 0, out + i + v,
                        ldo);
          v += LANES;
        }
      }
    }
  }
}

static void PASTE3(forward, SET, T)(nn_size rows, nn_size inputs, nn_size outputs, const void *a,
                                    nn_size lda, const void *w, void *z, nn_size ldz) {
  PASTE3(multiply, SET, T)(rows, inputs, outputs, 1, a, lda, w, z, ldz);
}

static void PASTE3(backward, SET, T)(nn_size rows, nn_size inputs, nn_size outputs,
                                     const void *delta, nn_size ldd, const void *t, void *d,
                                     nn_size ldo) {
  PASTE3(multiply, SET, T)(rows, outputs, inputs, 0, delta, ldd, t, d, ldo);
}

static void PASTE3(transpose, SET, T)(nn_size inputs, nn_size outputs, nn_size first,
                                      nn_size count, const void *w_, void *t_) {
  const T *w = w_;
  T *t = t_;
  nn_size w_end = NAME(padded)(outputs), t_end = NAME(padded)(inputs), last = first + count;
  for (nn_size k = first / PANEL * PANEL; k < last; k += PANEL) {
    nn_size t_width = t_end - k < PANEL ? t_end - k : PANEL;
    nn_size begin = k < first ? first - k : 0, end = last - k < PANEL ? last - k : PANEL;
    for (nn_size i = 0; i < outputs; i += PANEL) {
      nn_size w_width = w_end - i < PANEL ? w_end - i : PANEL;
      nn_size i_end = outputs - i < PANEL ? outputs - i : PANEL;
      const T *from = w + i * (inputs + 1) + (k + 1) * w_width;
      T *to = t + k * outputs + i * t_width;
      for (nn_size c = 0; c < i_end; c++)
        for (nn_size r = begin; r < end; r++) to[c * t_width + r] = from[r * w_width + c];
    }
  }
}

// The rows of g that belong to some vectors of a panel, from one block of samples.
INLINE void NAME(block_gradient)(nn_size vectors, nn_size samples, nn_size first_row,
                                 nn_size row_count, const T *a, nn_size lda, const T *delta,
                                 nn_size ldd, int adds, T *g, nn_size ldg) {
  // Row 0 belongs to the bias neuron, whose activation is 1 in every sample.
  const T one = 1;
  if (first_row == 0 && row_count > 0) {
    NAME(tile)(1, vectors, 1, samples, &one, 0, delta, ldd, NULL, 0, adds, g, ldg);
    first_row++;
    row_count--;
  }
#define TILE(n)                                                                                   \
  NAME(tile)(n, vectors, 1, samples, a + first_row - 1 + r, lda, delta, ldd, NULL, 0, adds,       \
             g + (first_row + r) * ldg, ldg);
  FOR_TILES(row_count, TILE)
#undef TILE
}

static void PASTE3(gradient, SET, T)(nn_size samples, nn_size inputs, nn_size outputs,
                                     nn_size first_row, nn_size row_count, const void *a_,
                                     nn_size lda, const void *delta_, nn_size ldd, void *g_) {
  // So many blocks that those of `a` stay in the cache from panel to panel.
  enum { group = 8 * BLOCK };
  const T *a = a_, *delta = delta_;
  nn_size end = NAME(padded)(outputs);
  for (nn_size start = 0; start < samples; start += group) {
    nn_size last = samples - start < group ? samples : start + group;
    for (nn_size i = 0; i < end; i += PANEL) {
      nn_size width = end - i < PANEL ? end - i : PANEL;
      T *g = (T *)g_ + i * (inputs + 1);
      for (nn_size s = start; s < last; s += BLOCK) {
        nn_size count = last - s < BLOCK ? last - s : BLOCK;
        const T *x = a + s * lda, *d = delta + s * ldd + i;
        if (VECTORS == 2 && width == PANEL) {
          NAME(block_gradient)(VECTORS, count, first_row, row_count, x, lda, d, ldd, s > 0, g,
                               PANEL);
        } else {
          for (nn_size v = 0; v < width; v += LANES)
            NAME(block_gradient)(1, count, first_row, row_count, x, lda, d + v, ldd, s > 0, g + v,
                                 width);
        }
      }
    }
  }
}
