// Elementwise functions, made from the formulas of the list.

#define MAX_OPERANDS 4

// The elements from `start` on, fewer than a vector, computed from copies that fill one.
static void KERNEL(compute_rest)(nn_size operand_count, nn_size start, nn_size count,
                                 const nn_operand *operands, void *out, nn_elementwise *kernel) {
  T copies[MAX_OPERANDS][LANES] = {{0}}, results[LANES];
  nn_operand rest[MAX_OPERANDS];
  size_t size = (size_t)(count - start) * sizeof(T);
  for (nn_size k = 0; k < operand_count; k++) {
    rest[k] = operands[k];
    if (!operands[k].elements) continue;
    memcpy(copies[k], (const T *)operands[k].elements + start, size);
    rest[k].elements = copies[k];
  }
  kernel(LANES, rest, results);
  memcpy((T *)out + start, results, size);
}

#define V VECTOR
#include "map.inc.h"
#undef V
#if LANES == 16
#define V doubles
#include "map.inc.h"
#undef V
#endif

// A formula may leave out some of the operands.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-variable"

// Makes the kernel `name` of a formula; `vectors` declares the operands that it names. For
// `array_count`, `operand_count` and `mixed` see map.inc.h.
#define FUNCTION(name, type, array_count, operand_count, mixed, vectors, formula)                 \
  INLINE type KERNEL(name##_formula)(const type *v) {                                             \
    type vectors;                                                                                 \
    return formula;                                                                               \
  }                                                                                               \
  static void KERNEL(name)(nn_size count, const nn_operand *operands, void *out) {                \
    nn_size whole = count / LANES * LANES;                                                        \
    map(array_count, operand_count, mixed, whole, operands, (T *)out, KERNEL(name##_formula));    \
    if (whole < count)                                                                            \
      KERNEL(compute_rest)(operand_count, whole, count, operands, out, KERNEL(name));             \
  }
#define OPERANDS(...) __VA_ARGS__

#define NN_UNARY(name, type, value, derivative_type, derivative)                                  \
  FUNCTION(unary_##name, type, 1, 1, 0, OPERANDS(x = v[0]), value)                                \
  FUNCTION(unary_derivative_##name, derivative_type, 3, 3, 0,                                     \
           OPERANDS(d = v[0], x = v[1], y = v[2]), derivative)
#define NN_PARAMETRIC(name, type, value, derivative_type, derivative)                             \
  FUNCTION(parametric_##name, type, 1, 2, 0, OPERANDS(x = v[0], p = v[1]), value)                 \
  FUNCTION(parametric_derivative_##name, derivative_type, 3, 4, 0,                                \
           OPERANDS(d = v[0], x = v[1], y = v[2], p = v[3]), derivative)
#define NN_BINARY(name, type, value)                                                              \
  FUNCTION(binary_##name, type, 0, 2, 1, OPERANDS(x = v[0], y = v[1]), value)
#define NN_TERNARY(name, type, value)                                                             \
  FUNCTION(ternary_##name, type, 0, 3, 1, OPERANDS(x = v[0], y = v[1], z = v[2]), value)
#define NN_QUATERNARY(name, type, value)                                                          \
  FUNCTION(quaternary_##name, type, 0, 4, 1,                                                      \
           OPERANDS(x = v[0], y = v[1], z = v[2], w = v[3]), value)
#include "elementwise.list.h"

#undef FUNCTION
#undef OPERANDS
#pragma clang diagnostic pop

static nn_elementwise *const KERNEL(unary)[] = {
#define NN_UNARY(name, ...) KERNEL(unary_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(unary_derivative)[] = {
#define NN_UNARY(name, ...) KERNEL(unary_derivative_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(parametric)[] = {
#define NN_PARAMETRIC(name, ...) KERNEL(parametric_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(parametric_derivative)[] = {
#define NN_PARAMETRIC(name, ...) KERNEL(parametric_derivative_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(binary)[] = {
#define NN_BINARY(name, ...) KERNEL(binary_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(ternary)[] = {
#define NN_TERNARY(name, ...) KERNEL(ternary_##name),
#include "elementwise.list.h"
};
static nn_elementwise *const KERNEL(quaternary)[] = {
#define NN_QUATERNARY(name, ...) KERNEL(quaternary_##name),
#include "elementwise.list.h"
};

static void KERNEL(normal_quantile)(nn_size count, const double *p, double *x) {
  for (nn_size i = 0; i < count; i += 8) {
    nn_size n = count - i < 8 ? count - i : 8;
    store(x + i, normal_quantile_doubles(load_doubles(p + i, n)), n);
  }
}

#undef MAX_OPERANDS
