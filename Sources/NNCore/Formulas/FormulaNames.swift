import NNConfig
import NNFiles

/// What the names in a formula mean.
struct FormulaNames {
  /// The quantities that nnrun provides, in the order in which messages list them.
  let variables: [FormulaVariable]
  /// The numbers that are set beside the formula, by name.
  let numbers: FormulaNumbers
  /// The settings beside the formula, whose names a number cannot have.
  let settings: [String]
  /// Whether these numbers keep their names, so that the formula can be shown.
  let keepsNames: Bool
  /// The meanings of names that earlier formulas have defined.
  var definitions: [String: Int] = [:]
  private let variablesByName: [String: FormulaVariable]
  private let valuesByName: [String: Double]

  init(
    variables: [FormulaVariable], numbers: FormulaNumbers, settings: [String] = [],
    keepsNames: Bool
  ) {
    self.settings = settings
    self.variables = variables
    self.numbers = numbers
    self.keepsNames = keepsNames
    variablesByName = Dictionary(variables.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    valuesByName = Dictionary(
      numbers.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
  }

  /// The node of a name.
  ///
  /// - Throws: `FormulaError` if nothing has the name
  func node(
    of name: String, at range: Range<Int>, in graph: inout ExpressionGraph
  ) throws(FormulaError) -> Int {
    if let definition = definitions[name] { return definition }
    if let variable = variablesByName[name] { return graph.variable(variable) }
    if let value = valuesByName[name] {
      return keepsNames ? graph.named(name) : graph.constant(value)
    }
    if name == "pi" { return keepsNames ? graph.named(name) : graph.constant(.pi) }
    throw unknown(name, at: range)
  }

  private func unknown(_ name: String, at range: Range<Int>) -> FormulaError {
    if let function = FormulaFunction(rawValue: name) {
      return FormulaError("'\(name)' is a function; write '\(function.usage)'", at: range)
    }
    if let remedy = ForeignSyntax.remedy(forWord: name) {
      return FormulaError("'\(name)' has no meaning in a formula; \(remedy)", at: range)
    }
    if settings.contains(name) {
      return FormulaError(
        "unknown name '\(name)'; it is the name of a setting, so choose another for a number",
        at: range)
    }
    let known = variables.map(\.name) + numbers.map(\.name) + ["pi"]
    // To compare all of very many names would take long.
    let nearest = Suggestion.hint(for: name, among: known.prefix(1_000).filter { $0.count > 1 })
    return FormulaError(
      "unknown name '\(name)'"
        + (nearest.isEmpty
          ? "; there are \(known.listing), and what is set beside the formula as "
            + "'\(name): NUMBER'" : nearest),
      at: range)
  }

  /// Whether a name means a number or an array.
  func isKnown(_ name: String) -> Bool {
    definitions[name] != nil || variablesByName[name] != nil || valuesByName[name] != nil
  }

  /// The error for a function that does not exist.
  func unknownFunction(_ name: String, at range: Range<Int>) -> FormulaError {
    let known = FormulaFunction.allCases.map(\.rawValue)
    if known.contains(name.lowercased()) || variablesByName[name] != nil
      || valuesByName[name] != nil
    {
      let remedy =
        known.contains(name.lowercased())
        ? "write '\(name.lowercased())'"
        : "write '\(name)' alone, or '*' for a product"
      return FormulaError("'\(name)' is not a function; \(remedy)", at: range)
    }
    let hint =
      (ForeignSyntax.remedy(forFunction: name) ?? ForeignSyntax.remedy(forWord: name)).map {
        "; \($0)"
      }
      ?? Suggestion.hint(for: name, among: known, orAllOf: known)
    return FormulaError("unknown function '\(name)'\(hint)", at: range)
  }

  /// Whether a text can be a name.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// Whether a name has a meaning in every formula with some variables.
  static func hasMeaning(_ name: String, among variables: [FormulaVariable]) -> Bool {
    name == "pi" || FormulaFunction(rawValue: name) != nil
      || variables.contains { $0.name == name }
  }
}

/// The numbers that are set beside a formula, by name.
typealias FormulaNumbers = [(name: String, value: Double)]
