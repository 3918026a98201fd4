// Matrix products.
//
// They are computed in tiles: some rows by some vectors of results, of which every element is one
// chain of fused multiply-adds. A tile's sums stay in registers while it runs along its terms, so
// its size is what the registers hold: ROWS by VECTORS, and less at the edges. At the end 0 is
// added, so that a sum that is zero is +0, even where a tiny term was rounded to -0.

// The columns of a panel.
#define PANEL (2 * LANES)
// After this many terms the sums of a chain are stored, and it continues from them, so that the
// rows of a panel that the chains of many samples need stay in the cache.
#define DEPTH 2048
// The number of samples in a block, whose terms are one chain.
#define BLOCK 64

// The number of columns of weights, padding included.
INLINE nn_size KERNEL(padded)(nn_size columns) { return (columns + LANES - 1) / LANES * LANES; }

// The number of columns of the panel that starts with column i.
INLINE nn_size KERNEL(panel_width)(nn_size columns, nn_size i) {
  nn_size rest = KERNEL(padded)(columns) - i;
  return rest < PANEL ? rest : PANEL;
}

// out[r,v] = start + sum_t x[r,t] panel[t,v]
typedef struct {
  nn_size rows, terms;
  // x[r,t] is at r * x_row_step + t * x_term_step.
  const T *x;
  nn_size x_row_step, x_term_step;
  const T *panel;
  nn_size panel_stride;
  T *out;
  nn_size out_stride;
  enum chain_start start;
  // Whether sums are added to the results so far.
  int adds;
} KERNEL(product);

// A tile of `rows` rows from row r on. `rows` and `vectors` are constants, so that after inlining
// each sum is a register.
INLINE void KERNEL(tile)(nn_size rows, nn_size vectors, nn_size r, KERNEL(product) p) {
  const T *x = p.x + r * p.x_row_step;
  T *out = p.out + r * p.out_stride;
  VECTOR sum[ROWS * VECTORS];
  UNROLLED for (nn_size i = 0; i < rows; i++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      VECTOR s = {0};
      if (p.start == from_bias) s = load(p.panel - p.panel_stride + v * LANES);
      else if (p.start == from_results) s = load(out + i * p.out_stride + v * LANES);
      sum[i * VECTORS + v] = s;
    }
  }
  for (nn_size t = 0; t < p.terms; t++) {
    VECTOR w[VECTORS];
    UNROLLED for (nn_size v = 0; v < vectors; v++)
      w[v] = load(p.panel + t * p.panel_stride + v * LANES);
    UNROLLED for (nn_size i = 0; i < rows; i++) {
      VECTOR factor = broadcast(x[i * p.x_row_step + t * p.x_term_step]);
      UNROLLED for (nn_size v = 0; v < vectors; v++) {
        VECTOR *s = sum + i * VECTORS + v;
        *s = multiply_add(factor, w[v], *s);
      }
    }
  }
  UNROLLED for (nn_size i = 0; i < rows; i++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      T *o = out + i * p.out_stride + v * LANES;
      VECTOR s = sum[i * VECTORS + v];
      if (p.adds) s = load(o) + s;
      store(o, s + (T)0);
    }
  }
}

// Some vectors of a panel, for all rows of a product.
INLINE void KERNEL(tiles)(nn_size vectors, KERNEL(product) p) {
  nn_size r = 0;
  for (; r + ROWS <= p.rows; r += ROWS) KERNEL(tile)(ROWS, vectors, r, p);
  if (ROWS > 8 && r + 8 <= p.rows) KERNEL(tile)(8, vectors, r, p), r += 8;
  if (ROWS > 4 && r + 4 <= p.rows) KERNEL(tile)(4, vectors, r, p), r += 4;
  if (ROWS > 2 && r + 2 <= p.rows) KERNEL(tile)(2, vectors, r, p), r += 2;
  if (r < p.rows) KERNEL(tile)(1, vectors, r, p);
}

