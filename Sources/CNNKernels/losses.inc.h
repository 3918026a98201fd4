// Costs per sample, in double, neuron after neuron; their derivatives; and errors per neuron.

static void KERNEL(squared_error)(nn_matrix a, nn_matrix y, double *costs) {
  for (nn_size s = 0; s < a.rows; s++) {
    const T *output = KERNEL(row)(a, s), *target = KERNEL(row)(y, s);
    double cost = 0;
    for (nn_size i = 0; i < a.columns; i++) {
      double error = (double)output[i] - (double)target[i];
      cost = multiply_add(error, error, cost);
    }
    costs[s] = cost;
  }
}

// sum_i y_i ((m - z_i) + ln sum_j exp(z_j - m)), m the largest z
INLINE void cross_entropy_rows(nn_size rows, nn_size columns, nn_size stride, const T *z,
                               const T *y, double *costs) {
  T max[ROWS_AT_A_TIME];
  double cost[ROWS_AT_A_TIME];
  doubles sum = broadcast(1.0);
  row_maxima(rows, columns, stride, z, max);
  for (nn_size r = 0; r < rows; r++) sum[r] = cost[r] = 0;
  for (nn_size i = 0; i < columns; i += 8) {
    doubles e[ROWS_AT_A_TIME];
    for (nn_size r = 0; r < rows; r++)
      e[r] = exp_doubles(load_doubles(z + r * stride + i, 8) - (double)max[r]);
    for (nn_size j = 0; j < 8 && i + j < columns; j++)
      for (nn_size r = 0; r < rows; r++) sum[r] += e[r][j];
  }
  doubles log_sum = log_doubles(sum);
  for (nn_size i = 0; i < columns; i++)
    for (nn_size r = 0; r < rows; r++) {
      double x = (double)z[r * stride + i], t = (double)y[r * stride + i];
      cost[r] = multiply_add(t, ((double)max[r] - x) + log_sum[r], cost[r]);
    }
  memcpy(costs, cost, (size_t)rows * sizeof(double));
}

static void KERNEL(cross_entropy)(nn_matrix z, nn_matrix y, double *costs) {
  nn_size s = 0;
  for (; s + ROWS_AT_A_TIME <= z.rows; s += ROWS_AT_A_TIME)
    cross_entropy_rows(ROWS_AT_A_TIME, z.columns, z.stride, KERNEL(row)(z, s), KERNEL(row)(y, s),
                       costs + s);
  for (; s < z.rows; s++)
    cross_entropy_rows(1, z.columns, z.stride, KERNEL(row)(z, s), KERNEL(row)(y, s), costs + s);
}

// sum_i max(z_i, 0) - z_i y_i + ln(1 + exp(-|z_i|))
static void KERNEL(binary_cross_entropy)(nn_matrix z, nn_matrix y, double *costs) {
  for (nn_size s = 0; s < z.rows; s++) {
    const T *logit = KERNEL(row)(z, s), *target = KERNEL(row)(y, s);
    double cost = 0;
    for (nn_size i = 0; i < z.columns; i += 8) {
      nn_size n = z.columns - i < 8 ? z.columns - i : 8;
      doubles x = load_doubles(logit + i, n), t = load_doubles(target + i, n);
      doubles positive = select(x < 0.0, 0.0, x);
      doubles c = multiply_add(-x, t, positive) + log1p_doubles(exp_doubles(-absolute(x)));
      for (nn_size lane = 0; lane < n; lane++) cost += c[lane];
    }
    costs[s] = cost;
  }
}

// Derivatives leave the padding of rows as it is.
static void KERNEL(squared_error_gradient)(nn_matrix a, nn_matrix y, nn_matrix delta) {
  for (nn_size s = 0; s < a.rows; s++) {
    const T *output = KERNEL(row)(a, s), *target = KERNEL(row)(y, s);
    T *out = KERNEL(row)(delta, s);
    for (nn_size i = 0; i < a.columns; i++) out[i] = 2 * (output[i] - target[i]);
  }
}

static void KERNEL(difference)(nn_matrix a, nn_matrix y, nn_matrix delta) {
  for (nn_size s = 0; s < a.rows; s++) {
    const T *output = KERNEL(row)(a, s), *target = KERNEL(row)(y, s);
    T *out = KERNEL(row)(delta, s);
    for (nn_size i = 0; i < a.columns; i++) out[i] = output[i] - target[i];
  }
}

static void KERNEL(weigh_samples)(nn_matrix y, const double *weights, double *costs,
                                  nn_matrix delta) {
  for (nn_size s = 0; s < y.rows; s++) {
    const T *target = KERNEL(row)(y, s);
    T *d = KERNEL(row)(delta, s);
    double weight = 0;
    if (y.columns == 1) {
      double t = (double)target[0];
      weight = multiply_add(weights[1], t, weights[0] * (1 - t));
    }
    for (nn_size i = 0; i < y.columns && y.columns > 1; i++)
      weight = multiply_add(weights[i], (double)target[i], weight);
    costs[s] *= weight;
    for (nn_size i = 0; i < delta.columns; i++) d[i] *= (T)weight;
  }
}

static void KERNEL(add_errors)(nn_size count, const double *restrict a, const double *restrict y,
                               double *restrict absolute, double *restrict squared) {
  for (nn_size i = 0; i < count; i++) {
    double error = a[i] - y[i];
    absolute[i] += __builtin_fabs(error);
    squared[i] = multiply_add(error, error, squared[i]);
  }
}

#undef ROWS_AT_A_TIME
