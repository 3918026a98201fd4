#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <unistd.h>

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
  }
  return 0;
#else
  return set == nn_baseline;
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

int nn_processor_count(void) {
#if defined(__linux__)
  // Batch systems and containers allow some of those that are online. Swift has no name for this.
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

void nn_share_heap(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}