// out = x w, plus the bias neuron's weights if they are the first row of w.
static void KERNEL(multiply)(nn_matrix x, nn_panels w, nn_size bias_rows, nn_matrix out) {
  nn_size terms = w.rows - bias_rows;
  for (nn_size i = 0; i < KERNEL(padded)(w.columns); i += PANEL) {
    nn_size width = KERNEL(panel_width)(w.columns, i);
    const T *panel = (const T *)w.elements + i * w.rows;
    for (nn_size t = 0; t < terms; t += DEPTH) {
      KERNEL(product) p = {
          .rows = out.rows,
          .terms = terms - t < DEPTH ? terms - t : DEPTH,
          .x = (const T *)x.elements + t,
          .x_row_step = x.stride,
          .x_term_step = 1,
          .panel = panel + (t + bias_rows) * width,
          .panel_stride = width,
          .out = (T *)out.elements + i,
          .out_stride = out.stride,
          .start = t > 0 ? from_results : bias_rows > 0 ? from_bias : from_zero,
          .adds = 0,
      };
      if (VECTORS == 2 && width == PANEL) {
        p.panel_stride = PANEL;
        KERNEL(tiles)(VECTORS, p);
      } else {
        for (nn_size v = 0; v < width; v += LANES, p.panel += LANES, p.out += LANES)
          KERNEL(tiles)(1, p);
      }
    }
  }
}

static void KERNEL(forward)(nn_matrix a, nn_panels w, nn_matrix z) {
  KERNEL(multiply)(a, w, 1, z);
}

static void KERNEL(backward)(nn_matrix delta, nn_panels t, nn_matrix d) {
  KERNEL(multiply)(delta, t, 0, d);
}

static void KERNEL(transpose)(nn_panels w, nn_range inputs, nn_panels t) {
  for (nn_size k = inputs.start / PANEL * PANEL; k < inputs.end; k += PANEL) {
    nn_size t_width = KERNEL(panel_width)(t.columns, k);
    nn_size start = k < inputs.start ? inputs.start - k : 0;
    nn_size end = inputs.end - k < PANEL ? inputs.end - k : PANEL;
    for (nn_size i = 0; i < w.columns; i += PANEL) {
      nn_size w_width = KERNEL(panel_width)(w.columns, i);
      nn_size columns = w.columns - i < PANEL ? w.columns - i : PANEL;
      const T *from = (const T *)w.elements + i * w.rows + (k + 1) * w_width;
      T *to = (T *)t.elements + k * t.rows + i * t_width;
      for (nn_size c = 0; c < columns; c++)
        for (nn_size r = start; r < end; r++) to[c * t_width + r] = from[r * w_width + c];
    }
  }
}

// Some vectors of a panel of g, from one block of samples.
INLINE void KERNEL(block_gradient)(nn_size vectors, nn_range rows, KERNEL(product) p) {
  if (rows.start >= rows.end) return;
  KERNEL(product) inputs = p;
  if (rows.start == 0) {
    // Row 0 belongs to the bias neuron, whose activation is 1 in every sample.
    const T one = 1;
    p.rows = 1, p.x = &one, p.x_row_step = p.x_term_step = 0;
    KERNEL(tile)(1, vectors, 0, p);
    rows.start++;
  }
  inputs.rows = rows.end - rows.start;
  inputs.x += rows.start - 1;
  inputs.out += rows.start * inputs.out_stride;
  KERNEL(tiles)(vectors, inputs);
}

static void KERNEL(gradient)(nn_matrix a, nn_matrix delta, nn_panels g, nn_range rows) {
  // As many samples as stay in the cache, with their rows of `a`, from panel to panel.
  enum { group = 8 * BLOCK };
  for (nn_size start = 0; start < delta.rows; start += group) {
    nn_size end = delta.rows - start < group ? delta.rows : start + group;
    for (nn_size i = 0; i < KERNEL(padded)(g.columns); i += PANEL) {
      nn_size width = KERNEL(panel_width)(g.columns, i);
      for (nn_size s = start; s < end; s += BLOCK) {
        KERNEL(product) p = {
            .terms = end - s < BLOCK ? end - s : BLOCK,
            .x = (const T *)a.elements + s * a.stride,
            .x_row_step = 1,
            .x_term_step = a.stride,
            .panel = KERNEL(row)(delta, s) + i,
            .panel_stride = delta.stride,
            .out = (T *)g.elements + i * g.rows,
            .out_stride = width,
            .start = from_zero,
            .adds = s > 0,
        };
        if (VECTORS == 2 && width == PANEL) {
          p.out_stride = PANEL;
          KERNEL(block_gradient)(VECTORS, rows, p);
        } else {
          for (nn_size v = 0; v < width; v += LANES, p.panel += LANES, p.out += LANES)
            KERNEL(block_gradient)(1, rows, p);
        }
      }
    }
  }
}
