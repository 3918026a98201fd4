import NNConfig
import Testing

@testable import NNCore

@Suite("Formulas: programs")
struct FormulaProgramTests {
  private static let formulas = [
    "x", "3", "-x", "x + y", "x / y - 2 * x", "where(x < y, exp(x), y * y)",
    "max(x, 0) + min(y, 1) * abs(x)", "tanh(x * y) + sigmoid(x) * softplus(y) - erf(x)",
    "sin(x) + cos(y) * sinh(x) / cosh(y)", "floor(10 * x) + sign(y) * abs(x) ^ 1.5",
    "u * x + log(u) / u",
    "u + 1", "x ^ 2 + x ^ 3 - x ^ 4 + x ^ -1", "(x < y) + (x <= y) * (x == y) - (x != 0)",
    // Many intermediate results at a time.
    (1...60).map { "exp(x / \($0)) * " }.joined() + "1 + "
      + (1...60).reversed().map { "exp(x / \($0))" }.joined(separator: " - "),
  ]

  /// A formula of the arrays x and y, and of the number u.
  private struct Example {
    var builder = FormulaBuilder(
      variables: [.array("x"), .array("y"), .number("u")], numbers: [])
    let output: Int

    init(_ text: String) throws {
      output = try builder.add("f", text)
    }

    func program() throws -> FormulaProgram {
      var graph = builder.graph
      let arrays = [graph.variable(.array("x")), graph.variable(.array("y"))]
      return try FormulaProgram([output], in: graph, arrays: arrays, uniforms: [.number("u")])
    }

    /// The value for single numbers, node after node.
    func value(_ x: Double, _ y: Double, _ u: Double) -> Double {
      let arithmetic = Kernels<Double>(.baseline)
      var values: [Double] = []
      for node in builder.graph.nodes {
        switch node {
        case .constant(let value): values.append(value)
        case .variable(let variable): values.append(["x": x, "y": y][variable.name] ?? u)
        case .named: values.append(.nan)
        case .unary(let function, let a):
          values.append(arithmetic.value(of: function, values[a]))
        case .binary(let function, let a, let b):
          values.append(arithmetic.value(of: function, values[a], values[b]))
        case .select(let condition, let a, let b):
          values.append(values[condition] != 0 ? values[a] : values[b])
        }
      }
      return values[output]
    }
  }

  @Test(
    "Each element is what its numbers give alone, with all instruction sets",
    arguments: formulas)
  func naive(text: String) throws {
    try check(Float.self, text)
    try check(Double.self, text)
  }

  private func check<T: Scalar>(_ type: T.Type, _ text: String) throws {
    let example = try Example(text)
    let program = try example.program()
    let u = 1.75
    for count in [1, 7, 16, 700, 1_500] {
      var numbers = TestNumbers(seed: 3)
      let arena = Arena()
      let x: Matrix<T> = arena.row(numbers.special(count))
      let y: Matrix<T> = arena.row(numbers.special(count))
      let expected = zip(x.values, y.values).map {
        T(example.value(Double($0), Double($1), u))
      }
      for set in InstructionSet.supported {
        let result: Matrix<T> = arena.matrix(rows: 1, columns: count)
        Kernels<T>(set).evaluate(
          program, shape: result, uniform: { _ in u }, array: { $0 == 0 ? x : y },
          into: { _ in result })
        #expect(sameBits(result.values, expected), "\(T.self), \(set), \(count) elements")
        // A result may replace what it is computed from.
        let copy = arena.row(x.values)
        Kernels<T>(set).evaluate(
          program, shape: copy, uniform: { _ in u }, array: { $0 == 0 ? copy : y },
          into: { _ in copy })
        #expect(sameBits(copy.values, expected), "\(T.self), \(set), \(count) elements in place")
      }
    }
  }

