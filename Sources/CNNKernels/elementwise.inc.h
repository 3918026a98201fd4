// Functions of single neurons, their derivatives, softmax, and the update of weights.

// The rows whose sums run side by side.
#define ROWS_AT_A_TIME 8

// A loop over whole vectors and the rest; `i` is the first element, `n` the number of elements.
#define FOR_VECTORS(count, step)                                                                  \
  for (nn_size i = 0, n; n = count - i < step ? count - i : step, i < count; i += step)

#define FUNCTION(name, arguments, setup, expression)                                              \
  static void PASTE3(name, SET, T) arguments {                                                    \
    setup;                                                                                        \
    FOR_VECTORS(count, LANES) {                                                                   \
      NAME(vector) x = n == LANES ? NAME(load)(in + i) : NAME(load_part)(in + i, n);              \
      NAME(vector) d = n == LANES ? NAME(load)(out + i) : NAME(load_part)(out + i, n);            \
      NAME(vector) r = expression;                                                                \
      if (n == LANES) NAME(store)(out + i, r);                                                    \
      else NAME(store_part)(out + i, r, n);                                                       \
      (void)d;                                                                                    \
    }                                                                                             \
  }

// Selections, so that the results for NaN and signed zeros are defined.
#define SELECT(condition, yes, no) NAME(select)((NAME(mask))(condition), yes, no)

#if LANES == 16
typedef int32_t NAME(mask) __attribute__((vector_size(64)));
#else
typedef int64_t NAME(mask) __attribute__((vector_size(64)));
#endif

INLINE NAME(vector) NAME(select)(NAME(mask) mask, NAME(vector) yes, NAME(vector) no) {
  return (NAME(vector))((mask & (NAME(mask))yes) | (~mask & (NAME(mask))no));
}

#define PLAIN (nn_size count, const void *in_, void *out_)
#define SLOPED (nn_size count, double slope_, const void *in_, void *out_)
#define POINTERS const T *in = in_; T *out = out_

FUNCTION(relu, PLAIN, POINTERS, SELECT(x < 0, (NAME(vector)){0}, x))
FUNCTION(relu_backward, PLAIN, POINTERS, SELECT(x >= 0, d, (NAME(vector)){0}))
FUNCTION(leaky_relu, SLOPED, POINTERS; const T slope = (T)slope_, SELECT(x < 0, x * slope, x))
FUNCTION(leaky_relu_backward, SLOPED, POINTERS; const T slope = (T)slope_,
         SELECT(x >= 0, d, d * slope))
FUNCTION(sigmoid_backward, PLAIN, POINTERS, d * (x * ((T)1 - x)))
FUNCTION(tanh_backward, PLAIN, POINTERS,
         d * __builtin_elementwise_fma(-x, x, NAME(splat)((T)1)))
FUNCTION(sgd, (nn_size count, double eta_, double scale_, const void *in_, void *out_),
         POINTERS; const T minus_eta = (T)-eta_; const T scale = (T)scale_,
         __builtin_elementwise_fma(NAME(splat)(minus_eta), x * scale, d))

#undef FUNCTION
#undef SELECT
#undef PLAIN
#undef SLOPED

