// Functions of the rows of a batch: softmax, and sums along neurons.

// The number of rows whose chains run side by side, so that none waits for another.
#define ROWS_AT_A_TIME 8

// The largest element of each row: a selection, so a NaN is ignored unless it is the first element.
INLINE void row_maxima(nn_size rows, nn_size columns, nn_size stride, const T *z, T *max) {
  for (nn_size r = 0; r < rows; r++) max[r] = z[r * stride];
  for (nn_size i = 1; i < columns; i++)
    for (nn_size r = 0; r < rows; r++)
      max[r] = z[r * stride + i] > max[r] ? z[r * stride + i] : max[r];
}

// The padding of rows is computed too, but not added.
INLINE void softmax_rows(nn_size rows, nn_size columns, nn_size stride, const T *z, T *a) {
  T max[ROWS_AT_A_TIME], sum[ROWS_AT_A_TIME];
  row_maxima(rows, columns, stride, z, max);
  for (nn_size r = 0; r < rows; r++)
    for (nn_size i = 0; i < columns; i += LANES) {
      T x[LANES];
      store(x, load(z + r * stride + i) - max[r]);
      for (nn_size j = 0; j < LANES; j += 8)
        store(a + r * stride + i + j, exp_doubles(load_doubles(x + j, 8)), 8);
    }
  for (nn_size r = 0; r < rows; r++) sum[r] = 0;
  for (nn_size i = 0; i < columns; i++)
    for (nn_size r = 0; r < rows; r++) sum[r] += a[r * stride + i];
  for (nn_size r = 0; r < rows; r++)
    for (nn_size i = 0; i < columns; i += LANES)
      store(a + r * stride + i, load(a + r * stride + i) / sum[r]);
}

static void KERNEL(softmax)(nn_matrix z, nn_matrix a) {
  nn_size s = 0;
  for (; s + ROWS_AT_A_TIME <= z.rows; s += ROWS_AT_A_TIME)
    softmax_rows(ROWS_AT_A_TIME, z.columns, z.stride, KERNEL(row)(z, s), KERNEL(row)(a, s));
  for (; s < z.rows; s++)
    softmax_rows(1, z.columns, z.stride, KERNEL(row)(z, s), KERNEL(row)(a, s));
}

static void KERNEL(softmax_derivative)(nn_matrix a, nn_matrix delta) {
  for (nn_size s = 0; s < a.rows; s++) {
    const T *output = KERNEL(row)(a, s);
    T *d = KERNEL(row)(delta, s), sum = 0;
    for (nn_size i = 0; i < a.columns; i++) sum = multiply_add(d[i], output[i], sum);
    for (nn_size i = 0; i < a.columns; i++) d[i] = output[i] * (d[i] - sum);
  }
}

static void KERNEL(row_sums)(nn_matrix x, double *sums) {
  for (nn_size s = 0; s < x.rows; s++) {
    const T *in = KERNEL(row)(x, s);
    double sum = 0;
    for (nn_size i = 0; i < x.columns; i++) sum += (double)in[i];
    sums[s] = sum;
  }
}
