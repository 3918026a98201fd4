import Foundation

/// Random numbers that are the same each time for a seed (Steele, Lea, Flood 2014: SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts a sequence.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number from 0 to below a bound.
  public mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// One of the elements, of which there must be at least one.
  public mutating func choose<Element>(_ elements: [Element]) -> Element {
    elements[next(below: elements.count)]
  }
}

/// The seed of what tests leave to chance, such as the moments at which they kill a run.
///
/// It differs from one test run to the next, so that tests cover more over time, unless the
/// environment variable `NNRUN_TEST_SEED` sets it. A failure says which seed it was.
public enum TestSeed {
  /// The seed of this test run.
  public static let value: UInt64 =
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    ?? .random(in: 0..<1_000_000_000)

  /// What a failure says: how to draw the same numbers again.
  public static var hint: String { "\(name)=\(value)" }

  private static let name = "NNRUN_TEST_SEED"
}
