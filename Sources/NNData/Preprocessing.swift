import NNFiles

/// What a loader learnt from the training set, and `predict` applies to new inputs.
public struct Preprocessing: Sendable, Equatable {
  /// What the network is to tell, if the experiment declares it to the loader; a run always records
  /// it.
  public var task: Task?
  /// The names of the features; empty if they have none.
  public var features: [String] = []
  /// The features that are one-hot, in the order of the features.
  public var categories: [FeatureCategories] = []
  /// The names of the classes; empty if targets are numbers, 0 and 1 included.
  public var classes: [String] = []
  /// The names of the target's columns; empty if they have none.
  public var targets: [String] = []
  /// What stands between the values of a row in CSV.
  public var delimiter = CSVDelimiter.comma
  /// How inputs were scaled.
  public var inputScaling: Scaling?
  /// How targets were scaled.
  public var targetScaling: Scaling?

  /// Nothing learnt.
  public init() {}

  /// The content of `preprocessing.json`.
  public var json: JSONValue {
    var fields: [(String, JSONValue)] = []
    if let task { fields.append(("task", .string(task.rawValue))) }
    func add(_ key: String, _ names: [String]) {
      if !names.isEmpty { fields.append((key, .array(names.map { .string($0) }))) }
    }
    add("features", features)
    if !categories.isEmpty {
      let lists = categories.map { ($0.feature, JSONValue.array($0.names.map { .string($0) })) }
      fields.append(("categories", .object(lists)))
    }
    add("classes", classes)
    add("targets", targets)
    if delimiter != .comma { fields.append(("delimiter", .string(delimiter.text))) }
    if let inputScaling { fields.append(("input_scaling", inputScaling.json)) }
    if let targetScaling { fields.append(("target_scaling", targetScaling.json)) }
    return .object(fields)
  }

  /// Reads the content of `preprocessing.json`; `nil` if it is something else.
  public init?(json: JSONValue) {
    guard case .object(let fields) = json else { return nil }
    for (key, value) in fields {
      switch key {
      case "task": task = value.string.flatMap(Task.init)
      case "features": features = value.strings ?? []
      case "categories": categories = value.categories ?? []
      case "classes": classes = value.strings ?? []
      case "targets": targets = value.strings ?? []
      case "delimiter": delimiter = value.delimiter ?? .comma
      case "input_scaling": inputScaling = Scaling(json: value)
      case "target_scaling": targetScaling = Scaling(json: value)
      default: return nil
      }
    }
    if self.json != json || !hasCategoriesOfFeatures { return nil }
  }

  /// Whether categories belong to features, each to another one, and have their order.
  private var hasCategoriesOfFeatures: Bool {
    var rest = features[...]
    return categories.allSatisfy { categories in
      guard let index = rest.firstIndex(of: categories.feature) else { return false }
      rest = rest[(index + 1)...]
      return !categories.names.isEmpty && ClassNames(categories.names).names == categories.names
    }
  }

  /// How features become the inputs of a network of so many; without named features each is one.
  public func encoding(inputs: Int) -> InputEncoding {
    if features.isEmpty { return InputEncoding([ClassNames?](repeating: nil, count: inputs)) }
    let ofFeature = Dictionary(uniqueKeysWithValues: categories.map { ($0.feature, $0.names) })
    return InputEncoding(features.map { feature in ofFeature[feature].map { ClassNames($0) } })
  }
}

/// A feature that is one-hot.
public struct FeatureCategories: Sendable, Equatable {
  /// The name of the feature.
  public let feature: String
  /// Its categories in byte order; a network has an input for each.
  public let names: [String]
}

extension JSONValue {
  fileprivate var delimiter: CSVDelimiter? {
    if case .string(let text) = self { CSVDelimiter(text) } else { nil }
  }

  fileprivate var categories: [FeatureCategories]? {
    guard case .object(let fields) = self else { return nil }
    return fields.map { FeatureCategories(feature: $0.0, names: $0.1.strings ?? []) }
  }
}