#define IN_DOUBLE(name)                                                                           \
  static void PASTE3(name, SET, T)(nn_size count, const void *in_, void *out_) {                  \
    POINTERS;                                                                                     \
    FOR_VECTORS(count, 8)                                                                         \
      NAME(store_doubles)(out + i, name##_doubles(NAME(load_doubles)(in + i, n)), n);             \
  }

IN_DOUBLE(exp)
IN_DOUBLE(log)
IN_DOUBLE(tanh)
IN_DOUBLE(sigmoid)
IN_DOUBLE(softplus)
IN_DOUBLE(erf)
IN_DOUBLE(gelu)

#undef IN_DOUBLE

// delta times a derivative, in double and rounded once.
#define BACKWARD_IN_DOUBLE(name, derivative)                                                      \
  static void PASTE3(name, SET, T)(nn_size count, const void *in_, void *out_) {                  \
    POINTERS;                                                                                     \
    FOR_VECTORS(count, 8) {                                                                       \
      doubles d = NAME(load_doubles)(out + i, n);                                                 \
      NAME(store_doubles)(out + i, d * derivative(NAME(load_doubles)(in + i, n)), n);             \
    }                                                                                             \
  }

BACKWARD_IN_DOUBLE(softplus_backward, sigmoid_doubles)
BACKWARD_IN_DOUBLE(gelu_backward, gelu_slope_doubles)

#undef BACKWARD_IN_DOUBLE
#undef POINTERS

static void PASTE3(normal_quantile, SET, T)(nn_size count, const double *p, double *x) {
  FOR_VECTORS(count, 8) {
    doubles v = all(0.5);
    memcpy(&v, p + i, (size_t)n * sizeof(double));
    v = normal_quantile_doubles(v);
    memcpy(x + i, &v, (size_t)n * sizeof(double));
  }
}

// The largest element of each row: a selection, so that NaN stays out of sight unless it is first.
INLINE void NAME(row_maxima)(nn_size rows, nn_size columns, nn_size ld, const T *z, T *most) {
  for (nn_size r = 0; r < rows; r++) most[r] = z[r * ld];
  for (nn_size i = 1; i < columns; i++)
    for (nn_size r = 0; r < rows; r++) most[r] = z[r * ld + i] > most[r] ? z[r * ld + i] : most[r];
}

// Some rows side by side, so that no chain waits for another. What rows are filled up with is
// computed too; there is no sum of it.
INLINE void NAME(softmax_rows)(nn_size rows, nn_size columns, nn_size ld, const T *z, T *a) {
  T most[ROWS_AT_A_TIME], sum[ROWS_AT_A_TIME];
  NAME(row_maxima)(rows, columns, ld, z, most);
  for (nn_size r = 0; r < rows; r++)
    for (nn_size i = 0; i < columns; i += LANES) {
      T x[LANES];
      NAME(store)(x, NAME(load)(z + r * ld + i) - most[r]);
      for (nn_size j = 0; j < LANES; j += 8)
        NAME(store_doubles)(a + r * ld + i + j, exp_doubles(NAME(load_doubles)(x + j, 8)), 8);
    }
  for (nn_size r = 0; r < rows; r++) sum[r] = 0;
  for (nn_size i = 0; i < columns; i++)
    for (nn_size r = 0; r < rows; r++) sum[r] += a[r * ld + i];
  for (nn_size r = 0; r < rows; r++)
    for (nn_size i = 0; i < columns; i += LANES)
      NAME(store)(a + r * ld + i, NAME(load)(a + r * ld + i) / sum[r]);
}

static void PASTE3(softmax, SET, T)(nn_size rows, nn_size columns, nn_size ld, const void *z,
                                    void *a) {
  nn_size r = 0;
  for (; r + ROWS_AT_A_TIME <= rows; r += ROWS_AT_A_TIME)
    NAME(softmax_rows)(ROWS_AT_A_TIME, columns, ld, (const T *)z + r * ld, (T *)a + r * ld);
  for (; r < rows; r++)
    NAME(softmax_rows)(1, columns, ld, (const T *)z + r * ld, (T *)a + r * ld);
}

static void PASTE3(softmax_backward, SET, T)(nn_size rows, nn_size columns, nn_size ld,
                                             const void *a_, void *delta_) {
  for (nn_size row = 0; row < rows; row++) {
    const T *a = (const T *)a_ + row * ld;
    T *delta = (T *)delta_ + row * ld;
    T sum = 0;
    for (nn_size i = 0; i < columns; i++) sum = FMA(delta[i], a[i], sum);
    for (nn_size i = 0; i < columns; i++) delta[i] = a[i] * (delta[i] - sum);
  }
}
