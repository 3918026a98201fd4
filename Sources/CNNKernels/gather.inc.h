// Rows of a data set, converted to T.

static void PASTE3(gather_bytes, SET, T)(nn_size rows, nn_size columns, const uint8_t *source,
                                         nn_size lds, const nn_size *indices, nn_size first,
                                         double divisor, void *out_, nn_size ldo) {
  const T quotient = (T)divisor;
  T table[256];
  for (int i = 0; i < 256; i++) table[i] = (T)i / quotient;
  for (nn_size row = 0; row < rows; row++) {
    const uint8_t *in = source + (indices ? indices[row] : first + row) * lds;
    T *out = (T *)out_ + row * ldo;
    for (nn_size i = 0; i < columns; i++) out[i] = table[in[i]];
  }
}

static void PASTE3(gather_doubles, SET, T)(nn_size rows, nn_size columns, const double *source,
                                           nn_size lds, const nn_size *indices, nn_size first,
                                           void *out_, nn_size ldo) {
  for (nn_size row = 0; row < rows; row++) {
    const double *in = source + (indices ? indices[row] : first + row) * lds;
    T *out = (T *)out_ + row * ldo;
    for (nn_size i = 0; i < columns; i++) out[i] = (T)in[i];
  }
}
