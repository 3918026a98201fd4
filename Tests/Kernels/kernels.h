// What each file prints of the kernels' results.

#ifndef KERNELS_H
#define KERNELS_H

#include "CNNKernels.h"
#include "numbers.h"

void print_products(const nn_kernels *kernels, enum nn_element element);
void print_functions(const nn_kernels *kernels, enum nn_element element);
void print_losses(const nn_kernels *kernels, enum nn_element element);
void print_gather(const nn_kernels *kernels, enum nn_element element);

#endif
