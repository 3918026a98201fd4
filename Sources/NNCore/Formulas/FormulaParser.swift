import NNConfig

/// Reads the text of a formula as an expression.
///
///     comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
///     sum        = product {("+" | "-") product}
///     product    = signed {("*" | "/") signed}
///     signed     = {"-" | "+"} power
///     power      = operand ["^" signed]
///     operand    = number | name | name "(" comparison {"," comparison} ")" | "(" comparison ")"
struct FormulaParser {
  /// The maximum number of characters in a formula.
  static let maximumLength = 10_000
  /// The maximum depth of nested brackets, signs and powers.
  static let maximumDepth = 200

  private let names: FormulaNames
  private var lexer: FormulaLexer
  private var token: FormulaToken
  private var depth = 0
  private var graph = ExpressionGraph()
  /// The end of the last word that was read.
  private var end = 0
  private var used: Set<String> = []

  /// Adds the expression that a text describes to a graph.
  ///
  /// - Parameters:
  ///   - text: the formula
  ///   - names: what names mean
  ///   - graph: receives the expression, and after a mistake what was read before it
  /// - Returns: the expression, and the names that the text has
  /// - Throws: `FormulaError` at the first mistake
  static func parse(
    _ text: String, names: FormulaNames, into graph: inout ExpressionGraph
  ) throws(FormulaError) -> (expression: Int, names: Set<String>) {
    let length = text.unicodeScalars.count
    guard length <= maximumLength else {
      throw FormulaError(
        "the formula has \(length) characters, but at most \(maximumLength) are allowed",
        at: 0..<1)
    }
    var parser = try FormulaParser(text, names: names)
    // Moved, not copied: there may be many formulas.
    swap(&parser.graph, &graph)
    defer { swap(&parser.graph, &graph) }
    let expression = try parser.comparison()
    guard parser.token.kind == .end else { throw parser.unexpected() }
    return (expression, parser.used)
  }

  private init(_ text: String, names: FormulaNames) throws(FormulaError) {
    self.names = names
    lexer = FormulaLexer(text)
    token = try lexer.next()
  }

  private mutating func comparison() throws(FormulaError) -> Int {
    let start = token.range.lowerBound
    let left = try sum()
    guard let comparison = Self.comparison(token.kind) else { return left }
    try advance()
    let right = try sum()
    if Self.comparison(token.kind) != nil {
      throw FormulaError(
        "comparisons cannot follow each other; write a product of two, '(a < b) * (b < c)'",
        at: token.range)
    }
    let (x, y) = comparison.isSwapped ? (right, left) : (left, right)
    let result = graph.apply(comparison.function, x, y)
    return try checked(result, from: start)
  }

  private static func comparison(
    _ kind: FormulaToken.Kind
  ) -> (function: BinaryFunction, isSwapped: Bool)? {
    switch kind {
    case .symbol("<"): (.less, false)
    case .symbol("<="): (.lessOrEqual, false)
    case .symbol(">"): (.less, true)
    case .symbol(">="): (.lessOrEqual, true)
    case .symbol("=="): (.equal, false)
    case .symbol("!="): (.notEqual, false)
    default: nil
    }
  }

