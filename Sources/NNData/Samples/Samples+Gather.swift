package import NNCore
import NNFiles

extension Samples {
  /// Which samples a batch consists of.
  package enum Selection {
    /// Consecutive samples, starting with this one.
    case consecutive(from: Int)
    /// The samples with these indices.
    case indices(UnsafePointer<Int>)
  }

  /// Copies the targets of a batch into a matrix and converts them to its type. Class i becomes a
  /// one-hot row, with 1 in column i and 0 elsewhere, or the number i if there is only one column.
  ///
  /// - Parameters:
  ///   - selection: the samples, as many as `targets` has rows
  ///   - targets: receives the targets, samples x outputs
  ///   - kernels: computes on whole arrays
  func gatherTargets<T: Scalar>(
    _ selection: Selection, into targets: Matrix<T>, kernels: Kernels<T>
  ) {
    let (indices, first) = selection.parts
    func gather(_ source: UnsafeRawPointer?, type: ElementType, width: Int) {
      guard let source else { return }
      kernels.gather(
        source, type: type, rowStride: width, columnStride: 1, indices: indices, first: first,
        divisor: 1, into: PanelBatch(targets))
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
  /// Copies rows into a matrix and converts them to its type.
  ///
  /// Values are divided by the divisor in double precision, and rounded once.
  ///
  /// - Parameters:
  ///   - selection: the stored rows, as many as `inputs` has rows
  ///   - inputs: receives the values, rows x inputs
  ///   - kernels: computes on whole arrays
  package func gather<T: Scalar>(
    _ selection: Samples.Selection, into inputs: PanelBatch<T>, kernels: Kernels<T>
  ) {
    let array: StoredArray
    switch storage {
    case .array(let stored): array = stored
    case .sparse(let rows):
      // A byte has few quotients.
      let quotients = (0...UInt8.max).map { T(Double($0) / divisor) }
      for row in 0..<inputs.rows {
        let values = rows.expanded(selection.index(row))
        for column in 0..<inputs.columns {
          inputs[row, column] = quotients[Int(values[column])]
        }
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

  /// Copies scattered rows of a large file before converting them: mapping what surrounds them
  /// would push more useful pages out of memory.
  private func gatherCopies<T: Scalar>(
    of rows: UnsafePointer<Int>, in array: StoredArray, into inputs: PanelBatch<T>,
    kernels: Kernels<T>
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
  /// What kernels take: the indices, or `nil` and the first of consecutive samples.
  var parts: (indices: UnsafePointer<Int>?, first: Int) {
    switch self {
    case .consecutive(let first): (nil, first)
    case .indices(let indices): (indices, 0)
    }
  }

  /// The selection without its first samples.
  func dropFirst(_ count: Int) -> Self {
    switch self {
    case .consecutive(let first): .consecutive(from: first + count)
    case .indices(let indices): .indices(indices + count)
    }
  }

  /// The index of the sample at a position of the selection.
  func index(_ row: Int) -> Int {
    switch self {
    case .consecutive(let first): first + row
    case .indices(let indices): indices[row]
    }
  }
}
