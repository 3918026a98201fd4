import CNNKernels

/// Some rows of `SparseRows` as the inputs of a batch. The pointers in it are valid as long as
/// their owners exist.
package struct SparseBatch<T: Scalar> {
  let rows: nn_sparse_rows
  let selection: nn_selection
  let values: UnsafePointer<T>
  /// The number of inputs that products visit at a time.
  let inputsAtATime: Int

  /// The rows with the given indices, or consecutive rows.
  ///
  /// - Parameters:
  ///   - rows: the rows
  ///   - values: the number that each of the 256 possible bytes represents
  ///   - kernels: those that will compute with the batch
  ///   - indices: the row of each sample; `nil` for consecutive rows
  ///   - first: the first of the consecutive rows
  package init(
    _ rows: SparseRows, values: UnsafePointer<T>, kernels: Kernels<T>,
    indices: UnsafePointer<Int>?, first: Int
  ) {
    self.rows = rows.kernelRows
    self.values = values
    // Where a multiplication takes long, the zeros of quads cost more than visiting each input.
    inputsAtATime = kernels.instructionSet.hasFusedMultiplyAdd ? rows.inputsAtATime : 1
    selection = nn_selection(indices: indices, first: first)
  }
}
