// Finds the quads of rows that are not zero, and stores them.

#include <string.h>

#include "sparse_layout.h"

// Vectors are only passed to functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

typedef uint8_t bytes __attribute__((vector_size(64)));
typedef uint32_t quads __attribute__((vector_size(64)));
typedef _Bool byte_bits __attribute__((ext_vector_type(64)));
typedef _Bool quad_bits __attribute__((ext_vector_type(16)));

// 64 columns of a row from a column on, those beyond its end being 0.
INLINE bytes load_chunk(nn_size width, const uint8_t *row, nn_size column) {
  bytes chunk = {0};
  memcpy(&chunk, row + column, width - column < 64 ? (size_t)(width - column) : 64);
  return chunk;
}

// A bit for each quad that is not zero.
INLINE uint16_t mask_of_quads(bytes chunk) {
  quad_bits is_nonzero = __builtin_convertvector((quads)chunk != 0, quad_bits);
  uint16_t mask;
  memcpy(&mask, &is_nonzero, sizeof mask);
  return mask;
}

nn_nonzero_counts nn_count_nonzero(nn_size width, const uint8_t *row) {
  nn_nonzero_counts counts = {0, 0};
  for (nn_size column = 0; column < width; column += 64) {
    bytes chunk = load_chunk(width, row, column);
    byte_bits is_nonzero = __builtin_convertvector(chunk != 0, byte_bits);
    uint64_t mask;
    memcpy(&mask, &is_nonzero, sizeof mask);
    counts.bytes += __builtin_popcountll(mask);
    counts.quads += __builtin_popcount(mask_of_quads(chunk));
  }
  return counts;
}

nn_size nn_sparse_row_size(nn_size width, nn_size quads) {
  return chunk_count(width) * (nn_size)sizeof(uint16_t) + quads * (nn_size)sizeof(uint32_t);
}

nn_size nn_store_sparse_row(nn_size width, const uint8_t *row, nn_size room, uint8_t *out) {
  const nn_size chunks = chunk_count(width);
  nn_size size = chunks * (nn_size)sizeof(uint16_t);
  for (nn_size i = 0; i < chunks; i++) {
    bytes chunk = load_chunk(width, row, i * 64);
    uint32_t words[16];
    memcpy(words, &chunk, sizeof chunk);
    uint16_t mask = mask_of_quads(chunk), stored = 0;
    for (; mask != 0 && size + (nn_size)sizeof(uint32_t) <= room; mask &= mask - 1) {
      int quad = __builtin_ctz(mask);
      stored |= (uint16_t)(1 << quad);
      memcpy(out + size, words + quad, sizeof *words);
      size += (nn_size)sizeof *words;
    }
    memcpy(out + i * (nn_size)sizeof stored, &stored, sizeof stored);
  }
  return size;
}

void nn_expand_sparse_row(nn_size width, const uint8_t *stored, uint8_t *row) {
  const nn_size chunks = chunk_count(width);
  const uint8_t *next = stored + chunks * (nn_size)sizeof(uint16_t);
  for (nn_size i = 0; i < chunks; i++) {
    uint16_t mask;
    memcpy(&mask, stored + i * (nn_size)sizeof mask, sizeof mask);
    uint32_t words[16] = {0};
    for (; mask != 0; mask &= mask - 1, next += sizeof *words)
      memcpy(words + __builtin_ctz(mask), next, sizeof *words);
    memcpy(row + i * 64, words, width - i * 64 < 64 ? (size_t)(width - i * 64) : 64);
  }
}

nn_size nn_expanded_bytes(nn_size samples, nn_size width) {
  return block_count(samples) * chunk_count(width) * CHUNK_BYTES;
}

nn_size nn_expanded_masks(nn_size samples, nn_size width, nn_size unit) {
  return block_count(samples) * mask_count(width, unit);
}
