// The names of the elementwise functions, and their number.

#include "CNNKernels.h"

#define NAME(name, ...) #name,
#define COUNT_AND_NAME(kind)                                                                      \
  const nn_size nn_##kind##_count = sizeof kind##_names / sizeof *kind##_names;                   \
  const char *nn_##kind##_name(enum nn_##kind function) { return kind##_names[function]; }

static const char *const unary_names[] = {
#define NN_UNARY NAME
#include "elementwise.list.h"
};
COUNT_AND_NAME(unary)

static const char *const parametric_names[] = {
#define NN_PARAMETRIC NAME
#include "elementwise.list.h"
};
COUNT_AND_NAME(parametric)

static const char *const binary_names[] = {
#define NN_BINARY NAME
#include "elementwise.list.h"
};
COUNT_AND_NAME(binary)

static const char *const ternary_names[] = {
#define NN_TERNARY NAME
#include "elementwise.list.h"
};
COUNT_AND_NAME(ternary)

static const char *const quaternary_names[] = {
#define NN_QUATERNARY NAME
#include "elementwise.list.h"
};
COUNT_AND_NAME(quaternary)
