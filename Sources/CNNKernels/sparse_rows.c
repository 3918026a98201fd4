// Finds the bytes of rows that are not zero.

#include <string.h>

#include "CNNKernels.h"

typedef uint8_t bytes __attribute__((vector_size(64)));
typedef _Bool bits __attribute__((ext_vector_type(64)));

nn_size nn_count_nonzero(nn_size count, const uint8_t *row) {
  nn_size zeros = 0;
  for (nn_size start = 0; start < count;) {
    // Each lane counts up to 255 zeros.
    bytes lanes = {0};
    int rounds = 0;
    for (; rounds < 255 && start < count; rounds++, start += 64) {
      // Bytes past the end do not count as zeros.
      bytes v = ~(bytes){0};
      memcpy(&v, row + start, count - start < 64 ? (size_t)(count - start) : 64);
      lanes -= (bytes)(v == 0);
    }
    for (int i = 0; i < 64; i++) zeros += lanes[i];
  }
  return count - zeros;
}

nn_size nn_list_nonzero(nn_size count, const uint8_t *row, nn_size room, uint16_t *columns,
                        uint8_t *value_indices) {
  nn_size length = 0;
  for (nn_size start = 0; start < count; start += 64) {
    bytes v = {0};
    memcpy(&v, row + start, count - start < 64 ? (size_t)(count - start) : 64);
    bits is_nonzero = __builtin_convertvector(v != 0, bits);
    uint64_t mask;
    memcpy(&mask, &is_nonzero, sizeof mask);
    for (; mask != 0; mask &= mask - 1) {
      if (length == room) return length;
      nn_size i = start + __builtin_ctzll(mask);
      columns[length] = (uint16_t)i;
      value_indices[length++] = row[i];
    }
  }
  return length;
}
