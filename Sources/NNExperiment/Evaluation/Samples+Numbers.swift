import NNData

extension Samples {
  /// The targets of a sample in the units of the data, if they are numbers.
  ///
  /// - Parameters:
  ///   - sample: the sample
  ///   - scaling: how targets were scaled
  /// - Returns: a number for each column of the targets
  func numbers(of sample: Int, scaling: Scaling?) -> [Double] {
    guard case .values(let values, let width) = targets else {
      preconditionFailure("classes are no numbers")
    }
    return (0..<width).map { column in
      let value = values[sample * width + column]
      return scaling?.original(of: value, column: column) ?? value
    }
  }
}
