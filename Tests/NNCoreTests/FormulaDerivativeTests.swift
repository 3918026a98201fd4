import NNConfig
import Testing

@testable import NNCore

@Suite("Formulas: derivatives")
struct FormulaDerivativeTests {
  private let z = FormulaVariable.array("z")

  private func derivative(_ text: String) throws -> String? {
    var builder = FormulaBuilder(
      variables: [z, .array("y")], numbers: [(name: "b", value: 2)], keepsNames: true)
    let value = try builder.add("f", text)
    return builder.graph.derivative(of: value, by: z).map { builder.graph.text(of: $0) }
  }

  @Test(
    "They are those of a textbook",
    arguments: [
      ("z", "1"), ("y", nil), ("3", nil), ("b * z", "b"), ("z + y", "1"), ("y - z", "-1"),
      ("z^2", "2 * z"), ("z^b", "b * z ^ (b - 1)"), ("b^z", "b ^ z * log(b)"),
      ("1 / z", "-(1 / z) / z"),
      ("exp(b * z)", "b * exp(b * z)"), ("log(z)", "1 / z"), ("sqrt(z)", "1 / (2 * sqrt(z))"),
      ("tanh(z)", "1 - tanh(z)^2"), ("sigmoid(z)", "sigmoid(z) * (1 - sigmoid(z))"),
      ("softplus(z)", "sigmoid(z)"), ("sin(z)", "cos(z)"), ("cos(z)", "-sin(z)"),
      ("sinh(z)", "cosh(z)"), ("cosh(z)", "sinh(z)"), ("abs(z)", "sign(z)"), ("floor(z)", nil),
      ("sign(z)", nil), ("z < y", nil), ("max(z, 0)", "where(z < 0, 0, 1)"),
      ("min(z, 0)", "where(z > 0, 0, 1)"), ("max(0, z)", "where(z > 0, 1, 0)"),
      ("where(z > 0, z, b * z)", "where(z > 0, 1, b)"), ("where(z > 0, 1, 2)", nil),
      ("z * tanh(z)", "tanh(z) + z * (1 - tanh(z)^2)"),
      ("sqrt(max(z, 0))", "where(z < 0, 0, 1 / (2 * sqrt(max(z, 0))))"),
      ("y / min(y, z)", "where(z < y, -(y / min(y, z)) / min(y, z), 0)"),
      ("2 * max(min(z, 1), 0)", "where(min(z, 1) < 0, 0, where(z > 1, 0, 2))"),
      ("z^0", nil), ("0 * z", nil), ("z - z", nil), ("z * 1e-300 * 1e-300", nil),
      ("0 * z + z", "1"), ("max(z, 0) - max(z, 0)", nil),
    ] as [(String, String?)])
  func textbook(text: String, expected: String?) throws {
    #expect(try derivative(text) == expected)
  }

  @Test("At a tie the first branch counts, and abs has the derivative 0 at 0")
  func ties() throws {
    func slope(_ text: String, at value: Double) throws -> Double {
      let activation = try FormulaActivation(text)
      let arena = Arena()
      let delta = arena.row([1] as [Double])
      activation.backpropagate(
        delta, preActivations: arena.row([value]), activations: arena.row([0.0]),
        kernels: Kernels(.best))
      return delta.values[0]
    }
    #expect(try slope("max(z, 0)", at: 0) == 1)
    #expect(try slope("max(0, z)", at: 0) == 0)
    #expect(try slope("min(z, 0)", at: 0) == 1)
    #expect(try slope("min(0, z)", at: 0) == 0)
    #expect(try slope("abs(z)", at: 0) == 0)
    #expect(try slope("where(z >= 0, 3 * z, z)", at: 0) == 3)
  }

