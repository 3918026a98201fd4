import NNConfig
import NNCore
import NNTesting
import Testing

/// Where functions have no derivative, which formulas with a derivative of their own show.
@Suite("Derivatives at kinks and jumps")
struct KinkTests {
  private func failures(_ f: String, _ df: String) throws -> [String] {
    let formula = try #require(CorePlugins.activations.first { $0.name == "formula" })
    return try Conformance.check(formula, settings: #"{f: "\#(f)", df: "\#(df)"}"#).failures
  }

  @Test(
    "Anything between the one-sided derivatives is right",
    arguments: ["z > 0", "z >= 0", "where(z == 0, 0.5, z > 0)"])
  func between(derivative: String) throws {
    #expect(try failures("max(z, 0)", derivative) == [])
  }

  @Test("Anything else is wrong", arguments: [-0.1, 1.1])
  func outside(slope: Double) throws {
    #expect(
      try failures("max(z, 0)", "where(z == 0, \(slope), z > 0)") == [
        "gradient: at z = 0 it is \(slope), but central differences give 0.5 (error 0.6)"
      ])
  }

  @Test("Points close to a kink are on one side of it")
  func near() throws {
    // Wrong from the kink to a hundredth after it.
    #expect(
      try failures("max(z, 0)", "z > 0.01") == [
        "gradient: at z = 0.001 it is 0, but central differences give 1 (error 1)"
      ])
  }

  @Test(
    "Nothing is expected where the tangent is vertical",
    arguments: [
      ("sign(z) * abs(z)^(1/3)", "where(z == 0, 1, abs(z)^(-2/3) / 3)"),
      ("sign(z) * sqrt(abs(z))", "where(z == 0, 1, 0.5 / sqrt(abs(z)))"),
    ])
  func verticalTangent(f: String, df: String) throws {
    #expect(try failures(f, df) == [])
    #expect(
      try failures(f, "2 * (\(df))").first?.hasPrefix("gradient: at z = 0.001 it is") == true)
  }

  @Test("A derivative that is not a number is the worst")
  func notANumber() throws {
    #expect(
      try failures("tanh(z)", "where(z == 1, log(z - 2), 3 - z)").first
        == "gradient: at z = 1 it is NaN, but central differences give 0.419974")
  }

  @Test("A jump has no derivative")
  func jump() throws {
    #expect(try failures("floor(z)", "0 * z") == [])
    #expect(
      try failures("floor(z)", "1 + 0 * z") == [
        "gradient: at z = 0.001 it is 1, but central differences give 0 (error 1)"
      ])
  }
}
