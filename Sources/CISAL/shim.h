#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stddef.h>

/// The size of a decoder's state, which is too large a structure for Swift to import.
static inline size_t nnrun_inflate_size(void) { return sizeof(struct inflate_state); }

/// Prepares for a new stream.
static inline void nnrun_inflate_start(void *state) {
  isal_inflate_init((struct inflate_state *)state);
}

/// Bytes to decompress and room for what they decompress to.
typedef struct {
  const uint8_t *next_in;
  uint8_t *next_out;
  uint32_t avail_in, avail_out;
} nnrun_inflate_buffers;

/// Decompresses until there are no more bytes, there is no room left, or the stream ends. A negative
/// result is an error of ISA-L.
static inline int nnrun_inflate(void *memory, nnrun_inflate_buffers *buffers) {
  struct inflate_state *state = (struct inflate_state *)memory;
  state->next_in = (uint8_t *)buffers->next_in;
  state->avail_in = buffers->avail_in;
  state->next_out = buffers->next_out;
  state->avail_out = buffers->avail_out;
  int status = isal_inflate(state);
  buffers->next_in = state->next_in;
  buffers->avail_in = state->avail_in;
  buffers->next_out = state->next_out;
  buffers->avail_out = state->avail_out;
  return status;
}

/// Whether the stream has ended, and all that it decompresses to has been handed over.
static inline int nnrun_inflate_is_finished(const void *state) {
  return ((const struct inflate_state *)state)->block_state == ISAL_BLOCK_FINISH;
}

/// Takes the bytes after the end of the stream that were read with its last ones. Returns their
/// number, at most 8.
static inline int nnrun_inflate_take_rest(void *memory, uint8_t *rest) {
  struct inflate_state *state = (struct inflate_state *)memory;
  int count = state->read_in_length > 0 ? state->read_in_length / 8 : 0;
  uint64_t bits = count > 0 ? state->read_in >> state->read_in_length % 8 : 0;
  for (int i = 0; i < count; i++, bits >>= 8) rest[i] = (uint8_t)bits;
  state->read_in_length = 0;
  state->read_in = 0;
  return count;
}
