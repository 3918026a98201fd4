// Matrix products.
//
// They are computed in tiles: some rows by some vectors of results, of which every element is one
// chain of fused multiply-adds. A tile's sums stay in registers while it runs along its terms, so
// its size is what the registers hold: ROWS by VECTORS, and less at the edges. At the end 0 is
// added, so that a sum that is zero is +0, even where a tiny term was rounded to -0.

#include "sparse_layout.h"

// After this many terms the sums of a chain are stored, and it continues from them: so much of a
// panel, 20 KB, stays in the first-level cache while all samples are multiplied by it. A multiple
// of PANEL.
#define DEPTH 160
// Prefetching more than this many cache lines within PANEL terms would delay the terms.
#define MAX_PREFETCHES 12

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
  // x[r,t] is at r * x_row_step + t % PANEL * x_term_step + t / PANEL * x_panel_step.
  const T *x;
  nn_size x_row_step, x_term_step, x_panel_step;
  const T *panel;
  nn_size panel_stride;
  T *out;
  nn_size out_stride;
  enum chain_start start;
  // Whether sums are added to the results so far.
  int adds;
  // Where they are, or NULL: weights that change by the sums instead, as nn_update says.
  T *weights, scale, rate;
  // What is needed next: squares of a panel of rows by a panel of columns, each of which is
  // consecutive in memory. So many cache lines of them are prefetched in PANEL terms.
  const char *next;
  nn_size next_step, next_line, prefetches;
} KERNEL(product);

// The cache lines of a square.
#define SQUARE_LINES (PANEL * PANEL * (nn_size)sizeof(T) / 64)

// Changes weights by a sum of their gradient: w += rate (scale g).
INLINE void KERNEL(descend)(VECTOR g, T scale, T rate, T *w) {
  store(w, multiply_add(g * scale, broadcast(rate), load(w)));
}

// A tile of `rows` rows from row r on. `rows` and `vectors` are constants, so that after inlining
// each sum is a register.
INLINE void KERNEL(tile)(nn_size rows, nn_size vectors, nn_size r, KERNEL(product) *p) {
  const T *x = p->x + r * p->x_row_step, *panel = p->panel;
  T *out = p->out + r * p->out_stride;
  T *weights = p->weights ? p->weights + r * p->out_stride : NULL;
  const nn_size x_row_step = p->x_row_step, x_term_step = p->x_term_step;
  const nn_size panel_stride = p->panel_stride;
  VECTOR sum[ROWS * VECTORS];
  UNROLLED for (nn_size i = 0; i < rows; i++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      VECTOR s = {0};
      if (p->start == from_bias) s = load(panel - panel_stride + v * LANES);
      else if (p->start == from_results) s = load(out + i * p->out_stride + v * LANES);
      sum[i * VECTORS + v] = s;
    }
  }
  for (nn_size rest = p->terms; rest > 0; rest -= PANEL, x += p->x_panel_step) {
    for (nn_size i = 0; i < p->prefetches; i++) {
      nn_size line = p->next_line++;
      __builtin_prefetch(p->next + line / SQUARE_LINES * p->next_step + line % SQUARE_LINES * 64, 0,
                         2);
    }
    const nn_size terms = rest < PANEL ? rest : PANEL;
    for (nn_size t = 0; t < terms; t++, panel += panel_stride) {
      VECTOR w[VECTORS];
      UNROLLED for (nn_size v = 0; v < vectors; v++) w[v] = load(panel + v * LANES);
      UNROLLED for (nn_size i = 0; i < rows; i++) {
        VECTOR factor = broadcast(x[i * x_row_step + t * x_term_step]);
        UNROLLED for (nn_size v = 0; v < vectors; v++) {
          VECTOR *s = sum + i * VECTORS + v;
          *s = multiply_add(factor, w[v], *s);
        }
      }
    }
  }
  UNROLLED for (nn_size i = 0; i < rows; i++) {
    UNROLLED for (nn_size v = 0; v < vectors; v++) {
      nn_size place = i * p->out_stride + v * LANES;
      VECTOR s = sum[i * VECTORS + v];
      if (p->adds) s = load(out + place) + s;
      s += (T)0;
      if (weights) KERNEL(descend)(s, p->scale, p->rate, weights + place);
      else store(out + place, s);
    }
  }
}

