// All kernels of one instruction set, for float and for double.
//
// SET names the instruction set; sums of ROWS rows times VECTORS vectors fit its registers.

#include <string.h>

#pragma STDC FP_CONTRACT OFF
// Vectors are only passed to functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))
#define PASTE2(a, b) a##_##b
#define PASTE(a, b) PASTE2(a, b)
#define PASTE3(a, b, c) PASTE(PASTE(a, b), c)

#include "functions.inc.h"

#define T float
#define LANES 16
#define FMA __builtin_fmaf
#define NAME(x) PASTE(x, float)
#include "vector.inc.h"
#include "products.inc.h"
#include "sparse.inc.h"
#include "elementwise.inc.h"
#include "losses.inc.h"
#include "gather.inc.h"
#include "peak.inc.h"
#include "table.inc.h"
#undef T
#undef LANES
#undef FMA
#undef NAME

#define T double
#define LANES 8
#define FMA __builtin_fma
#define NAME(x) PASTE(x, double)
#include "vector.inc.h"
#include "products.inc.h"
#include "sparse.inc.h"
#include "elementwise.inc.h"
#include "losses.inc.h"
#include "gather.inc.h"
#include "peak.inc.h"
#include "table.inc.h"
