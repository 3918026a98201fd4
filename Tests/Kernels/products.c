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

// A batch of numbers in panels or, sometimes, in rows; the padding of rows is 0.
static nn_matrix batch(enum nn_element element, enum kind kind, nn_size rows, nn_size columns) {
  nn_size panel = 2 * lanes(element), count = (columns + panel - 1) / panel;
  nn_size end = padded(element, columns);
  int has_rows = columns <= panel || between(0, 1);
  nn_size stride = has_rows ? end + between(0, 1) * lanes(element) : panel;
  nn_size panel_stride = has_rows ? panel : rows * panel + between(0, 3) * lanes(element);
  nn_size size = has_rows ? rows * stride : count * panel_stride;
  nn_matrix matrix = {rows, columns, stride, panel_stride, numbers(element, kind, size)};
  for (nn_size row = 0; row < rows; row++)
    for (nn_size column = columns; column < end; column++)
      store(element, matrix.elements,
            column / panel * panel_stride + row * stride + column % panel, 0);
  return matrix;
}

// Memory for results of the same shape, of which `unwritten` numbers are printed, too.
static nn_matrix results(enum nn_element element, nn_matrix like, nn_size *size) {
  nn_size panel = 2 * lanes(element), count = (like.columns + panel - 1) / panel;
  *size = like.panel_stride == panel ? like.rows * like.stride : count * like.panel_stride;
  like.elements = unwritten(element, *size);
  return like;
}

// Some columns: they start with a panel and end with one, or with the last column.
static nn_range some_columns(enum nn_element element, nn_size columns) {
  nn_size panel = 2 * lanes(element), count = (columns + panel - 1) / panel;
  nn_size first = between(0, count - 1), last = between(first + 1, count);
  return (nn_range){first * panel, last * panel < columns ? last * panel : columns};
}

static void print_product(const char *name, enum nn_element element, shape s, enum kind kind,
                          const void *array, nn_size count) {
  char title[100];
  snprintf(title, sizeof title, "%s of %td x %td x %td %s numbers", name, s.rows, s.inputs,
           s.outputs, kind_names[kind]);
  print(title, element, array, count);
}

// Prints some rows and columns of a gradient, and all of it.
static void print_gradient(const char *name, const nn_kernels *kernels, enum nn_element element,
                           shape s, enum kind kind, const nn_sparse_batch *sparse, nn_matrix a,
                           nn_matrix delta, nn_panels w) {
  nn_size unit = sparse ? sparse->unit : 1, units = (s.inputs + unit - 1) / unit;
  nn_size first = between(0, units - 1), last = between(first + 1, units);
  nn_size end = last * unit < s.inputs ? last * unit : s.inputs;
  nn_range some = {first == 0 ? 0 : first * unit + 1, end + 1};
  nn_range rows[] = {some, {0, s.inputs + 1}};
  nn_range columns[] = {some_columns(element, s.outputs), {0, s.outputs}};
  for (int i = 0; i < 2; i++) {
    nn_size count = rows[i].end - rows[i].start, width = columns[i].end - columns[i].start;
    nn_size size = count * padded(element, width);
    nn_panels part = {count, width, unwritten(element, size)};
    if (sparse) kernels->sparse_gradient(*sparse, delta, rows[i], columns[i], part);
    else kernels->gradient(a, delta, rows[i], columns[i], i ? w.elements : NULL, part);
    print_product(name, element, s, kind, part.elements, size);
    free(part.elements);
  }
}

static void dense(const nn_kernels *kernels, enum nn_element element, shape s, enum kind kind) {
  nn_matrix a = batch(element, kind, s.rows, s.inputs);
  nn_matrix delta = batch(element, kind, s.rows, s.outputs);
  nn_panels w = {s.inputs + 1, s.outputs, panels(element, kind, s.inputs + 1, s.outputs)};

  nn_size size;
  nn_matrix z = results(element, delta, &size), d;
  kernels->forward(a, w, some_columns(element, s.outputs), z);
  print_product("forward to some outputs", element, s, kind, z.elements, size);
  kernels->forward(a, w, (nn_range){0, s.outputs}, z);
  print_product("forward", element, s, kind, z.elements, size);
  free(z.elements);

  d = results(element, a, &size);
  kernels->backward(delta, w, some_columns(element, s.inputs), d);
  print_product("backward to some inputs", element, s, kind, d.elements, size);
  kernels->backward(delta, w, (nn_range){0, s.inputs}, d);
  print_product("backward", element, s, kind, d.elements, size);
  free(d.elements);

  print_gradient("gradient", kernels, element, s, kind, NULL, a, delta, w);
  free(a.elements);
  free(delta.elements);
  free(w.elements);
}

