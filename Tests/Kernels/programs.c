// Programs: formulas of one function, of several with many registers, and the sums of their rows.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// Less than a vector, a rest after vectors, and more than a block of any program.
static const nn_size counts[] = {1, 7, 16, 33, 1500};

enum { inputs = 2, number = 0, x = 1, y = 2, first_temporary = 3, most_instructions = 64 };

// A program of the number 0.75 and the arrays x and y.
typedef struct {
  char name[60];
  nn_instruction instructions[most_instructions];
  uint16_t outputs[3];
  nn_size instruction_count, output_count, temporary_count;
} program;

static uint16_t add(program *p, enum nn_function_kind kind, int function, uint16_t a, uint16_t b,
                    uint16_t c, uint16_t d) {
  uint16_t result = (uint16_t)(first_temporary + p->temporary_count++);
  p->instructions[p->instruction_count++] =
      (nn_instruction){(uint8_t)kind, (uint8_t)function, result, {a, b, c, d}};
  return result;
}

static nn_program code(const program *p) {
  return (nn_program){1, inputs, p->temporary_count, p->instruction_count, p->instructions,
                      p->output_count, p->outputs, p->output_count - 1};
}

static void print_program(const program *p, const nn_kernels *kernels, enum nn_element element) {
  nn_program code_of = code(p);
  const double given[] = {0.75};
  restart_numbers(p->name);
  for (int kind = 0; kind < kind_count; kind++)
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
      nn_size count = counts[c];
      void *arrays[inputs], *outputs[3];
      for (int k = 0; k < inputs; k++) arrays[k] = numbers(element, (enum kind)kind, count + 1);
      for (nn_size k = 0; k < p->output_count; k++) outputs[k] = unwritten(element, count + 1);
      // The last result replaces an input.
      free(outputs[p->output_count - 1]);
      outputs[p->output_count - 1] = arrays[0];
      kernels->evaluate(&code_of, count, given, (const void *const *)arrays,
                        (void *const *)outputs);
      for (nn_size k = 0; k < p->output_count; k++) {
        char title[120];
        snprintf(title, sizeof title, "program %s, result %td, %td %s numbers", p->name, k, count,
                 kind_names[kind]);
        print(title, element, outputs[k], count + 1);
        if (k + 1 < p->output_count) free(outputs[k]);
      }
      for (int k = 0; k < inputs; k++) free(arrays[k]);
    }
}

static void print_rows_of(const program *p, const nn_kernels *kernels, enum nn_element element) {
  nn_program code_of = code(p);
  const double given[] = {0.75};
  restart_numbers(p->name);
  for (nn_size columns = 1; columns < 1200; columns = 3 * columns + 1) {
    nn_matrix shape = {5, columns, (columns + 15) / 16 * 16, 32, NULL};
    nn_size count = shape.rows * shape.stride;
    void *arrays[inputs];
    for (int k = 0; k < inputs; k++) arrays[k] = numbers(element, plain, count);
    double *sums = unwritten(nn_double, shape.rows + 1);
    kernels->evaluate_rows(&code_of, shape, given, (const void *const *)arrays, sums);
    char title[120];
    snprintf(title, sizeof title, "rows of program %s (%s), %td columns", p->name,
             element == nn_float ? "float" : "double", columns);
    print(title, nn_double, sums, shape.rows + 1);
    for (int k = 0; k < inputs; k++) free(arrays[k]);
    free(sums);
  }
}

static void print_single(const nn_kernels *kernels, enum nn_element element,
                         enum nn_function_kind kind, int function, const char *name) {
  program p = {.output_count = 1};
  snprintf(p.name, sizeof p.name, "%s", name);
  p.outputs[0] = add(&p, kind, function, x, y, number, x);
  print_program(&p, kernels, element);
}

void print_programs(const nn_kernels *kernels, enum nn_element element) {
  for (int i = 0; i < nn_unary_count; i++)
    print_single(kernels, element, nn_unary_function, i, nn_unary_name((enum nn_unary)i));
  for (int i = 0; i < nn_binary_count; i++)
    print_single(kernels, element, nn_binary_function, i, nn_binary_name((enum nn_binary)i));
  for (int i = 0; i < nn_ternary_count; i++)
    print_single(kernels, element, nn_ternary_function, i, nn_ternary_name((enum nn_ternary)i));
  for (int i = 0; i < nn_quaternary_count; i++)
    print_single(kernels, element, nn_quaternary_function, i,
                 nn_quaternary_name((enum nn_quaternary)i));

  // Results that are a number, an input and intermediate results.
  program mixed = {.name = "with three results", .output_count = 3};
  uint16_t sum = add(&mixed, nn_binary_function, nn_binary_add, x, number, 0, 0);
  mixed.outputs[0] = number;
  mixed.outputs[1] = y;
  mixed.outputs[2] = add(&mixed, nn_unary_function, nn_unary_tanh, sum, 0, 0, 0);
  print_program(&mixed, kernels, element);

  program twice = {.name = "with one result twice", .output_count = 2};
  twice.outputs[0] = twice.outputs[1] =
      add(&twice, nn_unary_function, nn_unary_square, x, 0, 0, 0);
  print_program(&twice, kernels, element);

  program identity = {.name = "without instructions", .output_count = 1, .outputs = {y}};
  print_program(&identity, kernels, element);

  program many = {.name = "with many registers", .output_count = 2};
  uint16_t result = x;
  for (int i = 0; i < 40; i++)
    result = add(&many, nn_binary_function, i % 2 ? nn_binary_multiply : nn_binary_add, result,
                 i % 3 ? y : number, 0, 0);
  many.outputs[0] = first_temporary;
  many.outputs[1] = result;
  print_program(&many, kernels, element);
  many.output_count = 1;
  print_rows_of(&many, kernels, element);
}
