// Vector kernels for fully connected networks: one table of them for each instruction set and type.
//
// The elements of a table's arrays are float or double; a vector is 64 bytes of them.
//
// Every sum has one order, whatever the instruction set:
//   - along neurons one chain from +0, the bias neuron first, one fused multiply-add per step;
//   - along samples such a chain for each 64 consecutive ones, added from left to right.
// A sum of products that is zero is +0, never -0, so terms whose input is zero may be left out; if
// numbers are finite, that is: infinity times 0 is NaN.

#ifndef CNNKERNELS_H
#define CNNKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "ElementwiseFunctions.h"

typedef ptrdiff_t nn_size;

#pragma clang assume_nonnull begin

// The baseline is what every processor of the architecture has: SSE2, or NEON.
enum nn_instruction_set { nn_baseline, nn_avx2, nn_avx512 };
enum nn_element { nn_float, nn_double };
// The types of the numbers in data sets.
enum nn_source {
  nn_source_uint8, nn_source_int8, nn_source_uint16, nn_source_int16, nn_source_uint32,
  nn_source_int32, nn_source_uint64, nn_source_int64, nn_source_float16, nn_source_float32,
  nn_source_float64
};

// An operand of an elementwise function: an array or, if that is NULL, one number for all elements.
typedef struct {
  const void *_Nullable elements;
  double number;
} nn_operand;

// out[i] = f(operands[0][i], operands[1][i], ...); `out` may be one of the operands.
typedef void nn_elementwise(nn_size count, const nn_operand *operands, void *out);

// The kinds of elementwise functions that programs are made of.
enum nn_function_kind {
  nn_unary_function, nn_binary_function, nn_ternary_function, nn_quaternary_function
};

// A step of a program: registers[result] = function(registers[operands[0]], ...).
typedef struct {
  // The kind and the index of the function among those of its kind.
  uint8_t kind, function;
  uint16_t result;
  uint16_t operands[4];
} nn_instruction;

// A formula as steps over registers, which are numbered in this order: numbers, which are the same
// for all elements, then the arrays that it reads, then intermediate results. There are at most 256
// of the last two together. The operand of a unary function is no number.
typedef struct {
  nn_size number_count, input_count, temporary_count;
  nn_size instruction_count;
  const nn_instruction *_Nullable instructions;
  nn_size output_count;
  const uint16_t *outputs;
  // How many of the first outputs are 0 where they would be subnormal in the type of the arrays.
  nn_size flushed_count;
} nn_program;

// A batch: a row for each sample.
//
// Two vectors of columns form a panel. The element in row r and column c is at r * stride + c %
// panel + c / panel * panel_stride, where `panel` is the number of columns of a panel. Where
// panel_stride is that number, too, rows are consecutive in memory; otherwise panels are, one row
// after the other. Only products and those that read a data set take both; other functions take
// rows, and panels as matrices of their own. The stride is a multiple of a vector. Matrices of one
// shape have the same stride.
typedef struct {
  nn_size rows, columns, stride, panel_stride;
  void *_Nullable elements;
} nn_matrix;

// Weights or their gradient: a row for each input, a column for each neuron. Row 0 belongs to the
// bias neuron, whose constant activation 1 is never stored.
//
// Columns are padded to whole vectors; the padding holds 0. Two vectors of columns, or the last one
// alone, form a panel, which is stored row after row before the next one. So the panel that starts
// with column i begins at element i * rows.
typedef struct {
  nn_size rows, columns;
  void *_Nullable elements;
} nn_panels;

// The indices from `start` up to, but not including, `end`.
typedef struct {
  nn_size start, end;
} nn_range;

// The rows that a batch takes from a table: sample s is row indices[s] or, if `indices` is NULL,
// row first + s.
typedef struct {
  const nn_size *_Nullable indices;
  nn_size first;
} nn_selection;

// A table of numbers: the one in row r and column c is element r * row_stride + c * column_stride.
typedef struct {
  enum nn_source type;
  const void *elements;
  nn_size row_stride, column_stride;
} nn_table;

// Rows of bytes most of which are zero, in blocks of one row by four columns, which are called
// quads: only quads that are not zero are stored (block compressed sparse rows with bitmaps).
typedef struct {
  // The number of columns.
  nn_size width;
  // Row r starts at bytes[row_offsets[r]]: for each chunk of 64 columns, the last one perhaps
  // incomplete, 16 bits for its quads, then those quads whose bits are set. The bytes of all rows
  // are followed by 64 others.
  const nn_size *row_offsets;
  const uint8_t *bytes;
  // So many bytes of a row are prefetched, however many it has.
  nn_size usual_size;
} nn_sparse_rows;