// Bytes of which most are zero, as sparse rows.
static nn_sparse_rows sparse_rows(nn_size rows, nn_size width, int is_scattered) {
  nn_size room = rows * nn_sparse_row_size(width, (width + 3) / 4);
  uint8_t *bytes = malloc((size_t)(rows * width)), *stored = calloc((size_t)room + 64, 1);
  nn_size *row_offsets = malloc((size_t)(rows + 1) * sizeof *row_offsets);
  if (!bytes || !stored || !row_offsets) abort();
  fill_randomly(bytes, rows * width);
  for (nn_size i = 0; i < rows * width; i++)
    if (bytes[is_scattered ? i : i / 12 * 12] % 4) bytes[i] = 0;
  row_offsets[0] = 0;
  for (nn_size row = 0; row < rows; row++) {
    nn_size start = row_offsets[row];
    row_offsets[row + 1] =
        start + nn_store_sparse_row(width, bytes + row * width, room - start, stored + start);
  }
  free(bytes);
  return (nn_sparse_rows){width, row_offsets, stored};
}

static void sparse(const nn_kernels *kernels, enum nn_element element, shape s, enum kind kind,
                   nn_size unit) {
  nn_size stored = s.rows + between(0, 5), first = between(0, stored - s.rows);
  nn_sparse_rows rows = sparse_rows(stored, s.inputs, unit == 1);
  nn_size *indices = malloc((size_t)s.rows * sizeof *indices);
  nn_size bytes = nn_expanded_bytes(s.rows, s.inputs);
  nn_size masks = nn_expanded_masks(s.rows, s.inputs, unit) * (nn_size)sizeof(uint64_t);
  void *values = numbers(element, kind, 256);
  store(element, values, 0, 0);
  nn_sparse_batch a = {s.rows, s.inputs, unit, aligned_alloc(64, (size_t)bytes),
                       aligned_alloc(64, (size_t)masks), values};
  if (!indices || !a.bytes || !a.masks) abort();
  for (nn_size row = 0; row < s.rows; row++) indices[row] = between(0, stored - 1);
  nn_matrix delta = batch(element, kind, s.rows, s.outputs);
  nn_panels w = {s.inputs + 1, s.outputs, panels(element, kind, s.inputs + 1, s.outputs)};

  for (int has_indices = 0; has_indices <= 1; has_indices++) {
    memset(a.bytes, 0, (size_t)bytes);
    memset(a.masks, 0, (size_t)masks);
    nn_selection selection = {has_indices ? indices : NULL, first};
    kernels->expand(&rows, selection, (nn_range){0, s.rows}, a);
    print_product("expanded bytes", element, s, kind, a.bytes, bytes / element_size(element));
    print_product("masks", element, s, kind, a.masks, masks / element_size(element));
    nn_size units = (s.inputs + unit - 1) / unit;
    uint64_t used[2] = {kernels->used_units(a, (nn_range){0, units < 64 ? units : 64}), 0};
    print_product("used units", element, s, kind, used, (nn_size)sizeof used / element_size(element));

    nn_size size;
    nn_matrix z = results(element, delta, &size);
    nn_range block = {0, s.rows < 64 ? s.rows : 64};
    kernels->sparse_forward(a, block, w, some_columns(element, s.outputs), z);
    print_product("sparse forward of some samples", element, s, kind, z.elements, size);
    kernels->sparse_forward(a, (nn_range){0, s.rows}, w, (nn_range){0, s.outputs}, z);
    print_product("sparse forward", element, s, kind, z.elements, size);
    free(z.elements);
    print_gradient("sparse gradient", kernels, element, s, kind, &a, (nn_matrix){0}, delta, w);
  }
  free((void *)rows.row_offsets);
  free((void *)rows.bytes);
  free((void *)a.values);
  free(a.bytes);
  free(a.masks);
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
    sparse(kernels, element, long_rows[i], plain, i % 2 ? 1 : 4);
  for (int i = 0; i < 4 * kind_count; i++) {
    shape s = {between(1, 30), between(1, 50), between(1, 70)};
    dense(kernels, element, s, (enum kind)(i % kind_count));
    shape l = {between(1, 80), between(1, 40), between(1, 90)};
    sparse(kernels, element, l, (enum kind)(i % kind_count), i / kind_count % 2 ? 1 : 4);
  }
}
