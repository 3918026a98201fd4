#include "tables.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define SET avx512
#define ROWS 12
#define VECTORS 2
// Loading before expanding: on Zen 4, an expanding load is microcode.
#define EXPAND(mask, quads, out)                                                                  \
  _mm512_storeu_si512(out, _mm512_maskz_expand_epi32(mask, _mm512_loadu_si512(quads)))
#include "both_types.inc.h"
#pragma clang attribute pop
#endif
