// Access to sparse rows and to selections of rows, whatever the type of elements.

// The row that sample s of a batch comes from.
INLINE nn_size selected_row(nn_selection selection, nn_size s) {
  return selection.indices ? selection.indices[s] : selection.first + s;
}

// The entries of a sparse row.
typedef struct {
  nn_size length;
  const uint16_t *columns;
  const uint8_t *value_indices;
} sparse_row;

INLINE sparse_row selected_sparse_row(const nn_sparse_rows *rows, nn_selection selection,
                                      nn_size s) {
  nn_size row = selected_row(selection, s), start = rows->row_offsets[row];
  return (sparse_row){rows->row_offsets[row + 1] - start, rows->columns + start,
                      rows->value_indices + start};
}

// Batches are drawn from all over a data set: rows are prefetched some samples ahead.
#define PREFETCH_DISTANCE 8

INLINE void prefetch_sparse_row(const nn_sparse_rows *rows, nn_selection selection, nn_size s,
                                nn_size end) {
  if (!selection.indices || s >= end) return;
  sparse_row row = selected_sparse_row(rows, selection, s);
  for (nn_size j = 0; j < row.length; j += 32) __builtin_prefetch(row.columns + j);
  for (nn_size j = 0; j < row.length; j += 64) __builtin_prefetch(row.value_indices + j);
  if (s + PREFETCH_DISTANCE < end)
    __builtin_prefetch(rows->row_offsets + selection.indices[s + PREFETCH_DISTANCE]);
}

// The first entry whose column is not below `column`, by bisection.
INLINE nn_size first_entry(sparse_row row, nn_size column) {
  nn_size low = 0, high = row.length;
  while (low < high) {
    nn_size middle = (low + high) / 2;
    if (row.columns[middle] < column) low = middle + 1;
    else high = middle;
  }
  return low;
}
