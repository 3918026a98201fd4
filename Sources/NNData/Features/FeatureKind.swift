/// What the cells of a feature are.
public enum FeatureKind: Sendable {
  /// Numbers.
  case number
  /// true and false, or yes and no, which count as 1 and 0.
  case boolean
  /// Words, of which each is an input of its own: 1 for that of the row, 0 for all others (one-hot).
  case categories(ClassNames)

  /// The categories, if it has some.
  public var categories: ClassNames? {
    if case .categories(let names) = self { names } else { nil }
  }

  /// How messages call its values.
  var plural: String {
    switch self {
    case .number: "numbers"
    case .boolean: "true and false"
    case .categories: "words"
    }
  }

  /// The number of inputs that it becomes.
  var inputCount: Int { categories?.names.count ?? 1 }
}
