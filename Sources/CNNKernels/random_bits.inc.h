// Random bits at consecutive positions.

static void KERNEL(random_bits)(nn_random random, nn_size first, nn_size count, uint64_t *bits) {
  const ulongs lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  for (nn_size i = 0; i < count; i += 8) {
    ulongs words[4];
    random_blocks(random, lanes + (unsigned long long)(first + i), words);
    const ulongs eight = words[0] | words[1] << 32;
    memcpy(bits + i, &eight, (size_t)(count - i < 8 ? count - i : 8) * sizeof *bits);
  }
}
