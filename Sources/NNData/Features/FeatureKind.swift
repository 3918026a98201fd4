/// What a feature consists of.
package enum FeatureKind: Sendable {
  /// Numbers.
  case number
  /// true and false, or yes and no, which become 1 and 0.
  case boolean
  /// Words, which become one-hot inputs: 1 for the category of the row, 0 for all others.
  case categories(ClassNames)

  /// The categories of a categorical feature, `nil` for all others.
  package var categories: ClassNames? {
    if case .categories(let names) = self { names } else { nil }
  }

  /// What messages call its values.
  var plural: String {
    switch self {
    case .number: "numbers"
    case .boolean: "true and false"
    case .categories: "words"
    }
  }

  /// The number of inputs that the feature becomes.
  package var inputCount: Int { categories?.names.count ?? 1 }
}
