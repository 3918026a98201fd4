#include "tables.h"

int nn_is_supported(enum nn_instruction_set set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  switch (set) {
  case nn_baseline: return 1;
  case nn_avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case nn_avx512:
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("fma");
  case nn_neon: return 0;
  }
  return 0;
#else
  // NEON is the baseline of 64-bit ARM.
  return set == nn_baseline || set == nn_neon;
#endif
}

const nn_kernels *nn_kernels_for(enum nn_instruction_set set, enum nn_element element) {
#if defined(__x86_64__)
  if (set == nn_avx512) return element == nn_float ? &nn_avx512_float : &nn_avx512_double;
  if (set == nn_avx2) return element == nn_float ? &nn_avx2_float : &nn_avx2_double;
#endif
  (void)set;
  return element == nn_float ? &nn_baseline_float : &nn_baseline_double;
}
