import CNNKernels
package import NNFiles

// Rows of a data set.
extension Kernels {
  /// out[s, i] = source[row(s) rowStride + i columnStride] / divisor, rounded to T.
  ///
  /// - Parameters:
  ///   - source: the first element of a table
  ///   - type: the type of its elements
  ///   - rowStride: the elements from a row to the next
  ///   - columnStride: the elements from a column to the next
  ///   - indices: the row of each sample; without them consecutive rows are taken
  ///   - first: the first of the consecutive rows
  ///   - divisor: what elements are divided by
  ///   - out: receives the samples
  package func gather(
    _ source: UnsafeRawPointer, type: ElementType, rowStride: Int, columnStride: Int,
    indices: UnsafePointer<Int>?, first: Int, divisor: Double, into out: PanelBatch<T>
  ) {
    functions.gather(
      nn_table(
        type: type.kernelSource, elements: source, row_stride: rowStride,
        column_stride: columnStride),
      nn_selection(indices: indices, first: first), divisor, out.kernelMatrix)
  }

  /// out[s, i] = 1 for i = classes[row(s)], 0 elsewhere.
  ///
  /// - Parameters:
  ///   - classes: the class of each row, below the number of columns of `out`
  ///   - indices: the row of each sample; without them consecutive rows are taken
  ///   - first: the first of the consecutive rows
  ///   - out: receives the samples
  package func oneHot(
    _ classes: UnsafePointer<Int32>, indices: UnsafePointer<Int>?, first: Int, into out: Matrix<T>
  ) {
    functions.one_hot(
      classes, nn_selection(indices: indices, first: first), out.kernelMatrix)
  }
}

extension ElementType {
  fileprivate var kernelSource: nn_source {
    switch self {
    case .bool, .uint8: nn_source_uint8
    case .int8: nn_source_int8
    case .uint16: nn_source_uint16
    case .int16: nn_source_int16
    case .uint32: nn_source_uint32
    case .int32: nn_source_int32
    case .uint64: nn_source_uint64
    case .int64: nn_source_int64
    case .float16: nn_source_float16
    case .float32: nn_source_float32
    case .float64: nn_source_float64
    }
  }
}
