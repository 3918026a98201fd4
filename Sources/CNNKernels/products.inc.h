// Matrix products. Vectors run along neurons, or along inputs in `backward`; never along a sum.
//
// A vector at the end of a row is loaded whole where memory goes on behind it, because lanes that
// no neuron belongs to are never stored.

INLINE NAME(vector) NAME(fma)(T a, NAME(vector) b, NAME(vector) c) {
  return __builtin_elementwise_fma(NAME(splat)(a), b, c);
}

// The number of rows of a matrix in which a whole vector from a column on stays inside.
INLINE nn_size NAME(whole_rows)(nn_size rows, nn_size columns, nn_size ld, nn_size column) {
  nn_size over = column + LANES - columns;
  if (over <= 0) return rows;
  nn_size cut = (over + ld - 1) / ld;
  return cut < rows ? rows - cut : 0;
}

#define LOAD_W(k) (k < whole ? NAME(load)(w + k * ldw) : NAME(load_part)(w + k * ldw, width))

INLINE void NAME(forward_tile)(nn_size tile, nn_size inputs, nn_size width, nn_size whole,
                               const T *a, nn_size lda, const T *w, nn_size ldw, T *z,
                               nn_size ldz) {
  NAME(vector) sum[TILE];
  for (nn_size s = 0; s < tile; s++) sum[s] = LOAD_W(0) + (T)0;
  nn_size fast = whole < inputs + 1 ? whole : inputs + 1;
  for (nn_size k = 1; k < fast; k++) {
    NAME(vector) row = NAME(load)(w + k * ldw);
    for (nn_size s = 0; s < tile; s++) sum[s] = NAME(fma)(a[s * lda + k - 1], row, sum[s]);
  }
  for (nn_size k = fast < 1 ? 1 : fast; k <= inputs; k++) {
    NAME(vector) row = NAME(load_part)(w + k * ldw, width);
    for (nn_size s = 0; s < tile; s++) sum[s] = NAME(fma)(a[s * lda + k - 1], row, sum[s]);
  }
  for (nn_size s = 0; s < tile; s++) NAME(store_part)(z + s * ldz, sum[s], width);
}

static void PASTE3(forward, SET, T)(nn_size rows, nn_size inputs, nn_size outputs, const void *a_,
                                    nn_size lda, const void *w_, nn_size ldw, void *z_,
                                    nn_size ldz) {
  const T *a = a_, *w = w_;
  T *z = z_;
  for (nn_size i = 0; i < outputs; i += LANES) {
    nn_size width = outputs - i < LANES ? outputs - i : LANES;
    nn_size whole = NAME(whole_rows)(inputs + 1, outputs, ldw, i);
    nn_size s = 0;
    for (; s + TILE <= rows; s += TILE)
      NAME(forward_tile)(TILE, inputs, width, whole, a + s * lda, lda, w + i, ldw,
                         z + s * ldz + i, ldz);
    for (; s < rows; s++)
      NAME(forward_tile)(1, inputs, width, whole, a + s * lda, lda, w + i, ldw, z + s * ldz + i,
                         ldz);
  }
}

// The inputs whose weights are transposed at a time.
#define CHUNK 128

INLINE void NAME(backward_tile)(nn_size tile, nn_size count, nn_size width, int is_first,
                                const T *delta, nn_size ldd, const T *transposed, T *d,
                                nn_size ldo) {
  NAME(vector) sum[TILE];
  for (nn_size s = 0; s < tile; s++)
    sum[s] = is_first ? (NAME(vector)){0} : NAME(load_part)(d + s * ldo, width);
  for (nn_size i = 0; i < count; i++) {
    NAME(vector) column = NAME(load)(transposed + i * LANES);
    for (nn_size s = 0; s < tile; s++) sum[s] = NAME(fma)(delta[s * ldd + i], column, sum[s]);
  }
  for (nn_size s = 0; s < tile; s++) NAME(store_part)(d + s * ldo, sum[s], width);
}

