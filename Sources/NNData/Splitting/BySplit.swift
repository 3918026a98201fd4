/// A value for each set of a data set: for its training set, and for its validation set and test
/// set if it has them.
///
/// As a sequence, it has the values in this order.
public struct BySplit<Value> {
  /// The value for the training set.
  public let train: Value
  /// The value for the validation set; `nil` if there is no such set.
  public let validation: Value?
  /// The value for the test set; `nil` if there is no such set.
  public let test: Value?

  /// A value for each set that there is.
  public init(train: Value, validation: Value? = nil, test: Value? = nil) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// The value for a set; `nil` if there is no such set.
  public subscript(split: Split) -> Value? {
    switch split {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }

  /// The sets that there are.
  package var splits: [Split] { map(\.split) }

  /// What a function makes of each value.
  ///
  /// - Parameter transform: receives a set and its value
  /// - Returns: the results, for the same sets
  /// - Throws: what `transform` throws
  package func mapValues<Result>(
    _ transform: (Split, Value) throws -> Result
  ) rethrows -> BySplit<Result> {
    BySplit<Result>(
      train: try transform(.train, train),
      validation: try validation.map { try transform(.validation, $0) },
      test: try test.map { try transform(.test, $0) })
  }
}

extension BySplit {
  /// The values; `nil` if one of them is missing.
  package func unwrapped<Wrapped>() -> BySplit<Wrapped>? where Value == Wrapped? {
    guard let train, allSatisfy({ $0.value != nil }) else { return nil }
    return BySplit<Wrapped>(train: train, validation: validation ?? nil, test: test ?? nil)
  }
}

extension BySplit: Sequence {
  /// The sets with their values.
  public func makeIterator() -> IndexingIterator<[(split: Split, value: Value)]> {
    Split.allCases.compactMap { split in self[split].map { (split, $0) } }.makeIterator()
  }
}

extension BySplit: Sendable where Value: Sendable {}
extension BySplit: Equatable where Value: Equatable {}
