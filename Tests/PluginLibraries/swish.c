// An activation with a parameter: swish, z sigmoid(beta z).
//
//     cc -O2 -ffp-contract=off -shared -fPIC -o libswish.so swish.c
#include <stdlib.h>

#include "nnrun_plugin.h"

static const nnrun_host *nn;

// What `create` makes of the settings is the `self` of all other functions, which only read it:
// several threads call them at once.
typedef struct {
  double beta;
} swish;

static int create(nnrun_call *call, void **self) {
  swish *made = malloc(sizeof(swish));
  if (!made) return nn->fail(call, NULL, "needs more memory than there is");
  made->beta = nn->number(call, "beta");
  *self = made;
  return 0;
}

// The same functions for double and for float. exp of the C library has other bits on other
// machines; that of `compute` has not, and is faster, as it computes several numbers at once.
// `a` takes intermediate results. Where there is no such array, a block on the stack does, which
// has a fixed size, because rows can be long.
#define BLOCK 256
#define SWISH(T, suffix)                                                                          \
  static void forward_##suffix(const void *self, size_t count, const T *z, T *a) {                \
    T beta = (T)((const swish *)self)->beta;                                                      \
    for (size_t i = 0; i < count; i++) a[i] = beta * z[i];                                        \
    nn->compute_##suffix(NNRUN_SIGMOID, count, a, a);                                             \
    for (size_t i = 0; i < count; i++) a[i] *= z[i];                                              \
  }                                                                                               \
                                                                                                  \
  /* With s = sigmoid(beta z), the derivative of z s is s + beta z s (1 - s). */                  \
  static void backward_##suffix(const void *self, size_t count, const T *z, const T *a,           \
                                T *delta) {                                                       \
    T beta = (T)((const swish *)self)->beta, s[BLOCK];                                            \
    for (size_t start = 0; start < count; start += BLOCK) {                                       \
      size_t size = count - start < BLOCK ? count - start : BLOCK;                                \
      for (size_t i = 0; i < size; i++) s[i] = beta * z[start + i];                               \
      nn->compute_##suffix(NNRUN_SIGMOID, size, s, s);                                            \
      for (size_t i = 0; i < size; i++)                                                           \
        delta[start + i] *= s[i] + beta * a[start + i] * (1 - s[i]);                              \
    }                                                                                             \
  }

SWISH(double, f64)
SWISH(float, f32)

static const nnrun_parameter parameters[] = {
  {.name = "beta", .type = NNRUN_NUMBER, .summary = "1 is silu; for large ones it is nearly relu",
   .default_value = "1", .range = "(0, inf)"},
};

static const nnrun_activation activations[] = {
  {
    .about = {
      .name = "beta_swish",
      .summary = "z * sigmoid(beta * z)",
      .formula = "z * sigmoid(beta * z)",
      .derivative = "s + beta * a * (1 - s), s = sigmoid(beta * z)",
      .source = "Ramachandran, Zoph, Le 2017, arXiv:1710.05941",
      .parameters = parameters,
      .parameter_count = sizeof parameters / sizeof parameters[0],
      .create = create,
      .destroy = free,
    },
    .forward_f64 = forward_f64,
    .backward_f64 = backward_f64,
    .forward_f32 = forward_f32,
    .backward_f32 = backward_f32,
  },
};

static const nnrun_library library = {
  .activations = activations,
  .activation_count = sizeof activations / sizeof activations[0],
};

const nnrun_library *nnrun_plugin_v1(const nnrun_host *host) {
  nn = host;
  return &library;
}
