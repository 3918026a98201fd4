import NNConfig
import Testing

@testable import NNCore

@Suite("Formulas: reading")
struct FormulaParserTests {
  /// What a formula of z and y, and of the numbers b and width, is read as.
  private func read(_ text: String, keepsNames: Bool = true) throws -> String {
    var graph = ExpressionGraph()
    let names = FormulaNames(
      variables: [.array("z"), .array("y")],
      numbers: [(name: "b", value: 2), (name: "width", value: 3)],
      keepsNames: keepsNames)
    let (expression, _) = try FormulaParser.parse(text, names: names, into: &graph)
    return graph.text(of: expression)
  }

  private func error(_ text: String) throws -> FormulaError {
    try #require(throws: FormulaError.self) { _ = try read(text) }
  }

  @Test(
    "Operators bind as in mathematics, powers to the right",
    arguments: [
      ("z+y*b", "z + y * b"), ("(z+y)*b", "(z + y) * b"), ("z-y-b", "z - y - b"),
      ("z-(y-b)", "z - (y - b)"), ("z/y/b", "z / y / b"), ("z/(y/b)", "z / (y / b)"),
      ("-z^2", "-z^2"), ("(-z)^2", "(-z)^2"), ("z^y^b", "z ^ y ^ b"), ("(z^y)^b", "(z ^ y) ^ b"),
      ("z^-y", "z ^ -y"), ("-z*y", "-z * y"), ("--z", "z"), ("+z", "z"), ("z - -y", "z + y"),
      ("z<y", "z < y"), ("z>y", "y < z"), ("z >= y", "y <= z"), ("z != y", "z != y"),
      ("where(z<=0, y, b)", "where(z <= 0, y, b)"), ("max(z, min(y, b))", "max(z, min(y, b))"),
      (" z\t*\n y ", "z * y"), ("sin(z)^2", "sin(z)^2"), ("pi*z", "pi * z"),
      ("width*z", "width * z"),
    ])
  func structure(text: String, expected: String) throws {
    #expect(try read(text) == expected)
  }

  @Test(
    "Operations on numbers are done when a formula is read",
    arguments: [
      ("2 * 3 + z", "6 + z"), ("b * 3 * z", "6 * z"), ("z ^ b", "z^2"), ("z * 1", "z"),
      ("z / 1", "z"),
      ("z ^ 1", "z"), ("-1 * z", "-z"), ("z * z", "z^2"), ("1e3 * z", "1000 * z"),
      (".5 * z", "0.5 * z"), ("0e-999 + z", "0 + z"), ("0.00 + z", "0 + z"),
      ("1e-300 * z", "1e-300 * z"),
      ("2 ^ 10 * z", "1024 * z"), ("where(b > 1, z, y)", "z"), ("where(y, z, z)", "z"),
      ("max(2, 3) * z", "3 * z"), ("-2 ^ 2 * z", "-4 * z"), ("z ^ -1", "1 / z"),
      ("z ^ 3", "z^2 * z"),
    ])
  func constants(text: String, expected: String) throws {
    #expect(try read(text, keepsNames: false) == expected)
  }

