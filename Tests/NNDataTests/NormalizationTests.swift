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

  @Test(
    "A scaled decimal is found again, digit for digit", arguments: [Normalization.zscore, .minmax])
  func original(kind: Normalization) throws {
    var generator = SeededGenerator(seed: 4)
    for digits in 1...9 {
      let values = (0..<200).map { _ in
        Double("\(generator.next(below: 2_000_000) - 1_000_000)e-\(generator.next(below: digits))")
          ?? 0
      }
      let scaling = try #require(kind.fitted(to: values, width: 1))
      for value in values {
        let scaled = scaling.scaled(value, column: 0)
        #expect(scaling.original(of: scaled, column: 0) == value)
      }
    }
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
