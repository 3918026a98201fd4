// Programs of elementwise functions, which compute formulas.
//
// A program runs over blocks of elements whose registers fit in the first-level cache. Everything
// is computed in double by the elementwise functions of this instruction set; arrays of T are
// widened when a block is read and rounded when it is written.

// The doubles of all registers: 32 KB.
#define REGISTER_MEMORY 4096
#define MAX_BLOCK 512

// The elements in a block: at least a vector of T.
static nn_size KERNEL(block_length)(const nn_program *program) {
  nn_size registers = program->input_count + program->temporary_count;
  nn_size length = registers > 0 ? REGISTER_MEMORY / registers / 16 * 16 : MAX_BLOCK;
  return length < MAX_BLOCK ? length : MAX_BLOCK;
}

// Where registers are in a block.
typedef struct {
  const nn_program *program;
  const double *numbers;
  // Where the block starts, the elements in it, and the room that a register has.
  nn_size start, count, length;
  const void *const *inputs;
  double *memory;
  // Whether inputs are read where they are, instead of being copied to `memory`.
  int is_in_place;
} KERNEL(block);

enum { KERNEL(is_double) = sizeof(T) == sizeof(double) };

static KERNEL(block) KERNEL(first_block)(const nn_program *program, const double *numbers,
                                         const void *const *inputs, double *memory) {
  // Arrays of double need not be copied, unless one is an output, too: what is written for another
  // output may replace it before.
  int is_in_place = KERNEL(is_double);
  for (nn_size k = 0; k < program->output_count; k++)
    if (program->outputs[k] - program->number_count < program->input_count) is_in_place = 0;
  nn_size length = KERNEL(block_length)(program);
  return (KERNEL(block)){program, numbers, 0, 0, length, inputs, memory, is_in_place};
}

INLINE const double *KERNEL(array)(const KERNEL(block) * block, nn_size index) {
  if (block->is_in_place && index < block->program->input_count)
    return (const double *)block->inputs[index] + block->start;
  return block->memory + index * block->length;
}

// Copies the inputs, widened, and fills the rest of their last vectors.
static void KERNEL(read_inputs)(const KERNEL(block) * block) {
  if (block->is_in_place) return;
  for (nn_size k = 0; k < block->program->input_count; k++) {
    const T *input = (const T *)block->inputs[k] + block->start;
    double *out = block->memory + k * block->length;
    nn_size i = 0;
    for (; i + 8 <= block->count; i += 8) store(out + i, load_doubles(input + i, 8));
    if (i < block->count) store(out + i, load_doubles(input + i, block->count - i));
  }
}

// Computes all registers of a block; the result of the last instruction goes to `last`, if that is
// not NULL.
static void KERNEL(run_block)(const KERNEL(block) * block, double *last) {
  const nn_program *program = block->program;
  const nn_kernels *kernels = &PASTE(nn, PASTE(SET, double));
  nn_elementwise *const *const functions[] = {kernels->unary, kernels->binary, kernels->ternary,
                                              kernels->quaternary};
  // Beyond the block there is room, except in arrays that are read where they are.
  nn_size count = block->is_in_place ? block->count : (block->count + 7) / 8 * 8;
  for (nn_size i = 0; i < program->instruction_count; i++) {
    const nn_instruction *instruction = program->instructions + i;
    nn_operand operands[4];
    for (int k = 0; k <= instruction->kind; k++) {
      nn_size source = instruction->operands[k];
      nn_size array = source - program->number_count;
      operands[k] = array < 0 ? (nn_operand){NULL, block->numbers[source]}
                              : (nn_operand){KERNEL(array)(block, array), 0};
    }
    double *out = block->memory + (instruction->result - program->number_count) * block->length;
    if (last && i == program->instruction_count - 1) out = last;
    functions[instruction->kind][instruction->function](count, operands, out);
  }
}

// Rounds an output; below `smallest` it is 0.
static void KERNEL(write_output)(const KERNEL(block) * block, nn_size output, double smallest,
                                 T *out) {
  nn_size array = output - block->program->number_count, i = 0;
  if (array < 0) {
    for (; i < block->count; i++) out[i] = (T)block->numbers[output];
    return;
  }
  const double *results = KERNEL(array)(block, array);
  for (; i < block->count; i += 8) {
    nn_size n = block->count - i < 8 ? block->count - i : 8;
    doubles x = load_doubles(results + i, n);
    if (smallest > 0) x = select(absolute(x) < smallest, 0, x);
    store(out + i, x, n);
  }
}

// Whether the last step computes the last output alone, and in its type: then it may write that,
// even over an input, because no step reads anything after it.
static int KERNEL(writes_output)(const nn_program *program) {
  nn_size last = program->output_count - 1, steps = program->instruction_count;
  if (!KERNEL(is_double) || program->flushed_count > last || steps == 0) return 0;
  for (nn_size k = 0; k < last; k++)
    if (program->outputs[k] == program->outputs[last]) return 0;
  return program->instructions[steps - 1].result == program->outputs[last];
}

static void KERNEL(evaluate)(const nn_program *program, nn_size count, const double *numbers,
                             const void *const *inputs, void *const *outputs) {
  double memory[REGISTER_MEMORY] __attribute__((aligned(64)));
  KERNEL(block) block = KERNEL(first_block)(program, numbers, inputs, memory);
  nn_size last = program->output_count - 1;
  int is_direct = block.is_in_place && KERNEL(writes_output)(program);
  for (; block.start < count; block.start += block.length) {
    block.count = count - block.start < block.length ? count - block.start : block.length;
    KERNEL(read_inputs)(&block);
    KERNEL(run_block)(&block, is_direct ? (double *)outputs[last] + block.start : NULL);
    for (nn_size k = 0; k <= last - is_direct; k++) {
      double least = KERNEL(is_double) ? 0x1p-1022 : 0x1p-126;
      double smallest = k < program->flushed_count ? least : 0;
      KERNEL(write_output)(&block, program->outputs[k], smallest, (T *)outputs[k] + block.start);
    }
  }
}

static void KERNEL(evaluate_rows)(const nn_program *program, nn_matrix shape,
                                  const double *numbers, const void *const *inputs,
                                  double *sums) {
  double memory[REGISTER_MEMORY] __attribute__((aligned(64)));
  KERNEL(block) block = KERNEL(first_block)(program, numbers, inputs, memory);
  nn_size count = shape.rows * shape.stride, row = 0, column = 0;
  nn_size array = program->outputs[0] - program->number_count;
  for (; block.start < count; block.start += block.length) {
    block.count = count - block.start < block.length ? count - block.start : block.length;
    KERNEL(read_inputs)(&block);
    KERNEL(run_block)(&block, NULL);
    const double *results = array < 0 ? NULL : KERNEL(array)(&block, array);
    for (nn_size i = 0; i < block.count; i++) {
      if (column == 0) sums[row] = 0;
      if (column < shape.columns) sums[row] += results ? results[i] : numbers[program->outputs[0]];
      if (++column == shape.stride) {
        column = 0;
        row++;
      }
    }
  }
}

#undef REGISTER_MEMORY
#undef MAX_BLOCK