  @Test(
    "What is wrong is marked, with a remedy",
    arguments: [
      ("z * sigmod(z)", 4..<10, "unknown function 'sigmod'; did you mean 'sigmoid'?"),
      ("z * (y + 1", 4..<5, "this bracket is not closed"),
      ("z * y)", 5..<6, "')' is not expected here"),
      ("z +", 3..<4, "the formula ends where an operand is expected"),
      ("", 0..<1, "the formula ends where an operand is expected"),
      ("2z", 1..<2, "there is no operator before this; write '*' for a product"),
      ("(z)(y)", 3..<4, "there is no operator before this; write '*' for a product"),
      ("z**2", 1..<3, "'**' has no meaning in a formula; write '^' for powers"),
      ("z * widht", 4..<9, "unknown name 'widht'; did you mean 'width'?"),
      (
        "z + q", 4..<5,
        "unknown name 'q'; there are z, y, b, width, pi, and what is set beside the formula as "
          + "'q: NUMBER'"
      ),
      ("tanh * z", 0..<4, "'tanh' is a function; write 'tanh(x)'"),
      ("b(z)", 0..<1, "'b' is not a function; write 'b' alone, or '*' for a product"),
      ("Tanh(z)", 0..<4, "'Tanh' is not a function; write 'tanh'"),
      ("relu(z)", 0..<4, "unknown function 'relu'; write 'max(x, 0)'"),
      ("ln(z)", 0..<2, "unknown function 'ln'; write 'log(x)'"),
      ("max(z)", 0..<6, "'max(a, b)' cannot have 1 operand"),
      ("exp()", 0..<5, "'exp(x)' cannot have 0 operands"),
      (
        "z < y < b", 6..<7,
        "comparisons cannot follow each other; write a product of two, '(a < b) * (b < c)'"
      ),
      (
        "z = y", 2..<3,
        "'=' has no meaning in a formula; write '==' to compare, and no name before what is computed"
      ),
      ("z / 0", 0..<5, "this divides by 0"),
      ("|z|", 0..<1, "'|' has no meaning in a formula; write 'abs(...)' for the absolute value"),
      ("z × y", 2..<3, "'×' has no meaning in a formula; write '*'"),
      ("z $ y", 2..<3, "'$' has no meaning in a formula"),
      ("1.2.3 * z", 3..<5, "there is no operator before this; write '*' for a product"),
      (". * z", 0..<1, "'.' has no meaning in a formula"),
      ("1 / 0 + z", 0..<5, "this is infinite in double precision"),
      ("z * 1e999", 4..<9, "this is infinite in double precision"),
      ("z * 1e-400", 4..<10, "this is 0 in double precision"),
      ("z + 0.0001e-320 * z", 4..<15, "this is 0 in double precision"),
      ("z + 10 ^ 400", 4..<12, "this is infinite in double precision"),
      ("z * (0 / 0)", 5..<10, "the result of this is not a number"),
      ("z * log(-1)", 4..<11, "the result of this is not a number"),
      ("z * (-8) ^ 0.5", 4..<14, "the result of this is not a number"),
    ])
  func mistakes(text: String, part: Range<Int>, message: String) throws {
    #expect(try error(text) == FormulaError(message, at: part))
  }

  @Test(
    "What other languages write is refused with what formulas have instead",
    arguments: [
      ("e^z", 0..<1, "'e' has no meaning in a formula; write 'exp(x)' for e^x"),
      (
        "z > 0 and y", 6..<9,
        "'and' has no meaning in a formula; write a product of comparisons, '(a < b) * (b < c)'"
      ),
      ("not z", 0..<3, "'not' has no meaning in a formula; write '1 - ...'"),
      (
        "z if z > 0 else y", 2..<4,
        "'if' has no meaning in a formula; write 'where(condition, a, b)'"
      ),
      ("if(z > 0, z, 0)", 0..<2, "unknown function 'if'; write 'where(condition, a, b)'"),
      (
        "y * np.exp(z)", 4..<10,
        "'np.exp' has a dot, but there are no modules in formulas; write 'exp' alone"
      ),
      (
        "np.maximum(z, 0)", 0..<10,
        "'np.maximum' has a dot, but there are no modules in formulas; write 'max(a, b)'"
      ),
      ("z. + 1", 1..<2, "'.' has no meaning in a formula"),
      ("z.5", 1..<3, "there is no operator before this; write '*' for a product"),
      ("z.*y", 1..<3, "'.*' has no meaning in a formula; write '*'"),
      ("mod(z, 2)", 0..<3, "unknown function 'mod'; write 'a - b * floor(a / b)'"),
      (
        "z -= y", 2..<4,
        "'-=' has no meaning in a formula; write only the new value, as 'w - ...'"
      ),
      (
        "\\tanh(z)", 0..<1,
        "'\\' has no meaning in a formula; functions are written as 'tanh(x)'"
      ),
      ("z\u{200B}", 1..<2, "U+200B has no meaning in a formula"),
      (
        "1e * z", 0..<2,
        "'1e' is a number without its exponent; write '1e0', or '1 * e' for a product"
      ),
      ("z * 0x1F", 4..<8, "'0x1F' is not a decimal number; write 31"),
      ("0b101 + z", 0..<5, "'0b101' is not a decimal number; write 5"),
      ("z * 1_000.5", 4..<9, "'1_000' has '_' in a number; write 1000"),
      ("z * 1_a", 5..<7, "there is no operator before this; write '*' for a product"),
      ("z // 2", 2..<4, "'//' has no meaning in a formula; write 'floor(a / b)'"),
      ("z <> 2", 2..<4, "'<>' has no meaning in a formula; write '!='"),
      ("z === 2", 2..<5, "'===' has no meaning in a formula; write '=='"),
      (
        "z % 2", 2..<3,
        "'%' has no meaning in a formula; write 'a - b * floor(a / b)' for a remainder"
      ),
      ("√z", 0..<1, "'√' has no meaning in a formula; write 'sqrt(...)'"),
      (
        "z && y", 2..<4,
        "'&&' has no meaning in a formula; write a product of comparisons for 'and'"
      ),
      ("!z", 0..<1, "'!' has no meaning in a formula; write '!=' or '1 - ...'"),
      ("z[0]", 1..<2, "'[' has no meaning in a formula; use round brackets"),
      ("0,5 * z", 1..<2, "',' is not expected here; decimals have a point"),
    ])
  func slips(text: String, part: Range<Int>, message: String) throws {
    #expect(try error(text) == FormulaError(message, at: part))
  }

