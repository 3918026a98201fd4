// What the processor can do at best, for benchmarks to compare with.

static nn_size KERNEL(multiply_add)(nn_size rounds, void *values_) {
  T *values = values_;
  VECTOR sum[ROWS * VECTORS], factor = load(values), term = load(values + LANES);
  UNROLLED for (int i = 0; i < ROWS * VECTORS; i++) sum[i] = term;
  for (nn_size round = 0; round < rounds; round++)
    UNROLLED for (int i = 0; i < ROWS * VECTORS; i++) sum[i] = multiply_add(sum[i], factor, term);
  for (int i = 1; i < ROWS * VECTORS; i++) sum[0] += sum[i];
  store(values + 2 * LANES, sum[0]);
  return rounds * ROWS * VECTORS * LANES;
}
