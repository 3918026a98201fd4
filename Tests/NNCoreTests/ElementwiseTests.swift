import Testing

@testable import NNCore

/// Functions of neurons, costs and updates against loops over single elements.
@Suite("Elementwise kernels")
struct ElementwiseTests {
  private static let sets = InstructionSet.supported
  /// Below, at and above the numbers of lanes of a vector.
  private static let lengths = [1, 7, 8, 9, 15, 16, 17, 40]

  @Test("Functions and derivatives are what their formulas say", arguments: sets)
  func formulas(set: InstructionSet) {
    check(Float.self, set)
    check(Double.self, set)
  }

  private func check<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    var numbers = TestNumbers(seed: 5)
    let kernels = Kernels<T>(set)
    let slope = T(0.1)
    for length in Self.lengths {
      let x: [T] = numbers.special(length)
      let d: [T] = numbers.special(length)
      let arena = Arena()
      func result(_ start: [T], _ body: (_ x: Matrix<T>, _ out: Matrix<T>) -> Void) -> [T] {
        let out = arena.row(start)
        body(arena.row(x), out)
        return out.values
      }
      #expect(sameBits(result(d) { kernels.relu($0, into: $1) }, x.map { $0 < 0 ? 0 : $0 }))
      #expect(
        sameBits(
          result(d) { kernels.reluBackward($1, sums: $0) },
          zip(x, d).map { $0 >= 0 ? $1 : 0 }))
      #expect(
        sameBits(
          result(d) { kernels.leakyReLU($0, slope: 0.1, into: $1) },
          x.map { $0 < 0 ? $0 * slope : $0 }))
      #expect(
        sameBits(
          result(d) { kernels.leakyReLUBackward($1, slope: 0.1, sums: $0) },
          zip(x, d).map { $0 >= 0 ? $1 : $1 * slope }))
      #expect(
        sameBits(
          result(d) { kernels.sigmoidBackward($1, activations: $0) },
          zip(x, d).map { $1 * ($0 * (1 - $0)) }))
      #expect(
        sameBits(
          result(d) { kernels.tanhBackward($1, activations: $0) },
          zip(x, d).map { a, d in d * T(1).addingProduct(-a, a) }))
      // Computed in double and rounded once, whatever the type.
      func inDouble(_ body: (_ x: Matrix<Double>, _ out: Matrix<Double>) -> Void) -> [Double] {
        let out = arena.row([Double](repeating: 1, count: length))
        body(arena.row(x.map { Double($0) }), out)
        return out.values
      }
      let doubles = Kernels<Double>(set)
      #expect(
        sameBits(
          result(d) { kernels.softplus($0, into: $1) },
          inDouble { doubles.softplus($0, into: $1) }.map { T($0) }))
      #expect(
        sameBits(
          result(d) { kernels.softplusBackward($1, sums: $0) },
          zip(d, inDouble { doubles.sigmoid($0, into: $1) }).map { T(Double($0) * $1) }))
      #expect(
        sameBits(
          result(d) { kernels.gelu($0, into: $1) },
          inDouble { doubles.gelu($0, into: $1) }.map { T($0) }))
      #expect(
        sameBits(
          result(d) { kernels.geluBackward($1, sums: $0) },
          zip(d, inDouble { doubles.geluBackward($1, sums: $0) }).map { T(Double($0) * $1) }))
      #expect(
        sameBits(
          result(d) { kernels.squaredErrorGradient(activations: $0, targets: $1, into: $1) },
          zip(x, d).map { 2 * ($0 - $1) }))
      #expect(
        sameBits(
          result(d) { kernels.difference($0, $1, into: $1) }, zip(x, d).map { $0 - $1 }))
      #expect(
        sameBits(
          result(d) { kernels.sgd($1, gradient: $0, scale: 0.25, eta: 0.1) },
          zip(x, d).map { g, w in w.addingProduct(-T(0.1), g * T(0.25)) }))
    }
  }

  @Test("Errors are added to the sums of each column", arguments: sets)
  func errors(set: InstructionSet) {
    var numbers = TestNumbers(seed: 6)
    for length in Self.lengths {
      let (a, y): ([Double], [Double]) = (numbers.special(length), numbers.special(length))
      let (first, other): ([Double], [Double]) = (numbers.special(length), numbers.special(length))
      var (absolute, squared) = (first, other)
      Kernels<Float>(set).addErrors(a, y, absolute: &absolute, squared: &squared)
      let errors = zip(a, y).map { $0 - $1 }
      #expect(sameBits(absolute, zip(first, errors).map { $0 + abs($1) }))
      #expect(sameBits(squared, zip(other, errors).map { $0.addingProduct($1, $1) }))
    }
  }

  @Test("Softmax adds up to one, keeps the order, and survives huge sums", arguments: sets)
  func softmax(set: InstructionSet) {
    let arena = Arena()
    let z = arena.matrix([1, 2, 3, 1000, 999, -1000, 0, 0, 0] as [Double], columns: 3)
    let a: Matrix<Double> = arena.matrix(rows: 3, columns: 3)
    Kernels<Double>(set).softmax(z, into: a)
    let e = 2.718281828459045
    let sum = 1 / (e * e) + 1 / e + 1
    let expected = [
      1 / (e * e) / sum, 1 / e / sum, 1 / sum, e / (e + 1), 1 / (e + 1), 0, 1 / 3.0, 1 / 3.0,
      1 / 3.0,
    ]
    for (found, expected) in zip(a.values, expected) { #expect(abs(found - expected) < 1e-15) }
  }

  @Test("Costs are sums of double precision, finite for huge weighted sums", arguments: sets)
  func costs(set: InstructionSet) {
    let arena = Arena()
    let kernels = Kernels<Float>(set)
    let costs: UnsafeMutablePointer<Double> = arena.zeros(2)
    let z = arena.matrix([1000, -1000, 0, 1] as [Float], columns: 2)
    let y = arena.matrix([0, 1, 0.5, 0.5] as [Float], columns: 2)

    kernels.crossEntropy(sums: z, targets: y, into: costs)
    // ln(1 + e) - 1/2 for the second row.
    #expect(costs[0] == 2000 && abs(costs[1] - 0.813261687518223) < 1e-14)

    kernels.binaryCrossEntropy(sums: z, targets: y, into: costs)
    // ln 2 + 1/2 + ln(1 + 1/e)
    #expect(costs[0] == 2000 && abs(costs[1] - 1.506408868078168) < 1e-14)

    kernels.squaredError(activations: z, targets: y, into: costs)
    #expect(costs[0] == 1_000_000 + 1001 * 1001 && costs[1] == 0.5)
  }
}
