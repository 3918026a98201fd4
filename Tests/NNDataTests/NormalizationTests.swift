import TestSupport
import Testing

@testable import NNData

@Suite("Normalisation")
struct NormalizationTests {
  @Test("zscore uses the deviation of the population")
  func zscore() throws {
    let scaling = try #require(Normalization.zscore.fitted(to: [1, 10, 3, 30], width: 2))
    #expect(scaling == Scaling(offsets: [2, 20], divisors: [1, 10]))
    var values = [1.0, 10, 3, 30]
    scaling.apply(to: &values, width: 2)
    #expect(values == [-1, -1, 1, 1])
  }

  @Test("minmax goes from zero to one")
  func minmax() throws {
    let scaling = try #require(Normalization.minmax.fitted(to: [4, 8, 6], width: 1))
    #expect([4, 8, 6].map { scaling.scaled($0, column: 0) } == [0, 1, 0.5])
    #expect(scaling.unscaled(0.5, column: 0) == 6)
  }

  @Test("Equal values are only shifted", arguments: [Normalization.zscore, .minmax])
  func equalValues(kind: Normalization) throws {
    let scaling = try #require(kind.fitted(to: [0.1, 0.1, 0.1], width: 1))
    #expect(scaling == Scaling(offsets: [0.1], divisors: [1]))
  }

  @Test("Without normalisation there is no scaling")
  func none() {
    #expect(Normalization.none.fitted(to: [1, 2], width: 1) == nil)
  }
}
