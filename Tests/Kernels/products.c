// Matrix products of random shapes, dense and with lists.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

typedef struct {
  nn_size rows, inputs, outputs;
} shape;

static nn_size lanes(enum nn_element element) { return 64 / element_size(element); }

static nn_size padded(enum nn_element element, nn_size columns) {
  nn_size step = lanes(element);
  return (columns + step - 1) / step * step;
}

// Where an element of a matrix in panels is.
static nn_size in_panels(enum nn_element element, nn_size rows, nn_size columns, nn_size row,
                         nn_size column) {
  nn_size panel = 2 * lanes(element), first = column / panel * panel;
  nn_size rest = padded(element, columns) - first, width = rest < panel ? rest : panel;
  return first * rows + row * width + column - first;
}

static void *panels(enum nn_element element, enum kind kind, nn_size rows, nn_size columns) {
  nn_size end = padded(element, columns);
  void *matrix = numbers(element, kind, rows * end);
  for (nn_size row = 0; row < rows; row++)
    for (nn_size column = columns; column < end; column++)
      store(element, matrix, in_panels(element, rows, columns, row, column), 0);
  return matrix;
}

// Rows that are `stride` apart, filled up with 0.
static void *batch(enum nn_element element, enum kind kind, nn_size rows, nn_size columns,
                   nn_size stride) {
  void *matrix = numbers(element, kind, rows * stride);
  for (nn_size row = 0; row < rows; row++)
    for (nn_size column = columns; column < stride; column++)
      store(element, matrix, row * stride + column, 0);
  return matrix;
}

// A multiple of a vector that holds a row.
static nn_size stride(enum nn_element element, nn_size columns) {
  return padded(element, columns) + between(0, 1) * lanes(element);
}

static void print_product(const char *name, enum nn_element element, shape s, enum kind kind,
                          const void *array, nn_size count) {
  char title[100];
  snprintf(title, sizeof title, "%s of %td x %td x %td %s numbers", name, s.rows, s.inputs,
           s.outputs, kind_names[kind]);
  print(title, element, array, count);
}

static void dense(const nn_kernels *kernels, enum nn_element element, shape s, enum kind kind) {
  nn_size lda = stride(element, s.inputs), ldz = stride(element, s.outputs);
  nn_size outputs = padded(element, s.outputs), inputs = padded(element, s.inputs);
  void *a = batch(element, kind, s.rows, s.inputs, lda);
  void *delta = batch(element, kind, s.rows, s.outputs, ldz);
  void *w = panels(element, kind, s.inputs + 1, s.outputs);

  void *z = unwritten(element, s.rows * ldz);
  kernels->forward(s.rows, s.inputs, s.outputs, a, lda, w, z, ldz);
  print_product("forward", element, s, kind, z, s.rows * ldz);
  free(z);

  void *t = unwritten(element, s.outputs * inputs);
  nn_size part = between(0, s.inputs);
  kernels->transpose(s.inputs, s.outputs, part, s.inputs - part, w, t);
  print_product("transpose of some inputs", element, s, kind, t, s.outputs * inputs);
  kernels->transpose(s.inputs, s.outputs, 0, part, w, t);
  print_product("transpose", element, s, kind, t, s.outputs * inputs);

  void *d = unwritten(element, s.rows * lda);
  kernels->backward(s.rows, s.inputs, s.outputs, delta, ldz, t, d, lda);
  print_product("backward", element, s, kind, d, s.rows * lda);
  free(d);
  free(t);

  nn_size rows = s.inputs + 1, first = between(0, rows), count = between(0, rows - first);
  void *g = unwritten(element, rows * outputs);
  kernels->gradient(s.rows, s.inputs, s.outputs, first, count, a, lda, delta, ldz, g);
  print_product("gradient of some inputs", element, s, kind, g, rows * outputs);
  kernels->gradient(s.rows, s.inputs, s.outputs, 0, rows, a, lda, delta, ldz, g);
  print_product("gradient", element, s, kind, g, rows * outputs);
  free(g);
  free(a);
  free(delta);
  free(w);
}

