// Random and special numbers to compute with, the same on every machine, and their bits as text.

#ifndef NUMBERS_H
#define NUMBERS_H

#include "CNNKernels.h"

// The kinds of numbers.
enum kind {
  plain,     // zeros, and numbers between 1/16 and 16, of both signs
  tiny,      // products of two of them are around the smallest number, or 0
  huge,      // products of two of them are around the largest number, or infinite
  arguments, // where functions change: up to 2, 64 or 1024
  raw,       // any bits, so any exponent, and NaN too
  mixed,     // any of these, and special numbers: infinity, NaN, bounds of the types
  kind_count,
  // Only for elementwise functions: multiples of 1/2, 1, pi / 2 and 2^52, at which they jump, are
  // nearly 0 or change their sign.
  multiples = kind_count,
  elementwise_kind_count
};

extern const char *const kind_names[elementwise_kind_count];

// Starts a sequence of random numbers that depends on the name alone.
void restart_numbers(const char *name);

// A whole number from `low` to `high`.
nn_size between(nn_size low, nn_size high);

// Random bytes.
void fill_randomly(void *bytes, nn_size count);

nn_size element_size(enum nn_element element);
void store(enum nn_element element, void *array, nn_size index, double x);

// New memory with `count` numbers.
void *numbers(enum nn_element element, enum kind kind, nn_size count);

// New memory filled with one number, which shows where nothing was written.
void *unwritten(enum nn_element element, nn_size count);

// Prints the bits of numbers, several on a line, after the title. All NaN are printed alike.
void print(const char *title, enum nn_element element, const void *array, nn_size count);

#endif
