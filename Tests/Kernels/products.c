// Matrix products of random shapes, with dense and with sparse inputs.

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

// The index of an element of a matrix in panels.
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

// Rows that are `stride` apart, padded with 0.
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
  nn_matrix a = {s.rows, s.inputs, lda, batch(element, kind, s.rows, s.inputs, lda)};
  nn_matrix delta = {s.rows, s.outputs, ldz, batch(element, kind, s.rows, s.outputs, ldz)};
  nn_panels w = {s.inputs + 1, s.outputs, panels(element, kind, s.inputs + 1, s.outputs)};

  nn_matrix z = {s.rows, s.outputs, ldz, unwritten(element, s.rows * ldz)};
  kernels->forward(a, w, z);
  print_product("forward", element, s, kind, z.elements, s.rows * ldz);
  free(z.elements);

  nn_panels t = {s.outputs, s.inputs, unwritten(element, s.outputs * inputs)};
  nn_size part = between(0, s.inputs);
  kernels->transpose(w, (nn_range){part, s.inputs}, t);
  print_product("transpose of some inputs", element, s, kind, t.elements, s.outputs * inputs);
  kernels->transpose(w, (nn_range){0, part}, t);
  print_product("transpose", element, s, kind, t.elements, s.outputs * inputs);

  nn_matrix d = {s.rows, s.inputs, lda, unwritten(element, s.rows * lda)};
  kernels->backward(delta, t, d);
  print_product("backward", element, s, kind, d.elements, s.rows * lda);
  free(d.elements);
  free(t.elements);

  nn_size rows = s.inputs + 1, first = between(0, rows), count = between(0, rows - first);
  nn_panels g = {rows, s.outputs, unwritten(element, rows * outputs)};
  kernels->gradient(a, delta, g, (nn_range){first, first + count});
  print_product("gradient of some inputs", element, s, kind, g.elements, rows * outputs);
  kernels->gradient(a, delta, g, (nn_range){0, rows});
  print_product("gradient", element, s, kind, g.elements, rows * outputs);
  free(g.elements);
  free(a.elements);
  free(delta.elements);
  free(w.elements);
}

// Bytes of which most are zero, as sparse rows.
static nn_sparse_rows sparse_rows(enum nn_element element, enum kind kind, nn_size rows,
                                  nn_size width) {
  uint8_t *bytes = malloc((size_t)(rows * width));
  nn_size *row_offsets = malloc((size_t)(rows + 1) * sizeof *row_offsets);
  uint16_t *columns = malloc((size_t)(rows * width) * sizeof *columns);
  uint8_t *value_indices = malloc((size_t)(rows * width));
  if (!bytes || !row_offsets || !columns || !value_indices) abort();
  fill_randomly(bytes, rows * width);
  for (nn_size i = 0; i < rows * width; i++)
    if (bytes[i] % 4) bytes[i] = 0;
  row_offsets[0] = 0;
  for (nn_size row = 0; row < rows; row++) {
    nn_size start = row_offsets[row];
    row_offsets[row + 1] = start + nn_list_nonzero(width, bytes + row * width, width, columns + start,
                                                   value_indices + start);
  }
  free(bytes);
  void *values = numbers(element, kind, 256);
  store(element, values, 0, 0);
  return (nn_sparse_rows){row_offsets, columns, value_indices, values};
}

static void sparse(const nn_kernels *kernels, enum nn_element element, shape s, enum kind kind) {
  nn_size ldz = stride(element, s.outputs), outputs = padded(element, s.outputs);
  nn_size stored = s.rows + between(0, 5), first = between(0, stored - s.rows);
  nn_sparse_rows a = sparse_rows(element, kind, stored, s.inputs);
  nn_size *indices = malloc((size_t)s.rows * sizeof *indices);
  if (!indices) abort();
  for (nn_size row = 0; row < s.rows; row++) indices[row] = between(0, stored - 1);
  nn_matrix delta = {s.rows, s.outputs, ldz, batch(element, kind, s.rows, s.outputs, ldz)};
  nn_panels w = {s.inputs + 1, s.outputs, panels(element, kind, s.inputs + 1, s.outputs)};

  for (int has_indices = 0; has_indices <= 1; has_indices++) {
    nn_selection selection = {has_indices ? indices : NULL, first};
    nn_matrix z = {s.rows, s.outputs, ldz, unwritten(element, s.rows * ldz)};
    kernels->sparse_forward(&a, selection, w, z);
    print_product("sparse forward", element, s, kind, z.elements, s.rows * ldz);
    free(z.elements);

    nn_size rows = s.inputs + 1, row = between(0, rows), count = between(0, rows - row);
    nn_panels g = {rows, s.outputs, unwritten(element, rows * outputs)};
    kernels->sparse_gradient(&a, selection, delta, g, (nn_range){row, row + count});
    print_product("sparse gradient of some inputs", element, s, kind, g.elements, rows * outputs);
    kernels->sparse_gradient(&a, selection, delta, g, (nn_range){0, rows});
    print_product("sparse gradient", element, s, kind, g.elements, rows * outputs);
    free(g.elements);
  }
  free((void *)a.row_offsets);
  free((void *)a.columns);
  free((void *)a.value_indices);
  free((void *)a.values);
  free(indices);
  free(delta.elements);
  free(w.elements);
}

void print_products(const nn_kernels *kernels, enum nn_element element) {
  restart_numbers("products");
  // Chains that are stored and continued, many blocks of samples, many inputs of sparse rows.
  static const shape long_ones[] = {{3, 4100, 5}, {13, 2049, 1}, {1030, 2, 3}, {65, 1, 40}};
  static const shape long_rows[] = {{3, 2100, 3}, {200, 30, 70}};
  for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++)
    dense(kernels, element, long_ones[i], plain);
  for (size_t i = 0; i < sizeof long_rows / sizeof *long_rows; i++)
    sparse(kernels, element, long_rows[i], plain);
  for (int i = 0; i < 4 * kind_count; i++) {
    shape s = {between(1, 30), between(1, 50), between(1, 70)};
    dense(kernels, element, s, (enum kind)(i % kind_count));
    shape l = {between(1, 80), between(1, 40), between(1, 90)};
    sparse(kernels, element, l, (enum kind)(i % kind_count));
  }
}
