import Testing

@testable import NNCore

/// The kernel of x^y against references of 50 digits, and the special values of IEEE 754.
@Suite("Powers")
struct PowerTests {
  private static let sets = InstructionSet.supported

  private func powers<T: Scalar>(_ x: [T], _ y: [T], _ set: InstructionSet) -> [T] {
    let arena = Arena()
    let out = arena.row([T](repeating: 1, count: x.count))
    Kernels<T>(set).apply(.power, arena.row(x), arena.row(y), into: out)
    return out.values
  }

  @Test("Errors stay within the largest stated bounds", arguments: sets)
  func errors(set: InstructionSet) throws {
    func check<T: Scalar>(_ type: T.Type, bound: Double) throws {
      let references = try FunctionReferences<T>("power")
      let (x, y) = (references.arguments, references.exponents)
      let worst = references.worstError(of: powers(x, y, set))
      #expect(worst.error <= bound, "\(x[worst.index]) to the power of \(y[worst.index])")
    }
    try check(Float.self, bound: 0.5 + 0x1p-26)
    try check(Double.self, bound: 0.9)
  }

  @Test("Every instruction set gives the same bits", arguments: sets)
  func sameBitsEverywhere(set: InstructionSet) throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let references = try FunctionReferences<T>("power")
      let (x, y) = (references.arguments, references.exponents)
      #expect(sameBits(powers(x, y, set), powers(x, y, .baseline)))
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("References reach the whole range")
  func referencesAreEverywhere() throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let references = try FunctionReferences<T>("power")
      #expect(references.arguments.contains { $0.isSubnormal })
      #expect(references.arguments.contains { $0 < 0 })
      #expect(references.exponents.contains { abs($0) > 1000 })
      let results = references.high.map { T($0) }
      #expect(results.contains(.infinity) && results.contains(0))
      #expect(results.filter { $0.isSubnormal }.count > 100)
      #expect(results.filter { $0 < 0 }.count > 100)
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("Special values are those of IEEE 754", arguments: sets)
  func specialValues(set: InstructionSet) {
    checkSpecialValues(Float.self, set)
    checkSpecialValues(Double.self, set)
  }

  private func checkSpecialValues<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    let (infinity, nan) = (T.infinity, T.nan)
    let lastOdd = 2 / T.ulpOfOne - 1
    let cases: [(x: T, y: T, power: T)] = [
      // 1, also where an operand is NaN.
      (0, 0, 1), (-0.0, -0.0, 1), (infinity, 0, 1), (nan, 0, 1), (-3, -0.0, 1), (nan, -0.0, 1),
      (1, nan, 1), (1, infinity, 1), (1, -infinity, 1), (-1, infinity, 1), (-1, -infinity, 1),
      (nan, 1, nan), (2, nan, nan), (-1, nan, nan), (0, nan, nan), (nan, infinity, nan),
      // Zeros keep their sign if the exponent is odd.
      (0, 3, 0), (-0.0, 3, -0.0), (-0.0, 2, 0), (-0.0, 0.5, 0), (-0.0, infinity, 0),
      (0, -3, infinity), (-0.0, -3, -infinity), (-0.0, -2, infinity), (-0.0, -0.5, infinity),
      (-0.0, lastOdd, -0.0), (-0.0, 2 * lastOdd, 0), (0, T.leastNonzeroMagnitude, 0),
      // Infinities.
      (infinity, 0.5, infinity), (infinity, -2, 0), (-infinity, 3, -infinity),
      (-infinity, 2, infinity), (-infinity, 0.5, infinity), (-infinity, -3, -0.0),
      (-infinity, -2, 0), (-infinity, -0.5, 0),
      (0.5, infinity, 0), (0.5, -infinity, infinity), (-2, infinity, infinity),
      (-2, -infinity, 0), (-0.5, infinity, 0), (1 + T.ulpOfOne, infinity, infinity),
      // Negative bases.
      (-1, 3, -1), (-1, 4, 1), (-1, lastOdd, -1), (-1, lastOdd + 1, 1), (-1, lastOdd / 2, nan),
      (-1, T.greatestFiniteMagnitude, 1), (-2, 3, -8), (-2, -2, 0.25), (-2, 0.5, nan),
      (-2, T.leastNonzeroMagnitude, nan),
      // Beyond the range.
      (10, 400, infinity), (-10, 401, -infinity), (10, -400, 0), (-10, -401, -0.0),
      (2, T.greatestFiniteMagnitude, infinity), (0.5, T.greatestFiniteMagnitude, 0),
      (T.greatestFiniteMagnitude, 2, infinity), (T.leastNonzeroMagnitude, 2, 0),
      // Exactly the operand.
      (T.greatestFiniteMagnitude, 1, T.greatestFiniteMagnitude), (-0.1, 1, -0.1),
      (T.leastNonzeroMagnitude, 1, T.leastNonzeroMagnitude),
    ]
    let results = powers(cases.map(\.x), cases.map(\.y), set)
    for (result, (x, y, power)) in zip(results, cases) {
      #expect(sameBits([result], [power]), "\(x) to the power of \(y) of \(T.self): \(result)")
    }
    // The same alone, where nothing else in the vector is special.
    for (x, y, power) in cases {
      #expect(sameBits(powers([x], [y], set), [power]), "\(x) to the power of \(y) of \(T.self)")
    }
  }
}
