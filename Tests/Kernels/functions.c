// Functions of neurons, their derivatives, and updates.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// Numbers of elements with and without a rest behind whole vectors, and many.
static const nn_size counts[] = {1, 7, 8, 15, 16, 17, 33, 700};

typedef void function(nn_size count, const void *in, void *out);
typedef void sloped_function(nn_size count, double slope, const void *in, void *out);

static void print_function(const char *name, enum nn_element element, enum kind kind,
                           const void *array, nn_size count) {
  char title[100];
  snprintf(title, sizeof title, "%s of %td %s numbers", name, count, kind_names[kind]);
  // With what follows, which has to stay as it was.
  print(title, element, array, count + 1);
}

// For each kind and count: in `a` numbers, and in `b` other ones.
#define FOR_ALL(element, call)                                                                    \
  for (int k = 0; k < kind_count; k++) {                                                          \
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {                                 \
      enum kind kind = (enum kind)k;                                                              \
      nn_size count = counts[c];                                                                  \
      void *a = numbers(element, kind, count + 1), *b = numbers(element, kind, count + 1);        \
      call;                                                                                       \
      print_function(name, element, kind, b, count);                                              \
      free(a);                                                                                    \
      free(b);                                                                                    \
    }                                                                                             \
  }

static void plain_function(const char *name, enum nn_element element, function *f) {
  FOR_ALL(element, f(count, a, b))
}

static void with_slope(const char *name, enum nn_element element, sloped_function *f) {
  FOR_ALL(element, f(count, count % 2 ? 0.01 : 3, a, b))
}

static void update(const nn_kernels *kernels, enum nn_element element) {
  const char *name = "sgd";
  FOR_ALL(element, kernels->sgd(count, count % 2 ? 0.3 : 1e-40, 1.0 / 70, a, b))
}

void print_functions(const nn_kernels *kernels, enum nn_element element) {
#define PRINT(name) plain_function(#name, element, kernels->name);
  PRINT(relu)
  PRINT(relu_backward)
  PRINT(sigmoid)
  PRINT(sigmoid_backward)
  PRINT(tanh)
  PRINT(tanh_backward)
  PRINT(softplus)
  PRINT(softplus_backward)
  PRINT(gelu)
  PRINT(gelu_backward)
  PRINT(exp)
  PRINT(log)
  PRINT(erf)
#undef PRINT
  with_slope("leaky_relu", element, kernels->leaky_relu);
  with_slope("leaky_relu_backward", element, kernels->leaky_relu_backward);
  update(kernels, element);

  for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
    nn_size count = counts[c];
    double *p = numbers(nn_double, arguments, count + 1), *x = unwritten(nn_double, count + 1);
    // Probabilities, small ones too.
    for (nn_size i = 0; i < count; i++) {
      double size = p[i] < 0 ? -p[i] : p[i];
      p[i] = i % 2 ? size / 1024 : size / (size + 1);
    }
    kernels->normal_quantile(count, p, x);
    print_function("normal_quantile", nn_double, arguments, x, count);
    free(p);
    free(x);
  }
}
