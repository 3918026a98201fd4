// Each file prints the results of some kernels, and starts with numbers of its own.

#ifndef KERNELS_H
#define KERNELS_H

#include "CNNKernels.h"
#include "numbers.h"

void print_products(const nn_kernels *kernels, enum nn_element element);
void print_elementwise(const nn_kernels *kernels, enum nn_element element);
void print_rows(const nn_kernels *kernels, enum nn_element element);
void print_programs(const nn_kernels *kernels, enum nn_element element);
void print_gather(const nn_kernels *kernels, enum nn_element element);

#endif
