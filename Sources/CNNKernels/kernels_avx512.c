#include "tables.h"

#if defined(__x86_64__)
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define SET avx512
#define ROWS 12
#define VECTORS 2
#include "both_types.inc.h"
#pragma clang attribute pop
#endif