  private mutating func sum() throws(FormulaError) -> Int {
    let start = token.range.lowerBound
    var result = try product()
    while case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-" {
      try advance()
      let operand = try product()
      result = graph.apply(symbol == "+" ? .add : .subtract, result, operand)
      result = try checked(result, from: start)
    }
    return result
  }

  private mutating func product() throws(FormulaError) -> Int {
    let start = token.range.lowerBound
    var result = try signed()
    while case .symbol(let symbol) = token.kind, symbol == "*" || symbol == "/" {
      try advance()
      let operand = try signed()
      if symbol == "/", graph.constant(operand) == 0, graph.constant(result) == nil {
        throw FormulaError("this divides by 0", at: start..<end)
      }
      result = graph.apply(symbol == "*" ? .multiply : .divide, result, operand)
      result = try checked(result, from: start)
    }
    return result
  }

  private mutating func signed() throws(FormulaError) -> Int {
    try descend()
    defer { depth -= 1 }
    let start = token.range.lowerBound
    switch token.kind {
    case .symbol("-"):
      try advance()
      let operand = try signed()
      let result = graph.apply(.negate, operand)
      return try checked(result, from: start)
    case .symbol("+"):
      try advance()
      return try signed()
    default: return try power()
    }
  }

  private mutating func power() throws(FormulaError) -> Int {
    let start = token.range.lowerBound
    let base = try operand()
    guard token.kind == .symbol("^") else { return base }
    try advance()
    let exponent = try signed()
    let result = graph.apply(.power, base, exponent)
    return try checked(result, from: start)
  }

  private mutating func operand() throws(FormulaError) -> Int {
    let range = token.range
    switch token.kind {
    case .number(let value):
      try advance()
      try refuseProduct()
      let result = graph.constant(value)
      return try checked(result, from: range.lowerBound)
    case .name(let name):
      try advance()
      if token.kind == .symbol("(") { return try call(name, at: range) }
      used.insert(name)
      let result = try names.node(of: name, at: range, in: &graph)
      try refuseProduct()
      return result
    case .symbol("("):
      try advance()
      let result = try comparison()
      try close(range)
      return result
    default: throw unexpected()
    }
  }

  private mutating func call(_ name: String, at range: Range<Int>) throws(FormulaError) -> Int {
    guard let function = FormulaFunction(rawValue: name) else {
      throw names.unknownFunction(name, at: range)
    }
    let open = token.range
    try advance()
    var operands: [Int] = []
    if token.kind != .symbol(")") {
      operands.append(try comparison())
      while token.kind == .symbol(",") {
        try advance()
        operands.append(try comparison())
      }
    }
    try close(open)
    guard operands.count == function.operandCount else {
      let found = operands.count == 1 ? "1 operand" : "\(operands.count) operands"
      throw FormulaError("'\(function.usage)' cannot have \(found)", at: range.lowerBound..<end)
    }
    let result = function.apply(operands, in: &graph)
    return try checked(result, from: range.lowerBound)
  }

  /// Reads the bracket that closes another.
  private mutating func close(_ open: Range<Int>) throws(FormulaError) {
    if token.kind == .end { throw FormulaError("this bracket is not closed", at: open) }
    guard token.kind == .symbol(")") else { throw unexpected() }
    try advance()
    try refuseProduct()
  }

  /// Refuses an operand that follows another one, as in `2 z`.
  private func refuseProduct() throws(FormulaError) {
    if case .name(let name) = token.kind, !names.isKnown(name),
      let remedy = ForeignSyntax.remedy(forWord: name)
    {
      throw FormulaError("'\(name)' has no meaning in a formula; \(remedy)", at: token.range)
    }
    switch token.kind {
    case .number, .name, .symbol("("):
      throw FormulaError(
        "there is no operator before this; write '*' for a product", at: token.range)
    default: return
    }
  }

  private mutating func advance() throws(FormulaError) {
    end = token.range.upperBound
    token = try lexer.next()
  }

  private mutating func descend() throws(FormulaError) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw FormulaError("nested deeper than \(Self.maximumDepth) levels", at: token.range)
    }
  }

  /// A part of the formula, which may be a number only if it is finite.
  private func checked(_ expression: Int, from start: Int) throws(FormulaError) -> Int {
    guard let value = graph.constant(expression), !value.isFinite else { return expression }
    throw FormulaError(
      value.isNaN
        ? "the result of this is not a number"
        : "this is infinite in double precision", at: start..<end)
  }

  private func unexpected() -> FormulaError {
    let what =
      switch token.kind {
      case .end: "the formula ends where an operand is expected"
      case .symbol(","): "',' is not expected here; decimals have a point"
      case .symbol(let symbol): "'\(symbol)' is not expected here"
      case .name(let name): "'\(name)' is not expected here"
      case .number: "a number is not expected here"
      }
    return FormulaError(what, at: token.range)
  }
}
