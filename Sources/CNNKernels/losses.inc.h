// Costs per sample, in double, neuron after neuron; and their derivatives.

static void PASTE3(squared_error, SET, T)(nn_size rows, nn_size columns, const void *a_,
                                          const void *y_, double *costs) {
  for (nn_size row = 0; row < rows; row++) {
    const T *a = (const T *)a_ + row * columns, *y = (const T *)y_ + row * columns;
    double cost = 0;
    for (nn_size i = 0; i < columns; i++) {
      double error = (double)a[i] - (double)y[i];
      cost = __builtin_fma(error, error, cost);
    }
    costs[row] = cost;
  }
}

// sum_i y_i ((m - z_i) + ln sum_j exp(z_j - m)), m the largest z
static void PASTE3(cross_entropy, SET, T)(nn_size rows, nn_size columns, const void *z_,
                                          const void *y_, double *costs) {
  for (nn_size row = 0; row < rows; row++) {
    const T *z = (const T *)z_ + row * columns, *y = (const T *)y_ + row * columns;
    double most = (double)z[0];
    for (nn_size i = 1; i < columns; i++) most = (double)z[i] > most ? (double)z[i] : most;
    double sum = 0;
    FOR_VECTORS(columns, 8) {
      doubles e = exp_doubles(NAME(load_doubles)(z + i, n) - most);
      for (nn_size lane = 0; lane < n; lane++) sum += e[lane];
    }
    double log_sum = log_doubles(all(sum))[0];
    double cost = 0;
    for (nn_size i = 0; i < columns; i++)
      cost = __builtin_fma((double)y[i], (most - (double)z[i]) + log_sum, cost);
    costs[row] = cost;
  }
}

// sum_i max(z_i, 0) - z_i y_i + ln(1 + exp(-|z_i|))
static void PASTE3(binary_cross_entropy, SET, T)(nn_size rows, nn_size columns, const void *z_,
                                                 const void *y_, double *costs) {
  for (nn_size row = 0; row < rows; row++) {
    const T *z = (const T *)z_ + row * columns, *y = (const T *)y_ + row * columns;
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

static void PASTE3(squared_error_gradient, SET, T)(nn_size count, const void *a_, const void *y_,
                                                   void *delta_) {
  const T *a = a_, *y = y_;
  T *delta = delta_;
  for (nn_size i = 0; i < count; i++) delta[i] = 2 * (a[i] - y[i]);
}

static void PASTE3(difference, SET, T)(nn_size count, const void *a_, const void *y_,
                                       void *delta_) {
  const T *a = a_, *y = y_;
  T *delta = delta_;
  for (nn_size i = 0; i < count; i++) delta[i] = a[i] - y[i];
}

#undef FOR_VECTORS
