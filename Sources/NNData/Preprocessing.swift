import NNFiles

/// What a loader learnt from the training set, and `predict` applies to new inputs.
public struct Preprocessing: Sendable, Equatable {
  /// The names of the inputs; empty if they have none.
  public var features: [String] = []
  /// The names of the classes; empty for regression.
  public var classes: [String] = []
  /// The names of the target's columns; empty if they have none.
  public var targets: [String] = []
  /// How inputs were scaled.
  public var inputScaling: Scaling?
  /// How targets were scaled.
  public var targetScaling: Scaling?

  /// Nothing learnt.
  public init() {}

  /// The content of `preprocessing.json`.
  public var json: JSONValue {
    var fields: [(String, JSONValue)] = []
    func add(_ key: String, _ names: [String]) {
      if !names.isEmpty { fields.append((key, .array(names.map { .string($0) }))) }
    }
    add("features", features)
    add("classes", classes)
    add("targets", targets)
    if let inputScaling { fields.append(("input_scaling", inputScaling.json)) }
    if let targetScaling { fields.append(("target_scaling", targetScaling.json)) }
    return .object(fields)
  }

  /// Reads the content of `preprocessing.json`; `nil` if it is something else.
  public init?(json: JSONValue) {
    guard case .object(let fields) = json else { return nil }
    for (key, value) in fields {
      switch key {
      case "features": features = value.strings ?? []
      case "classes": classes = value.strings ?? []
      case "targets": targets = value.strings ?? []
      case "input_scaling": inputScaling = Scaling(json: value)
      case "target_scaling": targetScaling = Scaling(json: value)
      default: return nil
      }
    }
    if self.json != json { return nil }
  }
}

/// A linear change of units, x' = (x - offset) / divisor.
public struct Scaling: Sendable, Equatable {
  /// What is subtracted, for each column, or one number for all columns.
  public let offsets: [Double]
  /// What is divided by, for each column, or one number for all columns.
  public let divisors: [Double]

  /// A change of units for each column, or one for all columns.
  public init(offsets: [Double], divisors: [Double]) {
    precondition(offsets.count == divisors.count && !offsets.isEmpty)
    self.offsets = offsets
    self.divisors = divisors
  }

  /// A value in the network's units.
  public func scaled(_ value: Double, column: Int) -> Double {
    let column = offsets.count == 1 ? 0 : column
    return (value - offsets[column]) / divisors[column]
  }

  /// A value in its own units: x = x' * divisor + offset.
  public func unscaled(_ value: Double, column: Int) -> Double {
    let column = offsets.count == 1 ? 0 : column
    return value * divisors[column] + offsets[column]
  }

  /// Whether it is for this number of columns.
  public func fits(columns: Int) -> Bool { offsets.count == 1 || offsets.count == columns }

  var json: JSONValue {
    .object([
      ("offsets", .array(offsets.map { .number($0) })),
      ("divisors", .array(divisors.map { .number($0) })),
    ])
  }

  init?(json: JSONValue) {
    guard let offsets = json["offsets"]?.numbers, let divisors = json["divisors"]?.numbers,
      offsets.count == divisors.count, !offsets.isEmpty, divisors.allSatisfy({ $0 > 0 })
    else { return nil }
    self.init(offsets: offsets, divisors: divisors)
  }
}

extension JSONValue {
  fileprivate var strings: [String]? {
    guard case .array(let values) = self else { return nil }
    let strings = values.compactMap { value -> String? in
      if case .string(let string) = value { string } else { nil }
    }
    return strings.count == values.count ? strings : nil
  }

  fileprivate var numbers: [Double]? {
    guard case .array(let values) = self else { return nil }
    let numbers = values.compactMap { value -> Double? in
      switch value {
      case .number(let number): number
      case .integer(let integer): Double(integer)
      default: nil
      }
    }
    return numbers.count == values.count ? numbers : nil
  }
}
