// Prints the bits that the kernels of an instruction set compute, several numbers on a line.
// Without an argument it prints the names of the sets that this processor supports.

#include <stdio.h>
#include <string.h>

#include "kernels.h"

static const struct {
  enum nn_instruction_set set;
  const char *name;
} sets[] = {{nn_baseline, "baseline"}, {nn_avx2, "avx2"}, {nn_avx512, "avx512"}};

static void print_all(enum nn_instruction_set set, enum nn_element element) {
  const nn_kernels *kernels = nn_kernels_for(set, element);
  print_products(kernels, element);
  print_elementwise(kernels, element);
  print_rows(kernels, element);
  print_programs(kernels, element);
  print_gather(kernels, element);
}

int main(int count, char **arguments) {
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
    if (!nn_is_supported(sets[i].set)) continue;
    if (count < 2) puts(sets[i].name);
    else if (strcmp(arguments[1], sets[i].name) == 0) {
      print_all(sets[i].set, nn_float);
      print_all(sets[i].set, nn_double);
      return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
    }
  }
  if (count < 2) return 0;
  fprintf(stderr, "this processor has no %s\n", arguments[1]);
  return 64;
}