// A batch of sparse rows, laid out for products by `expand`.
typedef struct {
  nn_size samples, width;
  // How many inputs are visited at a time: 4, or 1 if inputs that are not zero are scattered.
  nn_size unit;
  // Blocks of 64 samples: a chunk of 64 columns of each sample before the next chunk.
  uint8_t *bytes;
  // For each unit of inputs a bit for each sample of a block, in the order of transposing.
  uint64_t *masks;
  // The numbers that the 256 bytes denote; 0 denotes 0.
  const void *values;
} nn_sparse_batch;

// The bytes of a row that are not zero, and the quads that have such bytes.
typedef struct {
  nn_size bytes, quads;
} nn_nonzero_counts;

// A stream of random words: `seed` is the key of the generator, Philox4x32-10, and `stream` the
// high half of its counters. The low half numbers the blocks of four words.
typedef struct {
  uint64_t seed, stream;
} nn_random;

// What becomes of a gradient g: the sum over the samples of a batch.
typedef struct {
  // The weights of the whole layer. Those of the part are prefetched, unless there are no elements
  // here.
  nn_panels weights;
  // Whether they change, weights += rate (scale g); otherwise g is the result.
  int descends;
  double scale, rate;
} nn_update;

typedef struct {
  // Matrix products. Ranges of columns start with a panel, and end with one or the last column.

  // z[s,i] = w[0,i] + sum_k a[s,k] w[k+1,i] for some columns i
  void (*forward)(nn_matrix a, nn_panels w, nn_range columns, nn_matrix z);
  // d[s,k] = sum_i delta[s,i] w[k+1,i] for some columns k
  void (*backward)(nn_matrix delta, nn_panels w, nn_range columns, nn_matrix d);
  // A part of the gradient g[0,i] = sum_s delta[s,i], g[k+1,i] = sum_s a[s,k] delta[s,i]: some rows
  // and some columns. `part` has these alone. If weights are updated by it, `part` is memory that
  // the sums of several blocks of samples need.
  void (*gradient)(nn_matrix a, nn_matrix delta, nn_range rows, nn_range columns,
                   nn_update update, nn_panels part);

  // Lays out some samples of a batch of sparse rows, the first a multiple of 64.
  void (*expand)(const nn_sparse_rows *rows, nn_selection selection, nn_range samples,
                 nn_sparse_batch batch);
  // Bit i is set if unit units.start + i is not zero in some sample; for up to 64 units.
  uint64_t (*used_units)(nn_sparse_batch a, nn_range units);
  // The products with such a batch. The first sample is a multiple of 64; rows start with 0 or a
  // unit, and end with one or the last row. An update leaves out units that are not used, whose
  // gradient is zero.
  void (*sparse_forward)(nn_sparse_batch a, nn_range samples, nn_panels w, nn_range columns,
                         nn_matrix z);
  void (*sparse_gradient)(nn_sparse_batch a, nn_matrix delta, nn_range rows, nn_range columns,
                          nn_update update, nn_panels part);

  // Elementwise functions, indexed by the enums. The operands of derivatives are delta, x, y and,
  // if there is one, the parameter; `out` is delta.
  nn_elementwise *_Nonnull const *_Nonnull unary;
  nn_elementwise *_Nonnull const *_Nonnull unary_derivative;
  nn_elementwise *_Nonnull const *_Nonnull parametric;
  nn_elementwise *_Nonnull const *_Nonnull parametric_derivative;
  nn_elementwise *_Nonnull const *_Nonnull binary;
  nn_elementwise *_Nonnull const *_Nonnull ternary;
  nn_elementwise *_Nonnull const *_Nonnull quaternary;

  // The outputs of a program for each element of its inputs, computed in double and rounded once.
  // An output may be the memory of an input.
  void (*evaluate)(const nn_program *program, nn_size count, const double *_Nullable numbers,
                   const void *_Nonnull const *_Nullable inputs,
                   void *_Nonnull const *_Nonnull outputs);
  // sums[s] = sum_i of a program's only output at [s,i], in double, from the first column to the
  // last; the inputs are matrices of the given shape.
  void (*evaluate_rows)(const nn_program *program, nn_matrix shape,
                        const double *_Nullable numbers,
                        const void *_Nonnull const *_Nullable inputs, double *sums);

  // The inverse of the normal distribution's cumulative function (Wichura's AS 241), in double.
  void (*normal_quantile)(nn_size count, const double *p, double *x);

  // Functions of rows.

  // a[s,i] = exp(z[s,i]) / sum_j exp(z[s,j]), the maximum subtracted first
  void (*softmax)(nn_matrix z, nn_matrix a);
  // delta[s,i] = a[s,i] (delta[s,i] - sum_j delta[s,j] a[s,j])
  void (*softmax_derivative)(nn_matrix a, nn_matrix delta);
  // sums[s] = sum_i x[s,i], in double, from the first column to the last
  void (*row_sums)(nn_matrix x, double *sums);
  // x[s,i] = 0 for the elements that rows are padded with
  void (*clear_padding)(nn_matrix x);

  // Random numbers.

  // bits[i] = words 0 (the low half) and 1 of block first + i
  void (*random_bits)(nn_random random, nn_size first, nn_size count, uint64_t *bits);
  // factors[s,i] = 0 if word i % 4 of block first + s * step + i / 4 is below the threshold,
  // `scale` otherwise
  void (*dropout)(nn_random random, nn_size first, nn_size step, uint32_t threshold, double scale,
                  nn_matrix factors);

  // Costs of samples, and their derivatives, which are also computed of the padding.
  void (*squared_error)(nn_matrix a, nn_matrix y, double *costs);
  void (*cross_entropy)(nn_matrix z, nn_matrix y, double *costs);
  void (*binary_cross_entropy)(nn_matrix z, nn_matrix y, double *costs);
  void (*squared_error_gradient)(nn_matrix a, nn_matrix y, nn_matrix delta);
  void (*difference)(nn_matrix a, nn_matrix y, nn_matrix delta);
  // Multiplies the cost of each sample, and its derivatives, by the mean of the classes' weights by
  // its targets: sum_i weights[i] y[s,i], or weights[0] (1 - y[s,0]) + weights[1] y[s,0] if there
  // is a single column. It is computed in double, and rounded to the derivatives' type.
  void (*weigh_samples)(nn_matrix y, const double *weights, double *costs, nn_matrix delta);
  // Adds the errors of a sample, e[i] = a[i] - y[i], to the sums of each neuron, in double:
  // absolute[i] += |e[i]|, and squared[i] += e[i]^2 as one fused multiply-add.
  void (*add_errors)(nn_size count, const double *a, const double *y, double *absolute,
                     double *squared);

  // Rows of a data set.

  // out[s,i] = row(s)[i] / divisor, in panels or in rows
  void (*gather)(nn_table table, nn_selection selection, double divisor, nn_matrix out);
  // out[s,i] = 1 for i = classes[row(s)], which must be a column, 0 elsewhere
  void (*one_hot)(const int32_t *classes, nn_selection selection, nn_matrix out);

  // For benchmarks: in each round as many independent fused multiply-adds, without memory, as the
  // processor can do at a time. Returns their number. `values` are three vectors, of which the last
  // receives a sum.
  nn_size (*multiply_add)(nn_size rounds, void *values);
} nn_kernels;

