#include "tables.h"

#if defined(__x86_64__)
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define SET avx2
#define ROWS 6
#define VECTORS 1
#include "both_types.inc.h"
#pragma clang attribute pop
#endif
