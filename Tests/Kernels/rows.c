// Functions of rows: softmax, sums, costs and their derivatives.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// The shape of a batch, and the kind of its numbers.
typedef struct {
  nn_size rows, columns, stride;
  enum kind kind;
} batch;

static nn_matrix matrix(batch b, void *elements) {
  return (nn_matrix){.rows = b.rows, .columns = b.columns, .stride = b.stride, .elements = elements};
}

typedef void row_function(nn_matrix in, nn_matrix out);
typedef void cost_function(nn_matrix a, nn_matrix y, double *costs);
typedef void cost_gradient(nn_matrix a, nn_matrix y, nn_matrix delta);

static void print_batch(const char *name, batch b, enum nn_element element, const void *array,
                        nn_size count) {
  char title[100];
  snprintf(title, sizeof title, "%s of %td x %td %s numbers", name, b.rows, b.columns,
           kind_names[b.kind]);
  print(title, element, array, count);
}

static void row_wise(const char *name, enum nn_element element, batch b, row_function *f) {
  void *in = numbers(element, b.kind, b.rows * b.stride);
  void *out = numbers(element, b.kind, b.rows * b.stride);
  f(matrix(b, in), matrix(b, out));
  print_batch(name, b, element, out, b.rows * b.stride);
  free(in);
  free(out);
}

static void costs_of(const char *name, enum nn_element element, batch b, cost_function *f) {
  void *a = numbers(element, b.kind, b.rows * b.stride);
  void *y = numbers(element, plain, b.rows * b.stride);
  double *costs = unwritten(nn_double, b.rows + 1);
  f(matrix(b, a), matrix(b, y), costs);
  // In both types costs are doubles.
  char title[60];
  snprintf(title, sizeof title, "%s (%s)", name, element == nn_float ? "float" : "double");
  print_batch(title, b, nn_double, costs, b.rows + 1);
  free(a);
  free(y);
  free(costs);
}

static void gradient_of(const char *name, enum nn_element element, batch b, cost_gradient *f) {
  void *a = numbers(element, b.kind, b.rows * b.stride);
  void *y = numbers(element, plain, b.rows * b.stride);
  void *delta = unwritten(element, b.rows * b.stride);
  f(matrix(b, a), matrix(b, y), matrix(b, delta));
  print_batch(name, b, element, delta, b.rows * b.stride);
  free(a);
  free(y);
  free(delta);
}

static void sums_of(enum nn_element element, batch b, const nn_kernels *kernels) {
  void *x = numbers(element, b.kind, b.rows * b.stride);
  double *sums = unwritten(nn_double, b.rows + 1);
  kernels->row_sums(matrix(b, x), sums);
  print_batch(element == nn_float ? "row_sums (float)" : "row_sums (double)", b, nn_double, sums,
              b.rows + 1);
  free(x);
  free(sums);
}

static void errors_of(enum kind kind, nn_size count, const nn_kernels *kernels) {
  double *a = numbers(nn_double, kind, count), *y = numbers(nn_double, plain, count);
  double *absolute = numbers(nn_double, plain, count), *squared = numbers(nn_double, kind, count);
  kernels->add_errors(count, a, y, absolute, squared);
  batch b = {1, count, count, kind};
  print_batch("add_errors, absolute", b, nn_double, absolute, count);
  print_batch("add_errors, squared", b, nn_double, squared, count);
  free(a);
  free(y);
  free(absolute);
  free(squared);
}

static void weighed(enum nn_element element, batch b, const nn_kernels *kernels) {
  nn_size classes = b.columns > 1 ? b.columns : 2;
  void *y = numbers(element, plain, b.rows * b.stride);
  void *delta = numbers(element, b.kind, b.rows * b.stride);
  double *weights = numbers(nn_double, b.kind, classes);
  double *costs = numbers(nn_double, b.kind, b.rows + 1);
  kernels->weigh_samples(matrix(b, y), weights, costs, matrix(b, delta));
  const char *type = element == nn_float ? "float" : "double";
  char title[60];
  snprintf(title, sizeof title, "weigh_samples, costs (%s)", type);
  print_batch(title, b, nn_double, costs, b.rows + 1);
  print_batch("weigh_samples, derivatives", b, element, delta, b.rows * b.stride);
  free(y);
  free(delta);
  free(weights);
  free(costs);
}

static void dropped(enum nn_element element, batch b, const nn_kernels *kernels) {
  nn_random random;
  uint32_t threshold;
  fill_randomly(&random, sizeof random);
  fill_randomly(&threshold, sizeof threshold);
  void *factors = unwritten(element, b.rows * b.stride);
  // Beyond 2^32 blocks, too.
  nn_size first = between(0, 1) ? between(0, 100) : between(0xfffffff0, 0x100000010);
  kernels->dropout(random, first, between(1, 20), threshold, 1.25, matrix(b, factors));
  print_batch("dropout", b, element, factors, b.rows * b.stride);
  free(factors);
}

void print_rows(const nn_kernels *kernels, enum nn_element element) {
  restart_numbers("rows");
  nn_size lanes = 64 / element_size(element);
  for (int i = 0; i < 8 * kind_count; i++) {
    batch b = {between(1, 20), between(1, 40), 0, (enum kind)(i % kind_count)};
    b.stride = (b.columns + lanes - 1) / lanes * lanes;
    row_wise("softmax", element, b, kernels->softmax);
    row_wise("softmax_derivative", element, b, kernels->softmax_derivative);
    costs_of("squared_error", element, b, kernels->squared_error);
    costs_of("cross_entropy", element, b, kernels->cross_entropy);
    costs_of("binary_cross_entropy", element, b, kernels->binary_cross_entropy);
    gradient_of("squared_error_gradient", element, b, kernels->squared_error_gradient);
    gradient_of("difference", element, b, kernels->difference);
    errors_of(b.kind, b.columns, kernels);
    sums_of(element, b, kernels);
  }
  restart_numbers("weights of samples");
  for (int i = 0; i < 4 * kind_count; i++) {
    batch b = {between(1, 20), i < kind_count ? 1 : between(2, 20), 0, (enum kind)(i % kind_count)};
    b.stride = (b.columns + lanes - 1) / lanes * lanes;
    weighed(element, b, kernels);
  }
  restart_numbers("dropout");
  for (int i = 0; i < 30; i++) {
    batch b = {between(1, 5), between(1, 100), 0, plain};
    b.stride = (b.columns + lanes - 1) / lanes * lanes;
    dropped(element, b, kernels);
  }
}
