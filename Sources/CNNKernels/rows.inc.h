// Functions of the rows of a batch: softmax, and sums along neurons.

// The largest element of eight rows: a selection, so a NaN is ignored unless it is the first
// element. Up to NEURONS_AT_A_TIME, the rows' elements are in `columns` then.
INLINE EIGHT KERNEL(maxima)(nn_matrix z, nn_size s, EIGHT *columns) {
  EIGHT max = {0};
  for (nn_size start = 0; start < z.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(z, s, start, columns);
    if (start == 0) max = columns[0];
    for (nn_size i = 0; i < KERNEL(neurons_from)(z, start); i++)
      max = select(columns[i] > max, columns[i], max);
  }
  return max;
}

// The largest element of a row, by the same selection.
INLINE T KERNEL(row_maximum)(nn_size count, const T *row) {
  T max = row[0];
  for (nn_size i = 1; i < count; i++) max = row[i] > max ? row[i] : max;
  return max;
}

// Divides the elements of a row, and of its padding up to a multiple of 8.
INLINE void KERNEL(divide_row)(nn_size columns, T *row, T divisor) {
  for (nn_size i = 0; i < columns; i += 8) {
    EIGHT quotients = load_eight(row + i) / divisor;
    memcpy(row + i, &quotients, sizeof quotients);
  }
}

INLINE void KERNEL(softmax_side_by_side)(nn_matrix z, nn_size s, nn_matrix a) {
  EIGHT columns[NEURONS_AT_A_TIME], sum = {0};
  const EIGHT max = KERNEL(maxima)(z, s, columns);
  const int is_wide = z.columns > NEURONS_AT_A_TIME;
  for (nn_size start = 0; start < z.columns; start += NEURONS_AT_A_TIME) {
    if (is_wide) KERNEL(load_samples)(z, s, start, columns);
    for (nn_size i = 0; i < KERNEL(neurons_from)(z, start); i++) {
      columns[i] = falling_exp(columns[i] - max);
      sum += columns[i];
    }
    if (is_wide) KERNEL(store_samples)(columns, a, s, start);
  }
  if (is_wide) {
    for (nn_size r = 0; r < KERNEL(samples_from)(a, s); r++)
      KERNEL(divide_row)(a.columns, KERNEL(row)(a, s + r), sum[r]);
  } else {
    for (nn_size i = 0; i < z.columns; i++) columns[i] /= sum;
    KERNEL(store_samples)(columns, a, s, 0);
  }
}

INLINE void KERNEL(softmax_row)(nn_size columns, const T *z, T *a) {
  const T max = KERNEL(row_maximum)(columns, z);
  T sum = 0;
  for (nn_size i = 0; i < columns; i += 8) {
    EIGHT e = falling_exp(load_eight(z + i) - max);
    memcpy(a + i, &e, sizeof e);
  }
  for (nn_size i = 0; i < columns; i++) sum += a[i];
  KERNEL(divide_row)(columns, a, sum);
}

static void KERNEL(softmax)(nn_matrix z, nn_matrix a) {
  nn_size s = 0;
  for (; s < z.rows && KERNEL(gains_in_functions)(KERNEL(samples_from)(z, s), z.columns);
       s += SAMPLES_SIDE_BY_SIDE)
    KERNEL(softmax_side_by_side)(z, s, a);
  for (; s < z.rows; s++) KERNEL(softmax_row)(z.columns, KERNEL(row)(z, s), KERNEL(row)(a, s));
}

// sum_i x_i y_i of eight samples.
INLINE EIGHT KERNEL(dot_products)(nn_matrix x, nn_matrix y, nn_size s) {
  EIGHT a[NEURONS_AT_A_TIME], b[NEURONS_AT_A_TIME], sum = {0};
  for (nn_size start = 0; start < x.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(x, s, start, a);
    KERNEL(load_samples)(y, s, start, b);
    for (nn_size i = 0; i < KERNEL(neurons_from)(x, start); i++)
      sum = multiply_add(a[i], b[i], sum);
  }
  return sum;
}

// d_i = a_i (d_i - sum)
INLINE void KERNEL(softmax_derivative_row)(nn_size columns, const T *a, T *d, T sum) {
  for (nn_size i = 0; i < columns; i++) d[i] = a[i] * (d[i] - sum);
}

static void KERNEL(softmax_derivative)(nn_matrix a, nn_matrix delta) {
  nn_size s = 0;
  for (; KERNEL(gains_in_sums)(KERNEL(samples_from)(a, s), a.columns); s += SAMPLES_SIDE_BY_SIDE) {
    const EIGHT sums = KERNEL(dot_products)(delta, a, s);
    for (nn_size r = 0; r < SAMPLES_SIDE_BY_SIDE; r++)
      KERNEL(softmax_derivative_row)(a.columns, KERNEL(row)(a, s + r), KERNEL(row)(delta, s + r),
                                     sums[r]);
  }
  for (; s < a.rows; s++) {
    const T *output = KERNEL(row)(a, s);
    T *d = KERNEL(row)(delta, s), sum = 0;
    for (nn_size i = 0; i < a.columns; i++) sum = multiply_add(d[i], output[i], sum);
    KERNEL(softmax_derivative_row)(a.columns, output, d, sum);
  }
}

INLINE doubles KERNEL(row_sums_side_by_side)(nn_matrix x, nn_matrix unused, nn_size s) {
  (void)unused;
  EIGHT columns[NEURONS_AT_A_TIME];
  doubles sum = {0};
  for (nn_size start = 0; start < x.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(x, s, start, columns);
    for (nn_size i = 0; i < KERNEL(neurons_from)(x, start); i++) sum += widen(columns[i]);
  }
  return sum;
}

INLINE double KERNEL(row_sum)(nn_size columns, const T *x, const T *unused) {
  (void)unused;
  double sum = 0;
  for (nn_size i = 0; i < columns; i++) sum += (double)x[i];
  return sum;
}

static void KERNEL(row_sums)(nn_matrix x, double *sums) {
  KERNEL(compute_costs)(x, x, sums, KERNEL(gains_in_sums), KERNEL(row_sums_side_by_side),
                        KERNEL(row_sum));
}

typedef __typeof__((VECTOR){0} == (VECTOR){0}) KERNEL(mask);

static void KERNEL(clear_padding)(nn_matrix x) {
  nn_size whole = x.columns / LANES * LANES;
  KERNEL(mask) keep = {0};
  for (nn_size i = whole; i < x.columns; i++) keep[i - whole] = -1;
  for (nn_size s = 0; s < x.rows && whole < x.stride; s++) {
    T *rest = KERNEL(row)(x, s) + whole;
    store(rest, (VECTOR)((KERNEL(mask))load(rest) & keep));
    for (nn_size i = LANES; i < x.stride - whole; i += LANES) store(rest + i, (VECTOR){0});
  }
}