static void PASTE3(backward, SET, T)(nn_size rows, nn_size inputs, nn_size outputs,
                                     const void *delta_, nn_size ldd, const void *w_, nn_size ldw,
                                     void *d_, nn_size ldo) {
  const T *delta = delta_, *w = w_;
  T *d = d_;
  T transposed[CHUNK * LANES];
  for (nn_size k = 0; k < inputs; k += LANES) {
    nn_size width = inputs - k < LANES ? inputs - k : LANES;
    for (nn_size start = 0; start < outputs; start += CHUNK) {
      nn_size count = outputs - start < CHUNK ? outputs - start : CHUNK;
      for (nn_size lane = 0; lane < LANES; lane++)
        for (nn_size i = 0; i < count; i++)
          transposed[i * LANES + lane] = lane < width ? w[(k + lane) * ldw + start + i] : 0;
      nn_size s = 0;
      for (; s + TILE <= rows; s += TILE)
        NAME(backward_tile)(TILE, count, width, start == 0, delta + s * ldd + start, ldd,
                            transposed, d + s * ldo + k, ldo);
      for (; s < rows; s++)
        NAME(backward_tile)(1, count, width, start == 0, delta + s * ldd + start, ldd, transposed,
                            d + s * ldo + k, ldo);
    }
  }
}

INLINE void NAME(gradient_tile)(nn_size tile, nn_size samples, nn_size width, nn_size whole,
                                const T *a, nn_size lda, nn_size step, const T *delta, nn_size ldd,
                                T *g, nn_size ldg) {
  NAME(vector) total[TILE];
  for (nn_size start = 0; start < samples; start += 64) {
    nn_size end = samples - start < 64 ? samples : start + 64;
    NAME(vector) sum[TILE];
    for (nn_size k = 0; k < tile; k++) sum[k] = (NAME(vector)){0};
    for (nn_size s = start; s < end; s++) {
      NAME(vector) row =
          s < whole ? NAME(load)(delta + s * ldd) : NAME(load_part)(delta + s * ldd, width);
      for (nn_size k = 0; k < tile; k++) sum[k] = NAME(fma)(a[s * lda + k * step], row, sum[k]);
    }
    for (nn_size k = 0; k < tile; k++) total[k] = start == 0 ? sum[k] : total[k] + sum[k];
  }
  for (nn_size k = 0; k < tile; k++) NAME(store_part)(g + k * ldg, total[k], width);
}

static void PASTE3(gradient, SET, T)(nn_size samples, nn_size outputs, nn_size first_row,
                                     nn_size row_count, const void *a_, nn_size lda,
                                     const void *delta_, nn_size ldd, void *g_, nn_size ldg) {
  const T *a = a_, *delta = delta_;
  T *g = g_;
  const T one = 1;
  nn_size last = first_row + row_count;
  for (nn_size i = 0; i < outputs; i += LANES) {
    nn_size width = outputs - i < LANES ? outputs - i : LANES;
    nn_size whole = NAME(whole_rows)(samples, outputs, ldd, i);
    nn_size k = first_row;
    // Row 0 belongs to the bias neuron, whose activation is 1 in every sample.
    if (k == 0 && last > 0) {
      NAME(gradient_tile)(1, samples, width, whole, &one, 0, 0, delta + i, ldd, g + i, ldg);
      k = 1;
    }
    for (; k + TILE <= last; k += TILE)
      NAME(gradient_tile)(TILE, samples, width, whole, a + k - 1, lda, 1, delta + i, ldd,
                          g + k * ldg + i, ldg);
    for (; k < last; k++)
      NAME(gradient_tile)(1, samples, width, whole, a + k - 1, lda, 1, delta + i, ldd,
                          g + k * ldg + i, ldg);
  }
}

#undef CHUNK
#undef LOAD_W
