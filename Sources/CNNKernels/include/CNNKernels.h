// Vector kernels for fully connected networks, one table of them for each instruction set and type.
//
// Elements are float or double, as the table was asked for; a vector is 64 bytes of them.
//
// Batches are matrices with a row for each sample; `ld...` is the distance between rows, a multiple
// of a vector. Weights have a row for each input and a column for each neuron; row 0 belongs to the
// bias neuron, whose constant activation 1 is never stored. They are kept in panels: columns are
// filled up to whole vectors, and two vectors of columns, or the last one alone, form a panel, which
// is stored row after row before the next one. So the panel of columns from i on begins at element
// i * rows. What is filled up holds 0 in weights and gradients.
//
// Every sum has one order, whatever the instruction set:
//   - along neurons one chain from +0, the bias neuron first, a fused multiply-add per step;
//   - along samples such a chain for each 64 consecutive ones, added from left to right.
// Sums of products that vanish are +0, never -0; so terms whose input is zero may be left out.

#ifndef CNNKERNELS_H
#define CNNKERNELS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// The baseline is what every processor of the architecture has: SSE2, or NEON.
enum nn_instruction_set { nn_baseline, nn_avx2, nn_avx512 };
enum nn_element { nn_float, nn_double };
// The types of numbers that data sets have.
enum nn_source {
  nn_source_uint8, nn_source_int8, nn_source_uint16, nn_source_int16, nn_source_uint32,
  nn_source_int32, nn_source_uint64, nn_source_int64, nn_source_float32, nn_source_float64
};

typedef ptrdiff_t nn_size;

// Rows of numbers of which most are zero: for each row a list of the others.
typedef struct {
  // Where the list of each row begins, and where the last one ends.
  const nn_size *starts;
  // The columns of the numbers, ascending in each list.
  const uint16_t *columns;
  // What the numbers are: indices of `values`.
  const uint8_t *codes;
  // 256 elements.
  const void *values;
} nn_sparse_rows;