// Bytes of which most are zero, as lists.
static nn_sparse_rows lists(enum nn_element element, enum kind kind, nn_size rows, nn_size width) {
  uint8_t *bytes = malloc((size_t)(rows * width));
  nn_size *starts = malloc((size_t)(rows + 1) * sizeof *starts);
  uint16_t *columns = malloc((size_t)(rows * width) * sizeof *columns);
  uint8_t *codes = malloc((size_t)(rows * width));
  if (!bytes || !starts || !columns || !codes) abort();
  fill_randomly(bytes, rows * width);
  for (nn_size i = 0; i < rows * width; i++)
    if (bytes[i] % 4) bytes[i] = 0;
  starts[0] = 0;
  for (nn_size row = 0; row < rows; row++) {
    const uint8_t *first = bytes + row * width;
    starts[row + 1] =
        starts[row] + nn_list_nonzero(width, first, columns + starts[row], codes + starts[row]);
  }
  free(bytes);
  void *values = numbers(element, kind, 256);
  store(element, values, 0, 0);
  return (nn_sparse_rows){starts, columns, codes, values};
}

static void sparse(const nn_kernels *kernels, enum nn_element element, shape s, enum kind kind) {
  nn_size ldz = stride(element, s.outputs), outputs = padded(element, s.outputs);
  nn_size stored = s.rows + between(0, 5), first = between(0, stored - s.rows);
  nn_sparse_rows rows_of_a = lists(element, kind, stored, s.inputs);
  nn_size *indices = malloc((size_t)s.rows * sizeof *indices);
  if (!indices) abort();
  for (nn_size row = 0; row < s.rows; row++) indices[row] = between(0, stored - 1);
  void *delta = batch(element, kind, s.rows, s.outputs, ldz);
  void *w = panels(element, kind, s.inputs + 1, s.outputs);

  for (int has_indices = 0; has_indices <= 1; has_indices++) {
    const nn_size *chosen = has_indices ? indices : NULL;
    void *z = unwritten(element, s.rows * ldz);
    kernels->sparse_forward(s.rows, s.inputs, s.outputs, &rows_of_a, chosen, first, w, z, ldz);
    print_product("sparse forward", element, s, kind, z, s.rows * ldz);
    free(z);

    nn_size rows = s.inputs + 1, row = between(0, rows), count = between(0, rows - row);
    void *g = unwritten(element, rows * outputs);
    kernels->sparse_gradient(s.rows, s.inputs, s.outputs, row, count, &rows_of_a, chosen, first,
                             delta, ldz, g);
    print_product("sparse gradient of some inputs", element, s, kind, g, rows * outputs);
    kernels->sparse_gradient(s.rows, s.inputs, s.outputs, 0, rows, &rows_of_a, chosen, first,
                             delta, ldz, g);
    print_product("sparse gradient", element, s, kind, g, rows * outputs);
    free(g);
  }
  free((void *)rows_of_a.starts);
  free((void *)rows_of_a.columns);
  free((void *)rows_of_a.codes);
  free((void *)rows_of_a.values);
  free(indices);
  free(delta);
  free(w);
}

void print_products(const nn_kernels *kernels, enum nn_element element) {
  // Chains that are put down and taken up again, many blocks of samples, many slices of lists.
  static const shape long_ones[] = {{3, 4100, 5}, {13, 2049, 1}, {1030, 2, 3}, {65, 1, 40}};
  static const shape long_lists[] = {{3, 2100, 3}, {200, 30, 70}};
  for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++)
    dense(kernels, element, long_ones[i], plain);
  for (size_t i = 0; i < sizeof long_lists / sizeof *long_lists; i++)
    sparse(kernels, element, long_lists[i], plain);
  for (int i = 0; i < 4 * kind_count; i++) {
    shape s = {between(1, 30), between(1, 50), between(1, 70)};
    dense(kernels, element, s, (enum kind)(i % kind_count));
    shape l = {between(1, 80), between(1, 40), between(1, 90)};
    sparse(kernels, element, l, (enum kind)(i % kind_count));
  }
}
