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
  /// The targets.
  public let targets: Targets

  /// Samples; inputs and targets must have as many rows as there are samples.
  public init(count: Int, inputWidth: Int, inputs: Inputs, targets: Targets) {
    self.count = count
    self.inputWidth = inputWidth
    self.inputs = inputs
    self.targets = targets
    precondition(inputs.count >= count * inputWidth, "there are fewer inputs")
    precondition(targets.count == count, "targets of another count")
  }

  /// The bytes that the samples take in memory; those of mapped files are the system's.
  public var byteCount: Int {
    let targetBytes =
      switch targets {
      case .classes(let classes): classes.count * MemoryLayout<Int32>.stride
      case .values(let values, _): values.count * MemoryLayout<Double>.stride
      }
    return inputs.byteCount + targetBytes
  }
}

extension Samples {
  /// Lets go of what was read of mapped inputs, so that a pass over all samples takes little memory.
  ///
  /// - Parameter samples: those that are not needed for the moment
  public func forget(_ samples: Range<Int>) {
    let array = inputs.array
    guard array.storage.isMapped, !array.isFortranOrder else { return }
    let size = inputWidth * array.type.size
    array.storage.forget(
      array.offset + samples.lowerBound * size..<array.offset + samples.upperBound * size)
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