  @Test("A result that is an array has what was in it before, whatever is written first")
  func rotation() throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      var graph = ExpressionGraph()
      let arrays = ["x", "y", "z"].map { graph.variable(.array($0)) }
      let sum = graph.apply(.add, arrays[0], arrays[1])
      let program = try FormulaProgram(
        [arrays[1], arrays[2], arrays[0], sum], in: graph, arrays: arrays)
      for set in InstructionSet.supported {
        let arena = Arena()
        let rows: [Matrix<T>] = [1, 2, 3, 0].map { arena.row([T](repeating: $0, count: 1_000)) }
        Kernels<T>(set).evaluate(
          program, shape: rows[0], array: { rows[$0] }, into: { rows[$0] })
        #expect(rows.map { Set($0.values) } == [[2], [3], [1], [3]], "\(T.self), \(set)")
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("A result that is asked for twice is in both places")
  func twice() throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      var graph = ExpressionGraph()
      let x = graph.variable(.array("x"))
      let sum = graph.apply(.add, x, graph.constant(2))
      let program = try FormulaProgram([sum, sum], in: graph, arrays: [x])
      for set in InstructionSet.supported {
        let arena = Arena()
        let rows: [Matrix<T>] = [1, 0].map { arena.row([T](repeating: $0, count: 1_000)) }
        Kernels<T>(set).evaluate(
          program, shape: rows[0], array: { _ in rows[0] }, into: { rows[1 - $0] })
        #expect(rows.map { Set($0.values) } == [[3], [3]], "\(T.self), \(set)")
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("Rows are added in double, from the first column to the last")
  func rows() throws {
    let example = try Example("x * y")
    let program = try example.program()
    for columns in [1, 10, 16, 300, 1_100] {
      var numbers = TestNumbers(seed: 4)
      let arena = Arena()
      let x: Matrix<Float> = arena.matrix(rows: 5, columns: columns)
      let y: Matrix<Float> = arena.matrix(rows: 5, columns: columns)
      x.set(numbers.sparse(5 * columns))
      y.set(numbers.sparse(5 * columns))
      for set in InstructionSet.supported {
        var sums = [Double](repeating: .nan, count: 5)
        Kernels<Float>(set).sumRows(
          of: program, shape: x, array: { $0 == 0 ? x : y }, into: &sums)
        for row in 0..<5 {
          var expected = 0.0
          for column in 0..<columns {
            expected += Double(x[row, column]) * Double(y[row, column])
          }
          #expect(sums[row] == expected, "\(set), \(columns) columns, row \(row)")
        }
      }
    }
  }

  @Test("Common parts are computed once")
  func commonParts() throws {
    func count(_ text: String) throws -> Int {
      try Example(text).program().main.stepCount
    }
    #expect(try count("exp(x + y) * exp(y + x)") == 3)
    #expect(try count("x * (u + 1) + (u + 1)") == 2)
    #expect(try count("2 * 3 + x") == 1)
    #expect(try count("x") == 0)
  }

  @Test(
    "Sums, products and nested functions of any length need few intermediate results",
    arguments: [
      (0..<260).map { "sin(z+\($0))" }.joined(separator: "+"),
      (0..<260).map { "sin(z+\($0))" }.joined(separator: "*"),
      (0..<150).map { "tanh(\($0)+2*" }.joined() + "z" + String(repeating: ")", count: 150),
      (0..<150).map { "max(sin(z+\($0))," }.joined() + "z" + String(repeating: ")", count: 150),
      (0..<150).map { "sin(z+\($0))*(1+" }.joined() + "z" + String(repeating: ")", count: 150),
    ])
  func longFormulas(text: String) throws {
    let activation = try FormulaActivation(text)
    let arena = Arena()
    let z = arena.row([0.5])
    let (a, delta) = (arena.row([0.0]), arena.row([1.0]))
    activation.apply(z, into: a, kernels: Kernels(.best))
    activation.backpropagate(delta, preActivations: z, activations: a, kernels: Kernels(.best))
    #expect(a.values[0].isFinite && delta.values[0].isFinite)
  }

  @Test("A formula that is too large is marked as a whole")
  func marked() throws {
    let sum = (1...270).map { "sin(z+\($0))" }
    let text = "(\(sum.joined(separator: "+")))/(\(sum.reversed().joined(separator: "+")))"
    let mistake = try #require(
      throws: FormulaMistakes.self
    ) { _ = try FormulaActivation(text) }.all[0]
    #expect(mistake.message.hasPrefix("the formula has too many intermediate results"))
    #expect(mistake.setting == "f")
    #expect(mistake.part == 0..<text.unicodeScalars.count)
    let other = try #require(throws: FormulaMistakes.self) {
      _ = try FormulaActivation("tanh(z)", derivative: text)
    }.all[0]
    #expect(other.setting == "df")
    #expect(other.part == 0..<text.unicodeScalars.count)
  }

  @Test("A formula with too many intermediate results is refused")
  func tooLarge() throws {
    // All sums are needed until the end, because the products take them in reverse.
    let terms = (1...330).map { "sin(x+\($0))" }
    let text =
      "(\(terms.joined(separator: " + "))) / (\(terms.reversed().joined(separator: " + ")))"
    let example = try Example(text)
    let error = try #require(throws: FormulaTooLarge.self) { _ = try example.program() }
    #expect(
      error.message == "the formula has too many intermediate results; make it simpler")
  }
}
