import NNCore

/// Inputs and targets of several samples, in the types in which they are stored.
///
/// Bytes stay bytes and class labels stay indices; they become floating-point numbers and one-hot
/// vectors when a batch is gathered.
public struct Samples: Sendable {
  /// Targets, one row for each sample.
  public enum Targets: Sendable {
    /// The index of each sample's class.
    case classes([Int32])
    /// The values of each sample, row after row.
    case values([Double], width: Int)
  }

  /// The number of samples.
  public let count: Int
  /// The numbers of each sample's input.
  public let inputWidth: Int
  /// The inputs.
  public let inputs: Inputs
  /// The row of `inputs` for each sample; without it samples and rows have the same numbers.
  let rows: [Int]?
  /// The targets.
  public let targets: Targets

  /// Samples; inputs and targets must have as many rows as there are samples.
  public init(count: Int, inputWidth: Int, inputs: Inputs, targets: Targets) {
    precondition(inputs.has(rows: count, width: inputWidth), "there are fewer inputs")
    self.init(count: count, inputWidth: inputWidth, inputs: inputs, rows: nil, targets: targets)
  }

  private init(count: Int, inputWidth: Int, inputs: Inputs, rows: [Int]?, targets: Targets) {
    precondition(targets.count == count, "targets of another count")
    self.count = count
    self.inputWidth = inputWidth
    self.inputs = inputs
    self.rows = rows
    self.targets = targets
  }

  /// Some of the samples; their inputs are not copied.
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

  /// The bytes that the samples take in memory; those of mapped files are the system's.
  public var byteCount: Int {
    let targetBytes =
      switch targets {
      case .classes(let classes): classes.count * MemoryLayout<Int32>.stride
      case .values(let values, _): values.count * MemoryLayout<Double>.stride
      }
    // Other samples may share the inputs and count the rest of them.
    let inputBytes = inputs.byteCount(rows: count, width: inputWidth)
    return inputBytes + targetBytes + (rows?.count ?? 0) * MemoryLayout<Int>.stride
  }

  /// The inputs, if they are stored as lists.
  package var sparseInputs: SparseRows? {
    if case .sparse(let rows) = inputs.storage { rows } else { nil }
  }
}

extension Samples {
  /// Lets go of what was read of mapped inputs, so that a pass over all samples takes little memory.
  ///
  /// - Parameter samples: those that are not needed for the moment
  public func forget(_ samples: Range<Int>) {
    guard !samples.isEmpty else { return }
    // Rows are in the order of the file, so those of neighbours are near each other.
    let first = rows?[samples.lowerBound] ?? samples.lowerBound
    let last = rows?[samples.upperBound - 1] ?? samples.upperBound - 1
    inputs.forget(first..<last + 1, width: inputWidth)
  }
}

extension Samples.Targets {
  /// The numbers that a row has.
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
