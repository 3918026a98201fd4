// A loop over arrays of T that computes vectors of the type V.

// out[i] = f(operands[0][i], operands[1][i], ...), where f computes a vector from one of each and
// `count` is a multiple of LANES. The first operands are arrays. The others are numbers; if they
// are `mixed`, each may be either.
INLINE void map(nn_size array_count, nn_size operand_count, int mixed, nn_size count,
                const nn_operand *operands, T *out, V (*f)(const V *operands)) {
  V v[MAX_OPERANDS];
  enum { lanes = sizeof v[0] / sizeof v[0][0] };
  // A number becomes an array of one vector. Where it may be mixed with arrays, that is loaded anew
  // for each vector of results.
  T numbers[MAX_OPERANDS][LANES];
  const T *arrays[MAX_OPERANDS];
  nn_size steps[MAX_OPERANDS];
  UNROLLED for (nn_size k = 0; k < operand_count; k++) {
    arrays[k] = operands[k].elements;
    steps[k] = 1;
    if (k >= array_count && !(mixed && arrays[k])) {
      store(numbers[k], broadcast((T)operands[k].number));
      arrays[k] = numbers[k];
      steps[k] = 0;
      v[k] = PASTE(load, V)(arrays[k], lanes);
    }
  }
  for (nn_size i = 0; i < count; i += lanes) {
    UNROLLED for (nn_size k = 0; k < (mixed ? operand_count : array_count); k++)
      v[k] = PASTE(load, V)(arrays[k] + i * steps[k], lanes);
    store(out + i, f(v), lanes);
  }
}