  @Test("A number beside the formula may have the name of something in other languages")
  func foreignNames() throws {
    var graph = ExpressionGraph()
    let names = FormulaNames(
      variables: [.array("z")], numbers: [(name: "e", value: 2), (name: "or", value: 3)],
      keepsNames: true)
    let (expression, _) = try FormulaParser.parse("e * z + or", names: names, into: &graph)
    #expect(graph.text(of: expression) == "e * z + or")
    let error = #expect(throws: FormulaError.self) {
      try FormulaParser.parse("2e", names: names, into: &graph)
    }
    #expect(error?.message.contains("'2 * e' for a product") == true)
  }

  @Test("Brackets, signs and powers can be nested, but not without end")
  func depth() throws {
    func nested(_ count: Int) -> String {
      String(repeating: "(", count: count) + "z" + String(repeating: ")", count: count)
    }
    #expect(try read(nested(150)) == "z")
    #expect(try error(nested(4_000)).message == "nested deeper than 200 levels")
    #expect(try error(String(repeating: "-", count: 9_000) + "z").message.contains("200 levels"))
    let powers = (0..<1_000).map { _ in "z" }.joined(separator: "^")
    #expect(try error(powers).message == "nested deeper than 200 levels")
    let calls = String(repeating: "exp(", count: 2_000) + "z"
    #expect(try error(calls).message == "nested deeper than 200 levels")
  }

  @Test("A long formula is read, one that is too long is refused")
  func length() throws {
    let sum = (1...2_000).map { "z*\($0 % 10)" }.joined(separator: "+")
    #expect(try read(sum).contains("..."))
    let long = String(repeating: "z+", count: 500_000) + "z"
    #expect(
      try error(long)
        == FormulaError(
          "the formula has 1000001 characters, but at most 10000 are allowed", at: 0..<1))
  }

  @Test("Any text is read or refused, and what is shown can be read again")
  func anything() throws {
    var numbers = TestNumbers(seed: 31)
    let words = [
      "z", "y", "b", "2", "0.5", "1e3", "(", ")", "+", "-", "*", "/", "^", "<", ">=", "!=", ",",
      " ",
      "exp(", "max(", "where(", "sin(", "abs(", "é", "'", "#", "pi", "..", "z)", "y))",
    ]
    var count = 0
    for _ in 0..<20_000 {
      let text = (0..<1 + numbers.integer(below: 12)).map { _ in
        words[numbers.integer(below: words.count)]
      }.joined()
      guard let shown = try? read(text) else { continue }
      count += 1
      #expect(try read(shown) == shown, "\(text)")
    }
    #expect(count > 500)
  }
}
