import NNFiles

/// The value that is imputed where a feature has none.
package struct FeatureFill: Sendable, Equatable {
  /// The name of the feature.
  package let feature: String
  /// The value.
  package let value: Value

  /// A number, or the name of a category.
  package enum Value: Sendable, Equatable {
    /// A number; of a boolean feature, 0 or 1.
    case number(Double)
    /// The name of a category; empty for the category of missing values.
    case category(String)
  }

  /// A value to impute in a feature.
  package init(feature: String, value: Value) {
    self.feature = feature
    self.value = value
  }

  /// The value in `preprocessing.json`: a number or a string.
  var json: JSONValue {
    switch value {
    case .number(let number): .number(number)
    case .category(let name): .string(name)
    }
  }

  /// Reads what `json` returns; `nil` for anything else.
  init?(feature: String, json: JSONValue) {
    if let name = json.string {
      self.init(feature: feature, value: .category(name))
    } else if let number = json.double {
      self.init(feature: feature, value: .number(number))
    } else {
      return nil
    }
  }

  /// The value as a number: of a category, its index; `nil` if the value does not fit the kind.
  func code(for kind: FeatureKind) -> Double? {
    switch (value, kind) {
    case (.number(let number), .number), (.number(let number), .boolean): number
    case (.category(let name), .categories(let names)): names.index(of: name).map { Double($0) }
    default: nil
    }
  }
}
