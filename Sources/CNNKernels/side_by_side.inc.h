// Eight samples side by side: a vector has a number of each, in a lane of its own. What goes along
// the neurons of a sample, one after the other, then goes along those of eight samples at a time.

#define SAMPLES_SIDE_BY_SIDE 8
// The neurons of these samples that are held at a time; a multiple of 8.
#define NEURONS_AT_A_TIME 64

// The number of a batch's samples from s on, at most eight.
INLINE nn_size KERNEL(samples_from)(nn_matrix x, nn_size s) {
  return x.rows - s < SAMPLES_SIDE_BY_SIDE ? x.rows - s : SAMPLES_SIDE_BY_SIDE;
}

// The number of neurons from `start` on, at most NEURONS_AT_A_TIME.
INLINE nn_size KERNEL(neurons_from)(nn_matrix x, nn_size start) {
  return x.columns - start < NEURONS_AT_A_TIME ? x.columns - start : NEURONS_AT_A_TIME;
}

// columns[i] = x[s..s+7, start + i], also of what follows the last neuron up to a multiple of 8.
// Where a batch ends before, its last sample takes the place of those that are missing.
INLINE void KERNEL(load_samples)(nn_matrix x, nn_size s, nn_size start, EIGHT *columns) {
  nn_size last = KERNEL(samples_from)(x, s) - 1, count = KERNEL(neurons_from)(x, start);
  const T *first = KERNEL(row)(x, s) + start;
  for (nn_size i = 0; i < count; i += 8) {
    UNROLLED for (nn_size r = 0; r < SAMPLES_SIDE_BY_SIDE; r++)
      columns[i + r] = load_eight(first + (r < last ? r : last) * x.stride + i);
    transpose(columns + i);
  }
}

// The reverse.
INLINE void KERNEL(store_samples)(EIGHT *columns, nn_matrix x, nn_size s, nn_size start) {
  nn_size samples = KERNEL(samples_from)(x, s), count = KERNEL(neurons_from)(x, start);
  T *first = KERNEL(row)(x, s) + start;
  for (nn_size i = 0; i < count; i += 8) {
    transpose(columns + i);
    for (nn_size r = 0; r < samples; r++)
      memcpy(first + r * x.stride + i, columns + i + r, sizeof *columns);
  }
}

// Whether exponentials are computed in less time side by side than along each sample, eight neurons
// at a time: those of eight samples are, those of fewer if that takes fewer vectors.
INLINE int KERNEL(gains_in_functions)(nn_size samples, nn_size columns) {
  return samples == SAMPLES_SIDE_BY_SIDE || columns < samples * ((columns + 7) / 8);
}

// Whether sums are: those along few neurons take less time than to transpose what they add.
INLINE int KERNEL(gains_in_sums)(nn_size samples, nn_size columns) {
  return samples == SAMPLES_SIDE_BY_SIDE && columns >= 24;
}

// costs[s] = a function of samples s of two batches, computed by `eight` for eight samples side by
// side as long as that gains time, and by `one` for each of the rest.
INLINE void KERNEL(compute_costs)(nn_matrix a, nn_matrix y, double *costs,
                                  int (*gains)(nn_size samples, nn_size columns),
                                  doubles (*eight)(nn_matrix a, nn_matrix y, nn_size s),
                                  double (*one)(nn_size columns, const T *a, const T *y)) {
  nn_size s = 0;
  for (; s < a.rows && gains(KERNEL(samples_from)(a, s), a.columns); s += SAMPLES_SIDE_BY_SIDE)
    store(costs + s, eight(a, y, s), KERNEL(samples_from)(a, s));
  for (; s < a.rows; s++) costs[s] = one(a.columns, KERNEL(row)(a, s), KERNEL(row)(y, s));
}
