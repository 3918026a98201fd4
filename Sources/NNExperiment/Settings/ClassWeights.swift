import NNConfig
import NNData

/// How much the samples of each class count in training.
enum ClassWeights: Sendable {
  /// All the same.
  case none
  /// Inversely to the number of its samples in the training set: n / (classes * samples of the
  /// class), so that the weights of all n samples add up to n and each class has the same share of
  /// them. Classes without training samples are not counted.
  case balanced
  /// As the experiment says; other classes have the weight 1.
  case given([Entry])

  /// The weight of a class.
  struct Entry: Sendable {
    /// The name of the class.
    let name: String
    /// Its weight; positive.
    let weight: Double
    /// Where the experiment names the class.
    let range: SourceRange
  }

  /// The weight of each class.
  ///
  /// - Parameters:
  ///   - names: the classes
  ///   - targets: the targets of the training set
  /// - Returns: the weights, in the order of `names`; `nil` if all are the same
  func values(of names: [String], for targets: Samples.Targets) -> [Double]? {
    switch self {
    case .none: return nil
    case .balanced:
      let counts = targets.classCounts(names.count)
      let present = Double(counts.count { $0 > 0 })
      let all = counts.reduce(0, +)
      return counts.map { $0 > 0 ? all / (present * $0) : 1 }
    case .given(let entries):
      return names.map { name in entries.first { $0.name == name }?.weight ?? 1 }
    }
  }
}

extension Samples.Targets {
  /// The number of samples of each class; of targets that are probabilities, their sums.
  fileprivate func classCounts(_ count: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: count)
    switch self {
    case .classes(let labels):
      for label in labels { counts[Int(label)] += 1 }
    case .values(let values, width: 1):
      // Probabilities of the second of two classes.
      for value in values {
        counts[0] += 1 - value
        counts[1] += value
      }
    case .values(let values, let width):
      for (index, value) in values.enumerated() { counts[index % width] += value }
    }
    return counts
  }
}
