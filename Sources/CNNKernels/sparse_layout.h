// How batches are divided into blocks, and how sparse rows are laid out in them.

#pragma once

#include "CNNKernels.h"

// The number of samples in a block, whose terms are one chain in a gradient.
#define BLOCK 64

static inline nn_size block_count(nn_size samples) { return (samples + BLOCK - 1) / BLOCK; }

// The bytes of a chunk of 64 columns, for each sample of a block.
#define CHUNK_BYTES (BLOCK * 64)

static inline nn_size chunk_count(nn_size width) { return (width + 63) / 64; }

// The number of inputs that have a bit for each sample, all 64 of a chunk or its 16 quads, and the
// number of those bits for a block, as many as transposing needs.
static inline nn_size unit_count(nn_size width, nn_size unit) {
  return chunk_count(width) * (64 / unit);
}
static inline nn_size mask_count(nn_size width, nn_size unit) {
  return (unit_count(width, unit) + 255) / 256 * 256;
}