// Some vectors of a panel, for all rows of a product.
INLINE void KERNEL(tiles)(nn_size vectors, KERNEL(product) *p) {
  nn_size r = 0;
  // Two tiles of 8 rows take less time than one of 12 and one of 4.
  for (; r + ROWS <= p->rows && !(ROWS == 12 && p->rows - r == 16); r += ROWS)
    KERNEL(tile)(ROWS, vectors, r, p);
  for (; ROWS > 8 && r + 8 <= p->rows; r += 8) KERNEL(tile)(8, vectors, r, p);
  if (ROWS > 4 && r + 4 <= p->rows) KERNEL(tile)(4, vectors, r, p), r += 4;
  if (ROWS > 2 && r + 2 <= p->rows) KERNEL(tile)(2, vectors, r, p), r += 2;
  if (r < p->rows) KERNEL(tile)(1, vectors, r, p);
}

// The panel of a product, which is `width` columns wide. Its pointers move along with it.
INLINE void KERNEL(panel_product)(nn_size width, KERNEL(product) *p) {
  if (VECTORS == 2 && width == PANEL) {
    KERNEL(tiles)(VECTORS, p);
  } else {
    for (nn_size v = 0; v < width; v += LANES) {
      KERNEL(tiles)(1, p);
      p->panel += LANES, p->out += LANES;
      if (p->weights) p->weights += LANES;
    }
  }
}

// Lets a product prefetch so many bytes while it is computed.
INLINE void KERNEL(prefetch)(KERNEL(product) *p, const void *next, nn_size step, nn_size bytes,
                             nn_size rows, nn_size width) {
  // How often `panel_product` goes through the rows.
  nn_size times = VECTORS == 2 && width == PANEL ? 1 : width / LANES;
  nn_size rounds = times * ((rows + ROWS - 1) / ROWS) * ((p->terms + PANEL - 1) / PANEL);
  nn_size count = (bytes / 64 + rounds - 1) / rounds;
  p->next = next;
  p->next_step = step;
  p->prefetches = count < MAX_PREFETCHES ? count : MAX_PREFETCHES;
}

static void KERNEL(forward)(nn_matrix a, nn_panels w, nn_range columns, nn_matrix z) {
  const nn_size terms = w.rows - 1;
  const char *end = (const char *)w.elements
                    + w.rows * KERNEL(padded)(w.columns) * (nn_size)sizeof(T);
  for (nn_size i = columns.start; i < columns.end; i += PANEL) {
    nn_size width = KERNEL(panel_width)(w.columns, i);
    const T *panel = (const T *)w.elements + i * w.rows + width;
    for (nn_size t = 0; t < terms; t += DEPTH) {
      KERNEL(product) p = {
          .rows = z.rows,
          .terms = terms - t < DEPTH ? terms - t : DEPTH,
          .x = KERNEL(element)(a, 0, t),
          .x_row_step = a.stride,
          .x_term_step = 1,
          .x_panel_step = a.panel_stride,
          .panel = panel + t * width,
          .panel_stride = width,
          .out = KERNEL(element)(z, 0, i),
          .out_stride = z.stride,
          .start = t > 0 ? from_results : from_bias,
      };
      // The rows of the panel that follow in memory, or the next panel.
      const char *next = (const char *)(p.panel + p.terms * width);
      nn_size bytes = DEPTH * width * (nn_size)sizeof(T);
      KERNEL(prefetch)(&p, next, SQUARE_LINES * 64, bytes < end - next ? bytes : end - next,
                       p.rows, width);
      KERNEL(panel_product)(width, &p);
    }
  }
}

// to[c,r] = from[r,c] for LANES columns and rows, of which those from `rows` on are 0.
INLINE void KERNEL(transpose_square)(nn_size rows, const T *from, nn_size from_stride, T *to,
                                     nn_size to_stride) {
  VECTOR v[LANES];
  UNROLLED for (int r = 0; r < LANES; r++)
    v[r] = r < rows ? load(from + r * from_stride) : (VECTOR){0};
  transpose(v);
  UNROLLED for (int r = 0; r < LANES; r++) store(to + r * to_stride, v[r]);
}

// strip[i - start, k - first] = w[k + 1,i] for the inputs k of a panel of activations, which starts
// with `first`, and the outputs i from `start` up to `end`.
static void KERNEL(transpose_strip)(nn_panels w, nn_size first, nn_size start, nn_size end,
                                    T *strip) {
  for (nn_size i = start; i < end; i += PANEL) {
    nn_size width = KERNEL(panel_width)(w.columns, i);
    const T *panel = (const T *)w.elements + i * w.rows;
    for (nn_size k = first; k < first + PANEL; k += LANES) {
      nn_size rows = w.rows - 1 - k;
      const T *from = panel + (k + 1) * width;
      T *to = strip + (i - start) * PANEL + k - first;
      for (nn_size v = 0; v < width; v += LANES, to += LANES * PANEL)
        if (rows >= LANES) KERNEL(transpose_square)(LANES, from + v, width, to, PANEL);
        else KERNEL(transpose_square)(rows, from + v, width, to, PANEL);
    }
  }
}

