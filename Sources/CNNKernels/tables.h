#ifndef TABLES_H
#define TABLES_H

#include "CNNKernels.h"

extern const nn_kernels nn_baseline_float, nn_baseline_double;
#if defined(__x86_64__)
extern const nn_kernels nn_avx2_float, nn_avx2_double, nn_avx512_float, nn_avx512_double;
#endif

#endif