  @Test("An activation that is z has the derivative that is given")
  func identity() throws {
    func gradient<T: Scalar>(_ type: T.Type, _ text: String, _ derivative: String) throws -> [T] {
      let activation = try FormulaActivation(text, derivative: derivative)
      let arena = Arena()
      let delta: Matrix<T> = arena.row([1, 2, -3, 0.5])
      let z: Matrix<T> = arena.row([0.25, -1, 2, 0])
      activation.backpropagate(delta, preActivations: z, activations: z, kernels: Kernels(.best))
      return delta.values
    }
    for derivative in ["2 * z + cos(z)", "where(abs(z) < 1, z, 0.1)", "max(0, 1 - abs(z))"] {
      for text in ["z", "z * 1", "--z"] {
        #expect(
          try gradient(Double.self, text, derivative)
            == gradient(Double.self, "z + 0", derivative), "\(text), \(derivative)")
        #expect(
          try gradient(Float.self, text, derivative)
            == gradient(Float.self, "z + 0", derivative), "\(text), \(derivative)")
      }
    }
    #expect(try gradient(Double.self, "z", "2 * z + 1") == [1.5, -2, -15, 0.5])
  }

  /// The derivatives at numbers.
  private func slopes(_ text: String, at points: [Double]) throws -> [Double] {
    let activation = try FormulaActivation(text)
    let arena = Arena()
    let (z, a) = (arena.row(points), arena.row(points))
    let delta = arena.row(points.map { _ in 1.0 })
    activation.apply(z, into: a, kernels: Kernels(.best))
    activation.backpropagate(delta, preActivations: z, activations: a, kernels: Kernels(.best))
    return delta.values
  }

  @Test(
    "Where a branch without z is taken it is 0, whatever follows",
    arguments: [
      "sqrt(max(z, 0))", "max(z, 0) ^ 0.9", "log(1 + sqrt(max(z, 0)))", "1 / (1 / max(z, 0))",
      "log(max(z, 0))", "0.5 ^ log(max(z, 0))", "sqrt(where(z > 0, z, 0))", "sqrt(-min(-z, 0))",
      "sqrt(max(min(z, 2), 0))", "sqrt(max(z, 0)) * sqrt(max(z, 0))",
      "sqrt(max(z, 0) + max(z - 1, 0))", "sqrt(where(z < -1, max(z, 0), max(2 * z, 0)))",
      "sqrt(max(z, 0)^3)", "sqrt(sqrt(max(z, 0)) * max(z, 0))", "abs(log(max(z, 0)))",
    ])
  func branches(text: String) throws {
    let slopes = try slopes(text, at: [-3, -1.5, -1, -0.25, 0.5, 1.5])
    #expect(slopes.prefix(4) == [0, 0, 0, 0])
    #expect(slopes.suffix(2).allSatisfy { $0.isFinite && $0 != 0 })
  }

  @Test(
    "Their size is in proportion to that of the formula",
    arguments: [
      ("max(", ", sin(z))"), ("sqrt(max(", ", 0))"), ("sqrt(max(sin(z) * ", ", sin(z)))"),
      ("where(z > 0, 0, cos(", "))"), ("sqrt(where(z < 1, cos(z), ", "))"),
      ("exp(max(1, min(z^2, ", ")))"), ("sin(z) * (z + max(0, ", "))^3"),
    ])
  func size(opening: String, closing: String) throws {
    func size(_ depth: Int) throws -> Int {
      // Different numbers, so that no two levels are the same.
      func level(_ part: String, _ index: Int) -> String {
        part.replacing("sin(", with: "sin(\(index) + ").replacing("0", with: "0.\(index)1")
      }
      let text =
        (1...depth).map { level(opening, $0) }.joined() + "z"
        + (1...depth).reversed().map { level(closing, $0) }.joined()
      var builder = FormulaBuilder(variables: [z], numbers: [])
      let value = try builder.add("f", text)
      let derivative = builder.graph.derivative(of: value, by: z)
      return builder.graph.isNeeded(for: [try #require(derivative)]).count { $0 }
    }
    let (small, large) = (try size(15), try size(45))
    #expect(large <= 3 * small + 10)
  }

  @Test("A derivative that is the number 0 is found", arguments: ["0 * z", "z - z", "z^0"])
  func zero(text: String) throws {
    let mistake = try #require(
      throws: FormulaMistakes.self
    ) { _ = try FormulaActivation(text) }.all[0]
    #expect(mistake.message.hasPrefix("the derivative of the formula by 'z' is 0 everywhere"))
    #expect(throws: Never.self) { _ = try FormulaActivation(text, derivative: "1") }
  }

  /// Formulas without kinks for z from 0.3 to 1.7.
  private static let smooth = [
    "exp(sin(z)) / (1 + z^2)", "log(1 + exp(z)) * tanh(2 * z)", "sqrt(1 + z^4) - cosh(z / 2)",
    "z ^ 2.5 + 2 ^ z - z ^ -1.5 + z ^ z", "erf(z) * sigmoid(-z) + softplus(3 * z)",
    "sinh(z) * cos(z)^3 / z", "max(z, -1) * min(z^2, 9) + where(z > 0, z^3, 1)",
    "abs(z - 5) ^ 1.5 * sign(z)", "1 / (1 + exp(-1.7 * z)) ^ 2",
  ]

  @Test("They agree with central differences", arguments: smooth)
  func centralDifferences(text: String) throws {
    let activation = try FormulaActivation(text)
    let points = (0...70).map { 0.3 + 0.02 * Double($0) }
    let arena = Arena()
    func values(_ z: [Double]) -> [Double] {
      let a: Matrix<Double> = arena.matrix(rows: 1, columns: z.count)
      activation.apply(arena.row(z), into: a, kernels: Kernels(.best))
      return a.values
    }
    let delta = arena.row(points.map { _ in 1.0 })
    activation.backpropagate(
      delta, preActivations: arena.row(points), activations: arena.row(values(points)),
      kernels: Kernels(.best))
    // Of fourth order: an error of h^4.
    let h = 1e-3
    let (near, far) = (
      zip(values(points.map { $0 + h }), values(points.map { $0 - h })).map { $0 - $1 },
      zip(values(points.map { $0 + 2 * h }), values(points.map { $0 - 2 * h })).map { $0 - $1 }
    )
    for index in points.indices {
      let expected = (8 * near[index] - far[index]) / (12 * h)
      #expect(
        abs(delta.values[index] - expected) < 1e-8 * max(1, abs(expected)), "z = \(points[index])")
    }
  }
}
