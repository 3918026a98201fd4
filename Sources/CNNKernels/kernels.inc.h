// All kernels of one instruction set and type, and the table of them.

// The columns of a panel.
#define PANEL (2 * LANES)

// An element of a matrix, in panels or in rows.
INLINE T *KERNEL(element)(nn_matrix matrix, nn_size row, nn_size column) {
  return (T *)matrix.elements + column / PANEL * matrix.panel_stride + row * matrix.stride +
         column % PANEL;
}

// A row of a matrix whose rows are consecutive in memory.
INLINE T *KERNEL(row)(nn_matrix matrix, nn_size row) {
  return (T *)matrix.elements + row * matrix.stride;
}

#include "products.inc.h"
#include "sparse.inc.h"
#include "elementwise.inc.h"
#include "programs.inc.h"
#include "rows.inc.h"
#include "dropout.inc.h"
#include "losses.inc.h"
#include "gather.inc.h"
#include "peak.inc.h"

#define ENTRY(name) .name = KERNEL(name)

const nn_kernels KERNEL(nn) = {
    ENTRY(forward),
    ENTRY(backward),
    ENTRY(gradient),
    .expand = SETTING(expand),
    .used_units = SETTING(used_units),
    ENTRY(sparse_forward),
    ENTRY(sparse_gradient),
    ENTRY(unary),
    ENTRY(unary_derivative),
    ENTRY(parametric),
    ENTRY(parametric_derivative),
    ENTRY(binary),
    ENTRY(ternary),
    ENTRY(quaternary),
    ENTRY(evaluate),
    ENTRY(evaluate_rows),
    ENTRY(normal_quantile),
    ENTRY(softmax),
    ENTRY(softmax_derivative),
    ENTRY(row_sums),
    ENTRY(dropout),
    ENTRY(squared_error),
    ENTRY(cross_entropy),
    ENTRY(binary_cross_entropy),
    ENTRY(squared_error_gradient),
    ENTRY(difference),
    ENTRY(weigh_samples),
    ENTRY(add_errors),
    ENTRY(gather),
    ENTRY(one_hot),
    ENTRY(multiply_add),
};

#undef ENTRY
#undef PANEL
