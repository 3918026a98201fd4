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
