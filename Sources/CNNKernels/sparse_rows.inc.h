// Batches of sparse rows: their quads are laid out so that products find them, whatever the type of
// elements.

#include "sparse_layout.h"

// The row that sample s of a batch comes from.
INLINE nn_size selected_row(nn_selection selection, nn_size s) {
  return selection.indices ? selection.indices[s] : selection.first + s;
}

// Where the bits of a unit are among those of a block: four times 64 units take turns. Without a
// sign, divisions are shifts.
INLINE nn_size mask_index(nn_size unit) {
  const size_t u = (size_t)unit;
  return (nn_size)(u / 256 * 256 + u % 64 * 4 + u / 64 % 4);
}

typedef uint64_t four_words __attribute__((vector_size(32)));

// Transposes four matrices of 64 by 64 bits, whose rows take turns (Warren, "Hacker's Delight",
// 2nd edition, 2013, section 7-3).
INLINE void transpose_bits(four_words *rows) {
  const uint64_t masks[6] = {0x00000000ffffffff, 0x0000ffff0000ffff, 0x00ff00ff00ff00ff,
                             0x0f0f0f0f0f0f0f0f, 0x3333333333333333, 0x5555555555555555};
  UNROLLED for (int round = 0; round < 6; round++) {
    const int distance = 32 >> round;
    for (int row = 0; row < 64; row = ((row | distance) + 1) & ~distance) {
      four_words exchanged = ((rows[row] >> distance) ^ rows[row | distance]) & masks[round];
      rows[row | distance] ^= exchanged;
      rows[row] ^= exchanged << distance;
    }
  }
}

// Batches are drawn from all over a data set: rows are prefetched some samples ahead, as far as
// most of them reach, so that how long they are need not be waited for.
#define PREFETCH_DISTANCE 16

INLINE void prefetch_sparse_row(const nn_sparse_rows *rows, nn_selection selection, nn_size s,
                                nn_size end) {
  if (!selection.indices || s >= end) return;
  const uint8_t *row = rows->bytes + rows->row_offsets[selection.indices[s]];
  for (nn_size i = 0; i < rows->usual_size; i += 64) __builtin_prefetch(row + i);
}

// 64 columns of a row: the quads whose bits are set, in their order, and 0 elsewhere. Up to 64
// bytes are read.
INLINE void expand_chunk(uint16_t mask, const uint8_t *quads, uint8_t *out) {
#if defined(EXPAND)
  EXPAND(mask, quads, out);
#else
  memset(out, 0, 64);
  for (unsigned left = mask; left != 0; left &= left - 1, quads += 4)
    memcpy(out + __builtin_ctz(left) * 4, quads, 4);
#endif
}

// The bits of the bytes that are not 0.
INLINE uint64_t nonzero_bytes(const uint8_t *chunk) {
  typedef uint8_t bytes __attribute__((vector_size(64)));
  typedef _Bool bits __attribute__((ext_vector_type(64)));
  bytes v;
  memcpy(&v, chunk, sizeof v);
  bits is_nonzero = __builtin_convertvector(v != 0, bits);
  uint64_t mask;
  memcpy(&mask, &is_nonzero, sizeof mask);
  return mask;
}

// A block of some samples of a batch: those from `start` up to `end`.
INLINE void expand_block(const nn_sparse_rows *rows, nn_selection selection, nn_range samples,
                         nn_size start, nn_size end, nn_size unit, uint8_t *bytes,
                         uint64_t *masks) {
  const nn_size chunks = chunk_count(rows->width);
  memset(masks, 0, (size_t)mask_count(rows->width, unit) * sizeof *masks);
  for (nn_size s = start; s < end; s++) {
    prefetch_sparse_row(rows, selection, s + PREFETCH_DISTANCE, samples.end);
    const uint8_t *row = rows->bytes + rows->row_offsets[selected_row(selection, s)];
    const uint8_t *quads = row + chunks * (nn_size)sizeof(uint16_t);
    uint8_t *out = bytes + (s - start) * 64;
    for (nn_size i = 0; i < chunks; i++, out += CHUNK_BYTES) {
      uint16_t mask;
      memcpy(&mask, row + i * (nn_size)sizeof mask, sizeof mask);
      expand_chunk(mask, quads, out);
      quads += __builtin_popcount(mask) * 4;
      // Before it is transposed, a sample has its bits where a unit has them afterwards.
      if (unit == 1) masks[mask_index(i * 64) + (s - start) * 4] = nonzero_bytes(out);
      else masks[mask_index(i * 16 / 64 * 64) + (s - start) * 4] |= (uint64_t)mask << i % 4 * 16;
    }
  }
  for (nn_size i = 0; i < mask_count(rows->width, unit); i += 256)
    transpose_bits((four_words *)(masks + i));
}

static void SETTING(expand)(const nn_sparse_rows *rows, nn_selection selection, nn_range samples,
                            nn_sparse_batch out) {
  for (nn_size s = samples.start; selection.indices && s < samples.end; s++)
    __builtin_prefetch(rows->row_offsets + selection.indices[s]);
  for (nn_size s = samples.start; s < samples.start + PREFETCH_DISTANCE; s++)
    prefetch_sparse_row(rows, selection, s, samples.end);
  for (nn_size s = samples.start; s < samples.end; s += BLOCK) {
    const nn_size end = samples.end - s < BLOCK ? samples.end : s + BLOCK, block = s / BLOCK;
    uint8_t *bytes = out.bytes + block * chunk_count(rows->width) * CHUNK_BYTES;
    uint64_t *masks = out.masks + block * mask_count(rows->width, out.unit);
    if (out.unit == 1) expand_block(rows, selection, samples, s, end, 1, bytes, masks);
    else expand_block(rows, selection, samples, s, end, 4, bytes, masks);
  }
}

// The place of a unit in a block: its bytes in the first sample, and its bits.
typedef struct {
  const uint8_t *bytes;
  const uint64_t *masks;
} unit_place;

// The first unit of a block.
INLINE unit_place first_place(nn_sparse_batch a, nn_size block) {
  return (unit_place){a.bytes + block * chunk_count(a.width) * CHUNK_BYTES,
                      a.masks + block * mask_count(a.width, a.unit)};
}

// The unit that starts with a column; `inputs` is their number in a unit.
INLINE unit_place place_of(unit_place first, nn_size column, nn_size inputs) {
  const size_t c = (size_t)column;
  return (unit_place){first.bytes + c / 64 * CHUNK_BYTES + c % 64,
                      first.masks + mask_index((nn_size)(c / (size_t)inputs))};
}

static uint64_t SETTING(used_units)(nn_sparse_batch a, nn_range units) {
  uint64_t used = 0;
  const nn_size blocks = block_count(a.samples), count = mask_count(a.width, a.unit);
  for (nn_size unit = units.start; unit < units.end; unit++) {
    const uint64_t *masks = a.masks + mask_index(unit);
    uint64_t samples = 0;
    for (nn_size block = 0; block < blocks; block++, masks += count) samples |= *masks;
    used |= (uint64_t)(samples != 0) << (unit - units.start);
  }
  return used;
}
