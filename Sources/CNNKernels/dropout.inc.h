// The factors of dropout. Each block of random words serves four neurons.

static void KERNEL(dropout)(nn_random random, nn_size first, nn_size step, uint32_t threshold,
                            double scale, nn_matrix factors) {
  const ulongs lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  for (nn_size s = 0; s < factors.rows; s++) {
    T *out = KERNEL(row)(factors, s);
    for (nn_size i = 0; i < factors.columns; i += 32) {
      uint32_t words[32];
      random_words(random, lanes + (unsigned long long)(first + s * step + i / 4), words);
      for (nn_size j = 0; j < 32 && i + j < factors.columns; j += LANES)
        store(out + i + j, scale_where_at_least(threshold, words + j, (T)scale));
    }
  }
}
