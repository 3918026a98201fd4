import NNCore
import NNFiles

extension Samples {
  /// Which samples a batch consists of.
  public enum Selection {
    /// Neighbours, from the given one on.
    case consecutive(from: Int)
    /// Those with the given indices.
    case indices(UnsafePointer<Int>)
  }

  /// Copies a batch's targets into a matrix, in the matrix's type: class i becomes a row with 1 in
  /// column i and 0 elsewhere; in a single column it becomes the number i.
  func gatherTargets<T: Scalar>(
    _ selection: Selection, into targets: Matrix<T>, kernels: Kernels<T>
  ) {
    let (indices, first) = selection.parts
    func gather(_ source: UnsafeRawPointer?, type: ElementType, width: Int) {
      guard let source else { return }
      kernels.gather(
        source, type: type, rowStride: width, columnStride: 1, indices: indices, first: first,
        divisor: 1, into: targets)
    }
    switch self.targets {
    case .classes(let classes):
      classes.withUnsafeBufferPointer { classes in
        guard let start = classes.baseAddress else { return }
        if targets.columns == 1 {
          gather(start, type: .int32, width: 1)
        } else {
          kernels.oneHot(start, indices: indices, first: first, into: targets)
        }
      }
    case .values(let values, let width):
      values.withUnsafeBytes { gather($0.baseAddress, type: .float64, width: width) }
    }
  }
}

extension Samples.Inputs {
  /// Copies rows into a matrix, in the matrix's type.
  ///
  /// Numbers are divided by the divisor in double precision and then rounded once.
  ///
  /// - Parameters:
  ///   - selection: the stored rows; there are as many as `inputs` has rows
  ///   - inputs: receives them; its columns are the numbers of a row
  ///   - kernels: computes on whole arrays
  public func gather<T: Scalar>(
    _ selection: Samples.Selection, into inputs: Matrix<T>, kernels: Kernels<T>
  ) {
    let array: StoredArray
    switch storage {
    case .array(let stored): array = stored
    case .sparse(let rows):
      for row in 0..<inputs.rows {
        rows.expand(selection.index(row), divisor: divisor, into: inputs.row(row))
      }
      return
    }
    guard let start = array.storage.bytes.baseAddress else { return }
    if case .indices(let rows) = selection, array.storage.isLargeFile, !array.isFortranOrder {
      return gatherCopies(of: rows, in: array, into: inputs, kernels: kernels)
    }
    let (indices, first) = selection.parts
    kernels.gather(
      start + array.offset, type: array.type,
      rowStride: array.isFortranOrder ? 1 : inputs.columns,
      columnStride: array.isFortranOrder ? array.count / inputs.columns : 1, indices: indices,
      first: first, divisor: divisor, into: inputs)
  }

  private func gatherCopies<T: Scalar>(
    of rows: UnsafePointer<Int>, in array: StoredArray, into inputs: Matrix<T>, kernels: Kernels<T>
  ) {
    let size = inputs.columns * array.type.size
    withUnsafeTemporaryAllocation(byteCount: inputs.rows * size, alignment: 64) { copies in
      guard let start = copies.baseAddress else { return }
      for row in 0..<inputs.rows {
        let first = array.offset + rows[row] * size
        array.storage.copy(
          first..<first + size,
          to: UnsafeMutableRawBufferPointer(start: start + row * size, count: size))
      }
      kernels.gather(
        UnsafeRawPointer(start), type: array.type, rowStride: inputs.columns, columnStride: 1,
        indices: nil, first: 0, divisor: divisor, into: inputs)
    }
  }
}

extension Samples.Selection {
  var parts: (indices: UnsafePointer<Int>?, first: Int) {
    switch self {
    case .consecutive(let first): (nil, first)
    case .indices(let indices): (indices, 0)
    }
  }

  /// The same without the first samples.
  func dropFirst(_ count: Int) -> Self {
    switch self {
    case .consecutive(let first): .consecutive(from: first + count)
    case .indices(let indices): .indices(indices + count)
    }
  }

  func index(_ row: Int) -> Int {
    switch self {
    case .consecutive(let first): first + row
    case .indices(let indices): indices[row]
    }
  }
}
