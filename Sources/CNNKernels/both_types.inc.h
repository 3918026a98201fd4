// All kernels of one instruction set, for float and for double.
//
// SET names the instruction set. Its registers hold the sums of ROWS rows by VECTORS vectors, and
// the operands that are added to them.

#include <string.h>

#pragma STDC FP_CONTRACT OFF
// Vectors are only passed to functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline, overloadable))
#define UNROLLED _Pragma("clang loop unroll(full)")

// The name of a kernel in this instruction set and type, for example forward_avx2_float; also of a
// function or type that differs between them.
#define KERNEL(name) PASTE(name, PASTE(SET, T))
// The same for what does not depend on the type.
#define SETTING(name) PASTE(name, SET)
#define PASTE(a, b) PASTE_EXPANDED(a, b)
#define PASTE_EXPANDED(a, b) a##_##b

#include "vectors.inc.h"
#include "functions.inc.h"
#include "hyperbolic.inc.h"
#include "powers.inc.h"
#include "trigonometry.inc.h"
#include "random.inc.h"
#include "sparse_rows.inc.h"

// What the chains of a product start from: zero, the bias neuron's weights, which are the row
// before that of the first term in the panel, or the results so far.
enum chain_start { from_zero, from_bias, from_results };

#define T float
#define VECTOR floats
#define LANES 16
#include "kernels.inc.h"
#undef T
#undef VECTOR
#undef LANES

#define T double
#define VECTOR doubles
#define LANES 8
#include "kernels.inc.h"
