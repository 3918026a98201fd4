// Costs per sample, in double, neuron after neuron; their derivatives; and errors per neuron.

static void PASTE3(squared_error, SET, T)(nn_size rows, nn_size columns, nn_size ld,
                                          const void *a_, const void *y_, double *costs) {
  for (nn_size row = 0; row < rows; row++) {
    const T *a = (const T *)a_ + row * ld, *y = (const T *)y_ + row * ld;
    double cost = 0;
    for (nn_size i = 0; i < columns; i++) {
      double error = (double)a[i] - (double)y[i];
      cost = __builtin_fma(error, error, cost);
    }
    costs[row] = cost;
  }
}

// sum_i y_i ((m - z_i) + ln sum_j exp(z_j - m)), m the largest z
INLINE void NAME(cross_entropy_rows)(nn_size rows, nn_size columns, nn_size ld, const T *z,
                                     const T *y, double *costs) {
  T most[ROWS_AT_A_TIME];
  double cost[ROWS_AT_A_TIME];
  doubles sum = all(1);
  NAME(row_maxima)(rows, columns, ld, z, most);
  for (nn_size r = 0; r < rows; r++) sum[r] = cost[r] = 0;
  for (nn_size i = 0; i < columns; i += 8) {
    doubles e[ROWS_AT_A_TIME];
    for (nn_size r = 0; r < rows; r++)
      e[r] = exp_doubles(NAME(load_doubles)(z + r * ld + i, 8) - (double)most[r]);
    for (nn_size j = 0; j < 8 && i + j < columns; j++)
      for (nn_size r = 0; r < rows; r++) sum[r] += e[r][j];
  }
  doubles log_sum = log_doubles(sum);
  for (nn_size i = 0; i < columns; i++)
    for (nn_size r = 0; r < rows; r++) {
      double x = (double)z[r * ld + i], t = (double)y[r * ld + i];
      cost[r] = __builtin_fma(t, ((double)most[r] - x) + log_sum[r], cost[r]);
    }
  memcpy(costs, cost, (size_t)rows * sizeof(double));
}

static void PASTE3(cross_entropy, SET, T)(nn_size rows, nn_size columns, nn_size ld,
                                          const void *z_, const void *y_, double *costs) {
  const T *z = z_, *y = y_;
  nn_size r = 0;
  for (; r + ROWS_AT_A_TIME <= rows; r += ROWS_AT_A_TIME)
    NAME(cross_entropy_rows)(ROWS_AT_A_TIME, columns, ld, z + r * ld, y + r * ld, costs + r);
  for (; r < rows; r++)
    NAME(cross_entropy_rows)(1, columns, ld, z + r * ld, y + r * ld, costs + r);
}

// sum_i max(z_i, 0) - z_i y_i + ln(1 + exp(-|z_i|))
static void PASTE3(binary_cross_entropy, SET, T)(nn_size rows, nn_size columns, nn_size ld,
                                                 const void *z_, const void *y_,
                                                 double *costs) {
  for (nn_size row = 0; row < rows; row++) {
    const T *z = (const T *)z_ + row * ld, *y = (const T *)y_ + row * ld;
    double cost = 0;
    FOR_VECTORS(columns, 8) {
      doubles x = NAME(load_doubles)(z + i, n), t = NAME(load_doubles)(y + i, n);
      doubles positive = choose(x < 0.0, all(0.0), x);
      doubles c = VFMA(-x, t, positive) + log1p_doubles(exp_doubles(-absolute(x)));
      for (nn_size lane = 0; lane < n; lane++) cost += c[lane];
    }
    costs[row] = cost;
  }
}

// Only neurons: what a row has behind them stays as it is.
static void PASTE3(squared_error_gradient, SET, T)(nn_size rows, nn_size columns, nn_size ld,
                                                   const void *a_, const void *y_,
                                                   void *delta_) {
  for (nn_size row = 0; row < rows; row++) {
    const T *a = (const T *)a_ + row * ld, *y = (const T *)y_ + row * ld;
    T *delta = (T *)delta_ + row * ld;
    for (nn_size i = 0; i < columns; i++) delta[i] = 2 * (a[i] - y[i]);
  }
}

static void PASTE3(difference, SET, T)(nn_size rows, nn_size columns, nn_size ld, const void *a_,
                                       const void *y_, void *delta_) {
  for (nn_size row = 0; row < rows; row++) {
    const T *a = (const T *)a_ + row * ld, *y = (const T *)y_ + row * ld;
    T *delta = (T *)delta_ + row * ld;
    for (nn_size i = 0; i < columns; i++) delta[i] = a[i] - y[i];
  }
}

static void PASTE3(add_errors, SET, T)(nn_size count, const double *restrict a,
                                       const double *restrict y, double *restrict absolute,
                                       double *restrict squared) {
  for (nn_size i = 0; i < count; i++) {
    double error = a[i] - y[i];
    absolute[i] += __builtin_fabs(error);
    squared[i] = __builtin_fma(error, error, squared[i]);
  }
}

#undef FOR_VECTORS
