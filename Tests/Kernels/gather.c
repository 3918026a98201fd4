// Conversions from all types of numbers that data sets have.

#include <stdio.h>
#include <stdlib.h>

#include "kernels.h"

typedef struct {
  enum nn_source type;
  const char *name;
} source;

static const source sources[] = {
    {nn_source_uint8, "uint8"},     {nn_source_int8, "int8"},
    {nn_source_uint16, "uint16"},   {nn_source_int16, "int16"},
    {nn_source_uint32, "uint32"},   {nn_source_int32, "int32"},
    {nn_source_uint64, "uint64"},   {nn_source_int64, "int64"},
    {nn_source_float32, "float32"}, {nn_source_float64, "float64"},
};
static const source half = {nn_source_float16, "float16"};

static const double divisors[] = {1, 255, 3, 0.1, 1e-40};

static void gather(const nn_kernels *kernels, enum nn_element element, source s, double divisor) {
  nn_size rows = between(1, 9), columns = between(1, 40), stored = rows + between(0, 3);
  int is_transposed = between(0, 1) == 1;
  // Elements have at most 8 bytes.
  void *table;
  if (s.type == nn_source_float32) table = numbers(nn_float, mixed, stored * columns);
  else if (s.type == nn_source_float64) table = numbers(nn_double, mixed, stored * columns);
  else {
    table = malloc((size_t)(stored * columns * 8));
    if (!table) abort();
    fill_randomly(table, stored * columns * 8);
  }
  // Data have no infinities and NaN.
  for (nn_size i = 0; i < stored * columns && s.type == nn_source_float16; i++)
    if ((((uint16_t *)table)[i] & 0x7c00) == 0x7c00) ((uint16_t *)table)[i] &= 0x83ff;
  nn_size indices[9];
  for (int row = 0; row < 9; row++) indices[row] = between(0, stored - 1);
  nn_size stride = columns + between(0, 3);
  void *out = unwritten(element, rows * stride);
  kernels->gather(
      (nn_table){s.type, table, is_transposed ? 1 : columns, is_transposed ? stored : 1},
      (nn_selection){between(0, 1) ? indices : NULL, stored - rows}, divisor,
      (nn_matrix){rows, columns, stride, 128 / element_size(element), out});
  char title[100];
  snprintf(title, sizeof title, "gather of %td x %td %s divided by %g", rows, columns, s.name,
           divisor);
  print(title, element, out, rows * stride);
  free(table);
  free(out);
}

static void one_hot(const nn_kernels *kernels, enum nn_element element) {
  nn_size rows = between(1, 9), columns = between(1, 40), stored = rows + between(0, 3);
  int32_t classes[12];
  nn_size indices[9];
  for (int row = 0; row < 12; row++) classes[row] = (int32_t)between(0, columns - 1);
  for (int row = 0; row < 9; row++) indices[row] = between(0, stored - 1);
  nn_size stride = columns + between(0, 3);
  void *out = unwritten(element, rows * stride);
  kernels->one_hot(classes, (nn_selection){between(0, 1) ? indices : NULL, stored - rows},
                   (nn_matrix){rows, columns, stride, 128 / element_size(element), out});
  char title[100];
  snprintf(title, sizeof title, "one_hot of %td x %td", rows, columns);
  print(title, element, out, rows * stride);
  free(out);
}

void print_gather(const nn_kernels *kernels, enum nn_element element) {
  restart_numbers("gather");
  for (size_t s = 0; s < sizeof sources / sizeof *sources; s++)
    for (size_t d = 0; d < sizeof divisors / sizeof *divisors; d++)
      for (int i = 0; i < 3; i++) gather(kernels, element, sources[s], divisors[d]);
  for (int i = 0; i < 10; i++) one_hot(kernels, element);
  for (size_t d = 0; d < sizeof divisors / sizeof *divisors; d++)
    for (int i = 0; i < 3; i++) gather(kernels, element, half, divisors[d]);
}
