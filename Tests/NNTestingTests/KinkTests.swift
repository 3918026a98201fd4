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

  @Test("A jump has no derivative")
  func jump() throws {
    #expect(try failures("floor(z)", "0 * z") == [])
    #expect(
      try failures("floor(z)", "1 + 0 * z") == [
        "gradient: at z = 0.001 it is 1, but central differences give 0 (error 1)"
      ])
  }
}
