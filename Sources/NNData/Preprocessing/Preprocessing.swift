public import NNFiles

/// What a loader has learnt from the training set, and what is applied to all later inputs.
public struct Preprocessing: Sendable, Equatable {
  /// What the network learns to predict, if the experiment declares it in the loader's settings; a
  /// run always records it.
  public var task: Task?
  /// The names of the features, in the order of the inputs; empty if they have none.
  public var features: [String] = []
  /// The categorical features, which are one-hot inputs, in the order of the features.
  package var categories: [FeatureCategories] = []
  /// The boolean features, in the order of the features.
  package var booleans: [String] = []
  /// The imputed values of features, in the order of the features.
  package var fills: [FeatureFill] = []
  /// What marks a missing value in CSV.
  package var missingMarks = MissingMarks()
  /// The names of the classes; empty if targets are numbers, 0 and 1 included.
  public var classes: [String] = []
  /// The names of the target columns, a single one if targets are classes; empty if they have none.
  public var targets: [String] = []
  /// The delimiter of CSV.
  package var delimiter = CSVDelimiter.comma
  /// The decimal mark of numbers in CSV.
  package var decimalMark = DecimalMark.point
  /// Whether CSV may begin with a header, the names of the features.
  package var hasHeader = true
  /// How inputs were scaled.
  public var inputScaling: Scaling?
  /// How targets were scaled.
  public var targetScaling: Scaling?
  /// The range of the training inputs; `nil` until the network is trained.
  package var inputRange: InputRange?
  /// What else the loader has learnt and needs in order to read other samples, in a form of its
  /// own; all numbers in it are finite.
  public var loader: JSONValue?

  /// The preprocessing of plain numbers: nothing has been learnt.
  public init() {}

  /// The content of `preprocessing.json`.
  package var json: JSONValue {
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
    add("booleans", booleans)
    if !fills.isEmpty { fields.append(("fill", .object(fills.map { ($0.feature, $0.json) }))) }
    add("missing_values", missingMarks.texts)
    add("classes", classes)
    add("targets", targets)
    if delimiter != .comma { fields.append(("delimiter", .string(delimiter.text))) }
    if decimalMark != .point { fields.append(("decimal", .string(decimalMark.rawValue))) }
    if !hasHeader { fields.append(("header", .string("none"))) }
    if let inputScaling { fields.append(("input_scaling", inputScaling.json)) }
    if let targetScaling { fields.append(("target_scaling", targetScaling.json)) }
    if let inputRange { fields.append(("input_range", inputRange.json)) }
    if let loader { fields.append(("loader", loader)) }
    return .object(fields)
  }

  /// Reads the content of `preprocessing.json`; `nil` unless it is exactly what `json` returns.
  package init?(json: JSONValue) {
    guard case .object(let fields) = json else { return nil }
    var marks: [String] = []
    for (key, value) in fields {
      switch key {
      case "task": task = value.string.flatMap(Task.init)
      case "features": features = value.strings ?? []
      case "categories": categories = value.categories ?? []
      case "booleans": booleans = value.strings ?? []
      case "fill": fills = value.fills ?? []
      case "missing_values": marks = value.strings ?? []
      case "classes": classes = value.strings ?? []
      case "targets": targets = value.strings ?? []
      case "delimiter": delimiter = value.delimiter ?? .comma
      case "decimal": decimalMark = value.string.flatMap(DecimalMark.init) ?? .point
      case "header": hasHeader = value.string != "none"
      case "input_scaling": inputScaling = Scaling(json: value)
      case "target_scaling": targetScaling = Scaling(json: value)
      case "input_range": inputRange = InputRange(json: value)
      case "loader": loader = value
      default: return nil
      }
    }
    missingMarks = MissingMarks(marks, decimalMark: decimalMark)
    if self.json != json || !hasCategoriesOfFeatures || !hasFillsOfFeatures { return nil }
  }

  /// Whether imputed values belong to features, each to another one, and are of their kind.
  private var hasFillsOfFeatures: Bool {
    let encoding = encoding(inputs: features.count)
    return Set(fills.map(\.feature)).count == fills.count
      && fillCodes(encoding).count(where: { $0 != nil }) == fills.count
      && booleans.allSatisfy { name in
        features.contains(name) && !categories.contains { $0.feature == name }
      }
  }

  /// Whether categories belong to features, each to another one, and are in order.
  private var hasCategoriesOfFeatures: Bool {
    if Set(categories.map(\.feature)).count < categories.count { return false }
    var rest = features[...]
    return categories.allSatisfy { categories in
      guard let index = rest.firstIndex(of: categories.feature) else { return false }
      rest = rest[(index + 1)...]
      return !categories.names.isEmpty && ClassNames(categories.names).names == categories.names
    }
  }

  /// The mapping from features to inputs.
  ///
  /// - Parameter inputs: the number of the network's inputs; without names, each is a numeric
  ///   feature
  /// - Returns: the mapping
  package func encoding(inputs: Int) -> InputEncoding {
    if features.isEmpty {
      return InputEncoding([FeatureKind](repeating: .number, count: inputs))
    }
    let ofFeature = Dictionary(uniqueKeysWithValues: categories.map { ($0.feature, $0.names) })
    let booleans = Set(booleans)
    return InputEncoding(
      features.map { feature in
        if let names = ofFeature[feature] { return .categories(ClassNames(names)) }
        return booleans.contains(feature) ? .boolean : .number
      })
  }

  /// The imputed value of each feature: a number or the index of a category, `nil` for none.
  package func fillCodes(_ encoding: InputEncoding) -> [Double?] {
    let ofFeature = Dictionary(uniqueKeysWithValues: fills.map { ($0.feature, $0) })
    return zip(features, encoding.kinds).map { feature, kind in
      ofFeature[feature].flatMap { $0.code(for: kind) }
    }
  }
}

/// A categorical feature.
package struct FeatureCategories: Sendable, Equatable {
  /// The name of the feature.
  package let feature: String
  /// Its categories, in the order of `ClassNames`; each is an input of the network.
  package let names: [String]
}

extension JSONValue {
  fileprivate var delimiter: CSVDelimiter? {
    if case .string(let text) = self { CSVDelimiter(text) } else { nil }
  }

  fileprivate var fills: [FeatureFill]? {
    guard case .object(let fields) = self else { return nil }
    let fills = fields.compactMap { FeatureFill(feature: $0.0, json: $0.1) }
    return fills.count == fields.count ? fills : nil
  }

  fileprivate var categories: [FeatureCategories]? {
    guard case .object(let fields) = self else { return nil }
    return fields.map { FeatureCategories(feature: $0.0, names: $0.1.strings ?? []) }
  }
}
