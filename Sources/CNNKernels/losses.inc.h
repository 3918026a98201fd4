// Costs per sample, in double, neuron after neuron; their derivatives; and errors per neuron.

INLINE doubles KERNEL(squared_error_side_by_side)(nn_matrix a, nn_matrix y, nn_size s) {
  EIGHT outputs[NEURONS_AT_A_TIME], targets[NEURONS_AT_A_TIME];
  doubles cost = {0};
  for (nn_size start = 0; start < a.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(a, s, start, outputs);
    KERNEL(load_samples)(y, s, start, targets);
    for (nn_size i = 0; i < KERNEL(neurons_from)(a, start); i++) {
      doubles error = widen(outputs[i]) - widen(targets[i]);
      cost = multiply_add(error, error, cost);
    }
  }
  return cost;
}

INLINE double KERNEL(squared_error_row)(nn_size columns, const T *a, const T *y) {
  double cost = 0;
  for (nn_size i = 0; i < columns; i++) {
    double error = (double)a[i] - (double)y[i];
    cost = multiply_add(error, error, cost);
  }
  return cost;
}

static void KERNEL(squared_error)(nn_matrix a, nn_matrix y, double *costs) {
  KERNEL(compute_costs)(a, y, costs, KERNEL(gains_in_sums), KERNEL(squared_error_side_by_side),
                        KERNEL(squared_error_row));
}

// sum_i y_i ((m - z_i) + ln sum_j exp(z_j - m)), m the largest z. One of the exponentials is 1, so
// those that are nearly 0 need not be exact.
INLINE doubles KERNEL(cross_entropy_side_by_side)(nn_matrix z, nn_matrix y, nn_size s) {
  EIGHT logits[NEURONS_AT_A_TIME], targets[NEURONS_AT_A_TIME];
  const doubles max = widen(KERNEL(maxima)(z, s, logits));
  const int is_wide = z.columns > NEURONS_AT_A_TIME;
  doubles sum = {0}, cost = {0};
  for (nn_size start = 0; start < z.columns; start += NEURONS_AT_A_TIME) {
    if (is_wide) KERNEL(load_samples)(z, s, start, logits);
    for (nn_size i = 0; i < KERNEL(neurons_from)(z, start); i++)
      sum += falling_normal_exp(widen(logits[i]) - max);
  }
  const doubles log_sum = log_doubles(sum);
  for (nn_size start = 0; start < z.columns; start += NEURONS_AT_A_TIME) {
    if (is_wide) KERNEL(load_samples)(z, s, start, logits);
    KERNEL(load_samples)(y, s, start, targets);
    for (nn_size i = 0; i < KERNEL(neurons_from)(z, start); i++)
      cost = multiply_add(widen(targets[i]), (max - widen(logits[i])) + log_sum, cost);
  }
  return cost;
}

INLINE double KERNEL(cross_entropy_row)(nn_size columns, const T *z, const T *y) {
  const double max = (double)KERNEL(row_maximum)(columns, z);
  double sum = 0, cost = 0;
  for (nn_size i = 0; i < columns; i += 8) {
    doubles e = falling_normal_exp(load_doubles(z + i, 8) - max);
    for (nn_size j = 0; j < 8 && i + j < columns; j++) sum += e[j];
  }
  const double log_sum = log_doubles(broadcast(sum))[0];
  for (nn_size i = 0; i < columns; i++)
    cost = multiply_add((double)y[i], (max - (double)z[i]) + log_sum, cost);
  return cost;
}

static void KERNEL(cross_entropy)(nn_matrix z, nn_matrix y, double *costs) {
  KERNEL(compute_costs)(z, y, costs, KERNEL(gains_in_functions), KERNEL(cross_entropy_side_by_side),
                        KERNEL(cross_entropy_row));
}

// max(z, 0) - z y + ln(1 + exp(-|z|))
INLINE doubles KERNEL(binary_cross_entropy_terms)(doubles z, doubles y) {
  doubles positive = select(z < 0.0, 0.0, z);
  return multiply_add(-z, y, positive) + log1p_doubles(falling_exp(-absolute(z)));
}

