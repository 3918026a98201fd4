import NNCore

/// Inputs and targets of several samples, in the types in which they are stored.
///
/// Bytes stay bytes and class labels stay indices; they become floating-point numbers and one-hot
/// vectors when a batch is gathered.
public struct Samples: Sendable {
  /// Inputs, row after row.
  public enum Inputs: Sendable {
    /// Bytes that count as their quotient by a number.
    case bytes([UInt8], divisor: Double)
    /// Numbers as they are.
    case numbers([Double])
  }

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
  /// The targets.
  public let targets: Targets

  /// Samples; inputs and targets must have as many rows as there are samples.
  public init(count: Int, inputWidth: Int, inputs: Inputs, targets: Targets) {
    self.count = count
    self.inputWidth = inputWidth
    self.inputs = inputs
    self.targets = targets
    precondition(inputs.count == count * inputWidth, "inputs of another shape")
    precondition(targets.count == count, "targets of another count")
  }

  /// The bytes that the samples take in memory.
  public var byteCount: Int {
    let inputBytes =
      switch inputs {
      case .bytes(let bytes, _): bytes.count
      case .numbers(let numbers): numbers.count * MemoryLayout<Double>.stride
      }
    let targetBytes =
      switch targets {
      case .classes(let classes): classes.count * MemoryLayout<Int32>.stride
      case .values(let values, _): values.count * MemoryLayout<Double>.stride
      }
    return inputBytes + targetBytes
  }
}

extension Samples.Inputs {
  /// The number of values.
  fileprivate var count: Int {
    switch self {
    case .bytes(let bytes, _): bytes.count
    case .numbers(let numbers): numbers.count
    }
  }
}

extension Samples.Targets {
  /// The number of rows.
  fileprivate var count: Int {
    switch self {
    case .classes(let classes): classes.count
    case .values(let values, let width): values.count / width
    }
  }
}
