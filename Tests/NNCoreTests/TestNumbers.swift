import NNCore
import TestSupport

/// Elements of matrices for tests.
struct TestNumbers {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A number between -1 and 1.
  mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-52 - 1 }

  /// A whole number below a bound.
  mutating func integer(below bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

  /// Numbers between -1 and 1, a third of them zero, as activations of ReLU are.
  mutating func sparse<T: Scalar>(_ count: Int) -> [T] {
    (0..<count).map { _ in integer(below: 3) == 0 ? 0 : T(uniform()) }
  }

  /// Numbers that are easily mishandled: tiny, huge, signed zeros, infinite, not a number.
  mutating func special<T: Scalar>(_ count: Int) -> [T] {
    let values: [T] = [
      0, -0.0, 1, -1, T.leastNonzeroMagnitude, -T.leastNormalMagnitude, T.greatestFiniteMagnitude,
      -T.infinity, T.infinity, T.nan,
    ]
    return (0..<count).map { _ in
      integer(below: 4) == 0 ? values[integer(below: values.count)] : T(uniform())
    }
  }
}