INLINE doubles KERNEL(binary_cross_entropy_side_by_side)(nn_matrix z, nn_matrix y, nn_size s) {
  EIGHT logits[NEURONS_AT_A_TIME], targets[NEURONS_AT_A_TIME];
  doubles cost = {0};
  for (nn_size start = 0; start < z.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(z, s, start, logits);
    KERNEL(load_samples)(y, s, start, targets);
    for (nn_size i = 0; i < KERNEL(neurons_from)(z, start); i++)
      cost += KERNEL(binary_cross_entropy_terms)(widen(logits[i]), widen(targets[i]));
  }
  return cost;
}

INLINE double KERNEL(binary_cross_entropy_row)(nn_size columns, const T *z, const T *y) {
  double cost = 0;
  for (nn_size i = 0; i < columns; i += 8) {
    doubles c = KERNEL(binary_cross_entropy_terms)(load_doubles(z + i, 8), load_doubles(y + i, 8));
    for (nn_size j = 0; j < 8 && i + j < columns; j++) cost += c[j];
  }
  return cost;
}

static void KERNEL(binary_cross_entropy)(nn_matrix z, nn_matrix y, double *costs) {
  KERNEL(compute_costs)(z, y, costs, KERNEL(gains_in_functions),
                        KERNEL(binary_cross_entropy_side_by_side),
                        KERNEL(binary_cross_entropy_row));
}

// Derivatives are computed of the padding of rows, too.
static void KERNEL(squared_error_gradient)(nn_matrix a, nn_matrix y, nn_matrix delta) {
  const T *outputs = a.elements, *targets = y.elements;
  for (nn_size i = 0; i < a.rows * a.stride; i += LANES)
    store((T *)delta.elements + i, (load(outputs + i) - load(targets + i)) * (T)2);
}

static void KERNEL(difference)(nn_matrix a, nn_matrix y, nn_matrix delta) {
  const T *outputs = a.elements, *targets = y.elements;
  for (nn_size i = 0; i < a.rows * a.stride; i += LANES)
    store((T *)delta.elements + i, load(outputs + i) - load(targets + i));
}

// sum_i weights[i] y_i of eight samples.
INLINE doubles KERNEL(mean_weights)(nn_matrix y, const double *weights, nn_size s) {
  EIGHT targets[NEURONS_AT_A_TIME];
  doubles sum = {0};
  for (nn_size start = 0; start < y.columns; start += NEURONS_AT_A_TIME) {
    KERNEL(load_samples)(y, s, start, targets);
    for (nn_size i = 0; i < KERNEL(neurons_from)(y, start); i++)
      sum = multiply_add(broadcast(weights[start + i]), widen(targets[i]), sum);
  }
  return sum;
}

INLINE double KERNEL(mean_weight)(nn_size columns, const double *weights, const T *target) {
  if (columns == 1) {
    double t = (double)target[0];
    return multiply_add(weights[1], t, weights[0] * (1 - t));
  }
  double sum = 0;
  for (nn_size i = 0; i < columns; i++) sum = multiply_add(weights[i], (double)target[i], sum);
  return sum;
}

// Multiplies the cost of sample s, and its derivatives.
INLINE void KERNEL(weigh_sample)(double weight, double *costs, nn_matrix delta, nn_size s) {
  T *d = KERNEL(row)(delta, s);
  costs[s] *= weight;
  for (nn_size i = 0; i < delta.columns; i++) d[i] *= (T)weight;
}

static void KERNEL(weigh_samples)(nn_matrix y, const double *weights, double *costs,
                                  nn_matrix delta) {
  nn_size s = 0;
  for (; KERNEL(gains_in_sums)(KERNEL(samples_from)(y, s), y.columns); s += SAMPLES_SIDE_BY_SIDE) {
    const doubles means = KERNEL(mean_weights)(y, weights, s);
    for (nn_size r = 0; r < SAMPLES_SIDE_BY_SIDE; r++)
      KERNEL(weigh_sample)(means[r], costs, delta, s + r);
  }
  for (; s < y.rows; s++)
    KERNEL(weigh_sample)(KERNEL(mean_weight)(y.columns, weights, KERNEL(row)(y, s)), costs, delta,
                         s);
}

static void KERNEL(add_errors)(nn_size count, const double *restrict a, const double *restrict y,
                               double *restrict absolute, double *restrict squared) {
  for (nn_size i = 0; i < count; i++) {
    double error = a[i] - y[i];
    absolute[i] += __builtin_fabs(error);
    squared[i] = multiply_add(error, error, squared[i]);
  }
}

#undef SAMPLES_SIDE_BY_SIDE
#undef NEURONS_AT_A_TIME
