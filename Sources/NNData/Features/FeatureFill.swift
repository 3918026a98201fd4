import NNFiles

/// What takes the place of a missing value of a feature.
public struct FeatureFill: Sendable, Equatable {
  /// The name of the feature.
  public let feature: String
  /// What takes the place.
  public let value: Value

  /// A number, or the name of a category.
  public enum Value: Sendable, Equatable {
    /// A number, 0 or 1 for what is true or not.
    case number(Double)
    /// A category by its name; empty for that of missing values.
    case category(String)
  }

  /// A value for a feature.
  public init(feature: String, value: Value) {
    self.feature = feature
    self.value = value
  }

  /// The value in JSON.
  var json: JSONValue {
    switch value {
    case .number(let number): .number(number)
    case .category(let name): .string(name)
    }
  }

  /// Reads what `json` writes; `nil` if it is something else.
  init?(feature: String, json: JSONValue) {
    if let name = json.string {
      self.init(feature: feature, value: .category(name))
    } else if let number = json.double {
      self.init(feature: feature, value: .number(number))
    } else {
      return nil
    }
  }

  /// What the value is for a feature of a kind: a number, or the index of a category; `nil` if it does
  /// not fit.
  func code(for kind: FeatureKind) -> Double? {
    switch (value, kind) {
    case (.number(let number), .number), (.number(let number), .boolean): number
    case (.category(let name), .categories(let names)): names.index(of: name).map { Double($0) }
    default: nil
    }
  }
}
