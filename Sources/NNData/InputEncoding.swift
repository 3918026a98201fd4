/// How the features of a row become the inputs of a network.
///
/// A number is one input. A word is as many inputs as its column has categories: 1 for its own, 0 for
/// the others (one-hot).
public struct InputEncoding: Sendable {
  /// The categories of each feature; `nil` for numbers.
  public let categories: [ClassNames?]
  /// The first input of each feature.
  public let starts: [Int]
  /// The number of inputs.
  public let width: Int

  /// An encoding of features with these categories, `nil` for numbers.
  init(_ categories: [ClassNames?]) {
    self.categories = categories
    var starts: [Int] = []
    var width = 0
    for names in categories {
      starts.append(width)
      width += names?.names.count ?? 1
    }
    self.starts = starts
    self.width = width
  }

  /// Whether all features are numbers.
  public var isPlain: Bool { categories.allSatisfy { $0 == nil } }

  /// The names of the inputs, `colour=red` for a category.
  func inputNames(of features: [String]) -> [String] {
    zip(features, categories).flatMap { feature, categories in
      categories.map { $0.names.map { "\(feature)=\($0)" } } ?? [feature]
    }
  }

  /// A scaling of the inputs that leaves those of categories as they are.
  func sparingCategories(_ scaling: Scaling) -> Scaling {
    var (offsets, divisors) = (scaling.offsets, scaling.divisors)
    for (start, categories) in zip(starts, categories) {
      for input in start..<start + (categories?.names.count ?? 0) {
        (offsets[input], divisors[input]) = (0, 1)
      }
    }
    return Scaling(offsets: offsets, divisors: divisors)
  }
}
