// What the processor can do at best, for benchmarks to compare with.

static nn_size PASTE3(multiply_add, SET, T)(nn_size rounds, void *values_) {
  T *values = values_;
  NAME(vector) sum[ROWS * VECTORS], factor = NAME(load)(values), term = NAME(load)(values + LANES);
  UNROLLED for (int i = 0; i < ROWS * VECTORS; i++) sum[i] = term;
  for (nn_size round = 0; round < rounds; round++)
    UNROLLED for (int i = 0; i < ROWS * VECTORS; i++)
      sum[i] = __builtin_elementwise_fma(sum[i], factor, term);
  for (int i = 1; i < ROWS * VECTORS; i++) sum[0] += sum[i];
  NAME(store)(values + 2 * LANES, sum[0]);
  return rounds * ROWS * VECTORS * LANES;
}
