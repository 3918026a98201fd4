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
  ///   - indices: the row of each sample; `nil` for consecutive rows
  ///   - first: the first of the consecutive rows
  package init(
    _ rows: SparseRows, values: UnsafePointer<T>, indices: UnsafePointer<Int>?, first: Int
  ) {
    self.rows = rows.kernelRows
    self.values = values
    inputsAtATime = rows.inputsAtATime
    selection = nn_selection(indices: indices, first: first)
  }
}