typedef struct {
  // z[s,i] = w[0,i] + sum_k a[s,k] w[k+1,i]
  void (*forward)(nn_size rows, nn_size inputs, nn_size outputs, const void *a, nn_size lda,
                  const void *w, void *z, nn_size ldz);
  // d[s,k] = sum_i delta[s,i] t[i,k], t from `transpose`
  void (*backward)(nn_size rows, nn_size inputs, nn_size outputs, const void *delta, nn_size ldd,
                   const void *t, void *d, nn_size ldo);
  // t[i,k] = w[k+1,i] for the inputs k from `first` on, t in panels of inputs
  void (*transpose)(nn_size inputs, nn_size outputs, nn_size first, nn_size count, const void *w,
                    void *t);
  // g[0,i] = sum_s delta[s,i], g[k+1,i] = sum_s a[s,k] delta[s,i]; only the given rows of g
  void (*gradient)(nn_size samples, nn_size inputs, nn_size outputs, nn_size first_row,
                   nn_size row_count, const void *_Nullable a, nn_size lda, const void *delta,
                   nn_size ldd, void *g);
  // The same, for rows of `lists`: those with the given indices or without indices from `first` on.
  void (*sparse_forward)(nn_size rows, nn_size inputs, nn_size outputs,
                         const nn_sparse_rows *lists, const nn_size *_Nullable indices,
                         nn_size first, const void *w, void *z, nn_size ldz);
  void (*sparse_gradient)(nn_size samples, nn_size inputs, nn_size outputs, nn_size first_row,
                          nn_size row_count, const nn_sparse_rows *lists,
                          const nn_size *_Nullable indices, nn_size first, const void *delta,
                          nn_size ldd, void *g);

  // Functions of neurons and their derivatives, which delta is multiplied by.
  void (*relu)(nn_size count, const void *z, void *a);
  void (*relu_backward)(nn_size count, const void *z, void *delta);
  void (*leaky_relu)(nn_size count, double slope, const void *z, void *a);
  void (*leaky_relu_backward)(nn_size count, double slope, const void *z, void *delta);
  void (*sigmoid)(nn_size count, const void *z, void *a);
  void (*sigmoid_backward)(nn_size count, const void *a, void *delta);
  void (*tanh)(nn_size count, const void *z, void *a);
  void (*tanh_backward)(nn_size count, const void *a, void *delta);
  void (*softplus)(nn_size count, const void *z, void *a);
  void (*softplus_backward)(nn_size count, const void *z, void *delta);
  void (*gelu)(nn_size count, const void *z, void *a);
  void (*gelu_backward)(nn_size count, const void *z, void *delta);
  void (*softmax)(nn_size rows, nn_size columns, nn_size ld, const void *z, void *a);
  void (*softmax_backward)(nn_size rows, nn_size columns, nn_size ld, const void *a,
                           void *delta);

  // Costs of samples, and their derivatives.
  void (*squared_error)(nn_size rows, nn_size columns, nn_size ld, const void *a, const void *y,
                        double *costs);
  void (*cross_entropy)(nn_size rows, nn_size columns, nn_size ld, const void *z, const void *y,
                        double *costs);
  void (*binary_cross_entropy)(nn_size rows, nn_size columns, nn_size ld, const void *z,
                               const void *y, double *costs);
  void (*squared_error_gradient)(nn_size rows, nn_size columns, nn_size ld, const void *a,
                                 const void *y, void *delta);
  void (*difference)(nn_size rows, nn_size columns, nn_size ld, const void *a, const void *y,
                     void *delta);

  // For each neuron the error of a sample: absolute[i] += |a[i] - y[i]|, and squared[i] += its square,
  // one fused multiply-add; in double.
  void (*add_errors)(nn_size count, const double *a, const double *y, double *absolute,
                     double *squared);

  // w += -eta * (g * scale), one fused multiply-add
  void (*sgd)(nn_size count, double eta, double scale, const void *g, void *w);

  // Rows of a data set, those with the given indices or without indices from `first` on.
  // out[s,i] = source[row * row_stride + i * column_stride] / divisor
  void (*gather)(enum nn_source type, nn_size rows, nn_size columns, const void *source,
                 nn_size row_stride, nn_size column_stride, const nn_size *_Nullable indices,
                 nn_size first, double divisor, void *out, nn_size ldo);
  // out[s,i] = 1 for i = classes[row], which must be a column, 0 elsewhere
  void (*one_hot)(nn_size rows, nn_size columns, const int32_t *classes,
                  const nn_size *_Nullable indices, nn_size first, void *out, nn_size ldo);

  // Functions of arrays; errors are below 0.8, 0.9 and 1.2 units in the last place.
  void (*exp)(nn_size count, const void *x, void *y);
  void (*log)(nn_size count, const void *x, void *y);
  void (*erf)(nn_size count, const void *x, void *y);
  // The inverse of the normal distribution's cumulative function (Wichura's AS 241), in double.
  void (*normal_quantile)(nn_size count, const double *p, double *x);

  // Independent fused multiply-adds without memory, as many as the processor can do at a time, in
  // so many rounds; for benchmarks. Returns their number. `values` are three vectors, of which the
  // last receives a sum.
  nn_size (*multiply_add)(nn_size rounds, void *values);
} nn_kernels;

// Whether the kernels exist and this CPU has the instructions.
int nn_is_supported(enum nn_instruction_set set);

// The kernels of a supported instruction set.
const nn_kernels *nn_kernels_for(enum nn_instruction_set set, enum nn_element element);

// The number of bytes of a row that are not zero.
nn_size nn_count_nonzero(nn_size count, const uint8_t *row);

// Lists the bytes of a row that are not zero: their indices, which must be below 65,536, and what
// they are. There must be room for `count` of them. Returns their number.
nn_size nn_list_nonzero(nn_size count, const uint8_t *row, uint16_t *columns, uint8_t *codes);

// Tells the processor that a loop waits for another thread.
static inline void nn_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// The processors that this process may use.
int nn_processor_count(void);

#pragma clang assume_nonnull end

#endif
