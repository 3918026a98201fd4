// Random words, the same as those of `Philox` in Swift: Philox4x32-10 (Salmon, Moraes, Dror, Shaw:
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011).

typedef unsigned eight_uints __attribute__((vector_size(32)));

// The words of eight blocks in the low halves of 64 bits: words[w] has word w of each block. `low`
// has the low halves of the blocks' counters.
INLINE void random_blocks(nn_random random, ulongs low, ulongs words[4]) {
  const ulongs half = (ulongs){0} + 0xffffffff;
  ulongs x = low & half, y = low >> 32;
  ulongs z = (ulongs){0} + (random.stream & 0xffffffff), w = (ulongs){0} + (random.stream >> 32);
  uint32_t key[2] = {(uint32_t)random.seed, (uint32_t)(random.seed >> 32)};
  UNROLLED for (int round = 0; round < 10; round++) {
    ulongs first = x * 0xd2511f53, second = z * 0xcd9e8d57;
    x = (second >> 32) ^ y ^ key[0];
    y = second & half;
    z = (first >> 32) ^ w ^ key[1];
    w = first & half;
    key[0] += 0x9e3779b9;
    key[1] += 0xbb67ae85;
  }
  words[0] = x, words[1] = y, words[2] = z, words[3] = w;
}

// The words of eight blocks, those of the first block first.
INLINE void random_words(nn_random random, ulongs low, uint32_t words[32]) {
  ulongs parts[4];
  random_blocks(random, low, parts);
  eight_uints x8 = __builtin_convertvector(parts[0], eight_uints);
  eight_uints y8 = __builtin_convertvector(parts[1], eight_uints);
  eight_uints z8 = __builtin_convertvector(parts[2], eight_uints);
  eight_uints w8 = __builtin_convertvector(parts[3], eight_uints);
  uints xy = __builtin_shufflevector(x8, y8, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
  uints zw = __builtin_shufflevector(z8, w8, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
  uints start = __builtin_shufflevector(xy, zw, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22,
                                        23);
  uints end = __builtin_shufflevector(xy, zw, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15,
                                      30, 31);
  memcpy(words, &start, sizeof start);
  memcpy(words + 16, &end, sizeof end);
}

// `scale` where a word is at least the threshold, 0 elsewhere.
INLINE floats scale_where_at_least(uint32_t threshold, const uint32_t *words, float scale) {
  uints v;
  memcpy(&v, words, sizeof v);
  return select((ints)(v >= threshold), scale, (floats){0});
}
INLINE doubles scale_where_at_least(uint32_t threshold, const uint32_t *words, double scale) {
  eight_uints v;
  memcpy(&v, words, sizeof v);
  ulongs wide = __builtin_convertvector(v, ulongs);
  return select((longs)(wide >= (unsigned long long)threshold), scale, (doubles){0});
}
