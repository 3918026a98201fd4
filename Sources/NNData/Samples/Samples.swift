package import NNCore
import NNFiles

/// The inputs and targets of samples, in the types in which they are stored.
///
/// Bytes stay bytes and classes stay indices; they become floating-point numbers and one-hot
/// vectors when a batch is gathered.
public struct Samples: Sendable {
  /// Targets, one row per sample.
  public enum Targets: Sendable {
    /// The index of each sample's class.
    case classes([Int32])
    /// The values of each sample, row after row.
    case values([Double], width: Int)
  }

  /// The number of samples.
  public let count: Int
  /// The values of a sample's input.
  public let inputWidth: Int
  /// The inputs.
  public let inputs: Inputs
  /// The row of `inputs` that each sample has; `nil` if sample i has row i.
  let rows: [Int]?
  /// The targets.
  public let targets: Targets

  /// Samples with their inputs and targets.
  ///
  /// - Parameters:
  ///   - count: the number of samples
  ///   - inputWidth: the values of a sample's input
  ///   - inputs: at least `count` rows of `inputWidth` values; sample i has row i
  ///   - targets: `count` rows
  public init(count: Int, inputWidth: Int, inputs: Inputs, targets: Targets) {
    precondition(inputs.has(rows: count, width: inputWidth), "fewer rows of inputs than samples")
    self.init(count: count, inputWidth: inputWidth, inputs: inputs, rows: nil, targets: targets)
  }

  private init(count: Int, inputWidth: Int, inputs: Inputs, rows: [Int]?, targets: Targets) {
    precondition(targets.count == count, "the number of targets is not that of the samples")
    self.count = count
    self.inputWidth = inputWidth
    self.inputs = inputs
    self.rows = rows
    self.targets = targets
  }

  /// The samples with these indices, in this order; inputs are shared, not copied.
  func selecting(_ samples: [Int]) -> Samples {
    let selected: Targets =
      switch targets {
      case .classes(let classes): .classes(samples.map { classes[$0] })
      case .values(let values, let width):
        .values(Self.rows(samples, of: values, width: width), width: width)
      }
    return Samples(
      count: samples.count, inputWidth: inputWidth, inputs: inputs,
      rows: rows.map { rows in samples.map { rows[$0] } } ?? samples, targets: selected)
  }

  private static func rows(_ rows: [Int], of values: [Double], width: Int) -> [Double] {
    var selected: [Double] = []
    selected.reserveCapacity(rows.count * width)
    for row in rows { selected += values[row * width..<(row + 1) * width] }
    return selected
  }

  /// The memory that the samples take, in bytes, mapped files aside.
  package var byteCount: Int {
    let targetBytes =
      switch targets {
      case .classes(let classes): classes.count * MemoryLayout<Int32>.stride
      case .values(let values, _): values.count * MemoryLayout<Double>.stride
      }
    // Inputs may be shared with other samples, which count their own rows.
    let inputBytes = inputs.byteCount(rows: count, width: inputWidth)
    let isScaled = inputs.origins.targets != nil
    return inputBytes + (isScaled ? 2 : 1) * targetBytes + (rows?.count ?? 0)
      * MemoryLayout<Int>.stride
  }

  /// The mean number of bytes in which the inputs of a sample are stored.
  package var meanInputBytes: Double {
    switch inputs.storage {
    case .array(let array): Double(inputWidth * array.type.size)
    case .sparse(let rows): Double(rows.byteCount) / Double(rows.count)
    }
  }

  /// The inputs, if they are sparse.
  package var sparseInputs: SparseRows? {
    if case .sparse(let rows) = inputs.storage { rows } else { nil }
  }
}

extension Samples {
  /// Releases the memory of inputs that were read from a mapped file, so that a pass over all
  /// samples takes little memory.
  ///
  /// - Parameter samples: the samples that are not needed at the moment
  package func forget(_ samples: Range<Int>) {
    guard !samples.isEmpty else { return }
    // Rows are in the order of the file, so those of consecutive samples are close together.
    let first = rows?[samples.lowerBound] ?? samples.lowerBound
    let last = rows?[samples.upperBound - 1] ?? samples.upperBound - 1
    inputs.forget(first..<last + 1, width: inputWidth)
  }
}

extension Samples.Targets {
  /// The values of a row.
  var width: Int {
    switch self {
    case .classes: 1
    case .values(_, let width): width
    }
  }

  /// The number of rows.
  fileprivate var count: Int {
    switch self {
    case .classes(let classes): classes.count
    case .values(let values, let width): values.count / width
    }
  }
}
