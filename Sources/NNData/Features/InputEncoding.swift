/// The mapping from the features of a row to the inputs of a network: categories are one-hot.
package struct InputEncoding: Sendable {
  /// The kind of each feature.
  package let kinds: [FeatureKind]
  /// The first input of each feature.
  package let starts: [Int]
  /// The number of inputs.
  package let width: Int

  /// An encoding of features of these kinds.
  init(_ kinds: [FeatureKind]) {
    self.kinds = kinds
    var starts: [Int] = []
    var width = 0
    for kind in kinds {
      starts.append(width)
      width += kind.inputCount
    }
    self.starts = starts
    self.width = width
  }

  /// Whether no feature is categorical, so that input i is feature i.
  package var isPlain: Bool { kinds.allSatisfy { $0.categories == nil } }

  /// The names of the inputs; `colour=red` is that of a category.
  func inputNames(of features: [String]) -> [String] {
    zip(features, kinds).flatMap { feature, kind in
      kind.categories.map { $0.names.map { "\(feature)=\($0)" } } ?? [feature]
    }
  }

  /// The same scaling without that of one-hot inputs.
  func excludingCategories(_ scaling: Scaling) -> Scaling {
    var (offsets, divisors) = (scaling.offsets, scaling.divisors)
    for (start, kind) in zip(starts, kinds) {
      for input in start..<start + (kind.categories?.names.count ?? 0) {
        (offsets[input], divisors[input]) = (0, 1)
      }
    }
    return Scaling(offsets: offsets, divisors: divisors)
  }
}