static void KERNEL(backward)(nn_matrix delta, nn_panels w, nn_range columns, nn_matrix d) {
  // A few weights are transposed at a time: while they are in the first-level cache, all samples
  // are multiplied by them.
  _Alignas(64) T strip[DEPTH * PANEL];
  for (nn_size k = columns.start; k < columns.end; k += PANEL) {
    nn_size width = KERNEL(panel_width)(d.columns, k);
    for (nn_size i = 0; i < w.columns; i += DEPTH) {
      nn_size end = w.columns - i < DEPTH ? w.columns : i + DEPTH;
      KERNEL(transpose_strip)(w, k, i, end, strip);
      KERNEL(product) p = {
          .rows = d.rows,
          .terms = end - i,
          .x = KERNEL(element)(delta, 0, i),
          .x_row_step = delta.stride,
          .x_term_step = 1,
          .x_panel_step = delta.panel_stride,
          .panel = strip,
          .panel_stride = PANEL,
          .out = KERNEL(element)(d, 0, k),
          .out_stride = d.stride,
          .start = i > 0 ? from_results : from_zero,
      };
      // The weights that are transposed next.
      nn_size next_i = end < w.columns ? end : 0, next_k = end < w.columns ? k : k + PANEL;
      if (next_k < columns.end) {
        nn_size next_end = w.columns - next_i < DEPTH ? w.columns : next_i + DEPTH;
        nn_size next_width = KERNEL(panel_width)(w.columns, next_i);
        KERNEL(prefetch)(&p, (const T *)w.elements + next_i * w.rows + (next_k + 1) * next_width,
                         w.rows * PANEL * (nn_size)sizeof(T),
                         (next_end - next_i) * PANEL * (nn_size)sizeof(T), p.rows, width);
      }
      KERNEL(panel_product)(width, &p);
    }
  }
}

// The bias neuron's row of a gradient, from one block of samples: its activation is always 1.
INLINE void KERNEL(bias_gradient)(nn_size width, KERNEL(product) p) {
  const T one = 1;
  p.rows = 1, p.x = &one, p.x_row_step = p.x_term_step = p.x_panel_step = p.prefetches = 0;
  for (nn_size v = 0; v < width; v += LANES) {
    KERNEL(tile)(1, 1, 0, &p);
    p.panel += LANES, p.out += LANES;
    if (p.weights) p.weights += LANES;
  }
}

static void KERNEL(gradient)(nn_matrix a, nn_matrix delta, nn_range rows, nn_range columns,
                             nn_update update, nn_panels g) {
  const nn_size count = rows.end - rows.start;
  for (nn_size s = 0; s < delta.rows; s += BLOCK) {
    for (nn_size i = columns.start; i < columns.end; i += PANEL) {
      nn_size width = KERNEL(panel_width)(delta.columns, i);
      KERNEL(product) p = {
          .terms = delta.rows - s < BLOCK ? delta.rows - s : BLOCK,
          .x_row_step = 1,
          .x_term_step = a.stride,
          .x_panel_step = PANEL * a.stride,
          .panel = KERNEL(element)(delta, s, i),
          .panel_stride = delta.stride,
          .out_stride = width,
          .start = from_zero,
          .adds = s > 0,
      };
      T *panel = (T *)g.elements + (i - columns.start) * count;
      T *weights = update.weights.elements;
      if (weights) weights += i * update.weights.rows + rows.start * width;
      if (weights && s == 0)
        KERNEL(prefetch)(&p, weights, SQUARE_LINES * 64, count * width * (nn_size)sizeof(T), count,
                         width);
      const int descends = update.descends && s + BLOCK >= delta.rows;
      p.scale = (T)update.scale, p.rate = (T)update.rate;
      nn_size row = rows.start;
      if (row == 0 && count > 0) {
        p.out = panel;
        if (descends) p.weights = weights;
        KERNEL(bias_gradient)(width, p);
        row++;
      }
      // Up to the end of a panel of activations at a time.
      for (nn_size end; row < rows.end; row = end) {
        end = (row - 1) / PANEL * PANEL + PANEL + 1;
        if (end > rows.end) end = rows.end;
        KERNEL(product) q = p;
        q.rows = end - row;
        q.x = KERNEL(element)(a, s, row - 1);
        q.out = panel + (row - rows.start) * width;
        if (descends) q.weights = weights + (row - rows.start) * width;
        KERNEL(panel_product)(width, &q);
        p.next_line = q.next_line;
      }
    }
  }
}

#undef DEPTH
#undef SQUARE_LINES
#undef MAX_PREFETCHES