// How many functions there are of each kind, and their names.
extern const nn_size nn_unary_count, nn_parametric_count, nn_binary_count, nn_ternary_count,
    nn_quaternary_count;
const char *nn_unary_name(enum nn_unary function);
const char *nn_parametric_name(enum nn_parametric function);
const char *nn_binary_name(enum nn_binary function);
const char *nn_ternary_name(enum nn_ternary function);
const char *nn_quaternary_name(enum nn_quaternary function);

// Whether the kernels exist and this CPU has the instructions.
int nn_is_supported(enum nn_instruction_set set);

// The kernels of a supported instruction set.
const nn_kernels *nn_kernels_for(enum nn_instruction_set set, enum nn_element element);

// Counts what is not zero in a row.
nn_nonzero_counts nn_count_nonzero(nn_size width, const uint8_t *row);

// The bytes that a sparse row takes.
nn_size nn_sparse_row_size(nn_size width, nn_size quads);

// Stores a row as a sparse row. Stops when no more than `room` bytes are left: the row may be a
// mapped file's, which others can change after it was counted. Returns the number of bytes.
nn_size nn_store_sparse_row(nn_size width, const uint8_t *row, nn_size room, uint8_t *out);

// The bytes of a sparse row, zeros included.
void nn_expand_sparse_row(nn_size width, const uint8_t *stored, uint8_t *row);

// The number of bytes and of 64-bit words of a batch that `expand` lays out.
nn_size nn_expanded_bytes(nn_size samples, nn_size width);
nn_size nn_expanded_masks(nn_size samples, nn_size width, nn_size unit);

// Tells the processor that a loop waits for another thread.
static inline void nn_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// The number of processors that this process may use.
int nn_processor_count(void);

// Lets all threads allocate from one heap. By default, glibc reserves up to 64 MB of addresses for
// the heap of a thread, which may be all that a limit leaves.
void nn_share_heap(void);

#pragma clang assume_nonnull end

#endif
