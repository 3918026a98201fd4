// All elementwise functions in the list, and other loops over single elements.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// Numbers of elements with and without a rest after whole vectors, and a large one.
static const nn_size counts[] = {1, 7, 8, 15, 16, 17, 33, 700};

// The function to print, and how many of its operands are always arrays. The others are numbers,
// or, if they are mixed, arrays or numbers.
typedef struct {
  char name[60];
  nn_elementwise *kernel;
  int operand_count, array_count, is_mixed, is_in_place;
} function;

static void print_numbers(const char *name, enum nn_element element, enum kind kind,
                          const void *array, nn_size count) {
  char title[100];
  snprintf(title, sizeof title, "%s of %td %s numbers", name, count, kind_names[kind]);
  // The element after them, which must not change, is printed too.
  print(title, element, array, count + 1);
}

static void print_function(function f, enum nn_element element, enum kind kind, nn_size count) {
  nn_operand operands[4];
  void *arrays[4];
  for (int k = 0; k < f.operand_count; k++) {
    int is_array = k < f.array_count || (f.is_mixed && between(0, 2) > 0);
    double *number = numbers(nn_double, kind, 1);
    arrays[k] = numbers(element, kind, count + 1);
    operands[k] = (nn_operand){is_array ? arrays[k] : NULL, *number};
    free(number);
  }
  void *out = f.is_in_place ? arrays[0] : unwritten(element, count + 1);
  f.kernel(count, operands, out);
  print_numbers(f.name, element, kind, out, count);
  for (int k = 0; k < f.operand_count; k++) free(arrays[k]);
  if (!f.is_in_place) free(out);
}

// Each function has numbers of its own, so that its lines do not depend on the rest of the list.
static void print_all(function f, enum nn_element element) {
  restart_numbers(f.name);
  for (int k = 0; k < elementwise_kind_count; k++)
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
      print_function(f, element, (enum kind)k, counts[c]);
}

static function named(const char *prefix, const char *name, function f) {
  snprintf(f.name, sizeof f.name, "%s%s", prefix, name);
  return f;
}

static void print_list(const nn_kernels *kernels, enum nn_element element) {
  for (nn_size i = 0; i < nn_unary_count; i++) {
    const char *name = nn_unary_name((enum nn_unary)i);
    print_all(named("", name, (function){.kernel = kernels->unary[i], .operand_count = 1,
                                         .array_count = 1}),
              element);
    print_all(named("derivative of ", name,
                    (function){.kernel = kernels->unary_derivative[i], .operand_count = 3,
                               .array_count = 3, .is_in_place = 1}),
              element);
  }
  for (nn_size i = 0; i < nn_parametric_count; i++) {
    const char *name = nn_parametric_name((enum nn_parametric)i);
    print_all(named("", name, (function){.kernel = kernels->parametric[i], .operand_count = 2,
                                         .array_count = 1}),
              element);
    print_all(named("derivative of ", name,
                    (function){.kernel = kernels->parametric_derivative[i], .operand_count = 4,
                               .array_count = 3, .is_in_place = 1}),
              element);
  }
  for (nn_size i = 0; i < nn_binary_count; i++)
    print_all(named("", nn_binary_name((enum nn_binary)i),
                    (function){.kernel = kernels->binary[i], .operand_count = 2, .is_mixed = 1}),
              element);
  for (nn_size i = 0; i < nn_ternary_count; i++)
    print_all(named("", nn_ternary_name((enum nn_ternary)i),
                    (function){.kernel = kernels->ternary[i], .operand_count = 3, .is_mixed = 1}),
              element);
  for (nn_size i = 0; i < nn_quaternary_count; i++)
    print_all(named("", nn_quaternary_name((enum nn_quaternary)i),
                    (function){.kernel = kernels->quaternary[i], .operand_count = 4,
                               .is_mixed = 1}),
              element);
}

static void print_quantiles(const nn_kernels *kernels, nn_size count) {
  double *p = numbers(nn_double, arguments, count + 1), *x = unwritten(nn_double, count + 1);
  // Probabilities, small ones too.
  for (nn_size i = 0; i < count; i++) {
    double size = p[i] < 0 ? -p[i] : p[i];
    p[i] = i % 2 ? size / 1024 : size / (size + 1);
  }
  kernels->normal_quantile(count, p, x);
  print_numbers("normal_quantile", nn_double, arguments, x, count);
  free(p);
  free(x);
}

void print_elementwise(const nn_kernels *kernels, enum nn_element element) {
  print_list(kernels, element);
  restart_numbers("normal_quantile");
  for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) print_quantiles(kernels, counts[c]);
}
