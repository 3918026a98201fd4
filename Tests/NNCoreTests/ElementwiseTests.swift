import Testing

@testable import NNCore

/// Elementwise functions and costs against loops over single elements.
@Suite("Elementwise kernels")
struct ElementwiseTests {
  private static let sets = InstructionSet.supported
  /// Below, at and above the lanes of a vector.
  private static let lengths = [1, 7, 8, 9, 15, 16, 17, 40]

  @Test("Every function in the list computes its formula", arguments: sets)
  func functions(set: InstructionSet) {
    checkFunctions(Float.self, set)
    checkFunctions(Double.self, set)
  }

  private func checkFunctions<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    var numbers = TestNumbers(seed: 5)
    let kernels = Kernels<T>(set)
    for length in Self.lengths {
      let (x, y, z, w): ([T], [T], [T], [T]) = (
        numbers.special(length), numbers.special(length), numbers.special(length),
        numbers.special(length)
      )
      let arena = Arena()
      let operands = [x, y, z, w].map { arena.row($0) }
      /// Whether a kernel's results, also in place of its first operand, are as expected.
      func check(
        _ name: String, _ expected: [Expected<T>],
        _ apply: (_ operands: [Matrix<T>], _ out: Matrix<T>) -> Void
      ) {
        let out = arena.row([T](repeating: 1, count: length))
        apply(operands, out)
        #expect(zip(out.values, expected).allSatisfy { $1.matches($0) }, "\(name) of \(T.self)")
        let copies = [x, y, z, w].map { arena.row($0) }
        apply(copies, copies[0])
        #expect(sameBits(out.values, copies[0].values), "\(name) in place")
      }
      for f in UnaryFunction.all {
        check(f.name, x.map { f.expected($0) }) { kernels.apply(f, $0[0], into: $1) }
        let derivatives = x.indices.map { f.expectedDerivative(x[$0], y[$0], z[$0]) }
        check("derivative of \(f.name)", derivatives) { operands, out in
          out.set(operands[0].values)
          kernels.multiply(
            out, byDerivativeOf: f, preActivations: operands[1], activations: operands[2])
        }
      }
      for f in ParametricFunction.all {
        for p in [0.1, -2] {
          check(f.name, x.map { f.expected($0, T(p)) }) {
            kernels.apply(f, $0[0], parameter: p, into: $1)
          }
          let derivatives = x.indices.map { f.expectedDerivative(x[$0], y[$0], z[$0], T(p)) }
          check("derivative of \(f.name)", derivatives) { operands, out in
            out.set(operands[0].values)
            kernels.multiply(
              out, byDerivativeOf: f, parameter: p, preActivations: operands[1],
              activations: operands[2])
          }
        }
      }
      let (p, q) = (0.1, -0.7)
      for f in BinaryFunction.all {
        check(f.name, x.indices.map { f.expected(x[$0], y[$0]) }) {
          kernels.apply(f, $0[0], $0[1], into: $1)
        }
        check(f.name, x.map { f.expected($0, T(p)) }) { kernels.apply(f, $0[0], p, into: $1) }
        check(f.name, x.map { f.expected(T(p), $0) }) { kernels.apply(f, p, $0[0], into: $1) }
      }
      for f in TernaryFunction.all {
        check(f.name, x.indices.map { f.expected(x[$0], y[$0], z[$0]) }) {
          kernels.apply(f, $0[0], $0[1], $0[2], into: $1)
        }
        check(f.name, x.indices.map { f.expected(x[$0], T(p), z[$0]) }) {
          kernels.apply(f, $0[0], p, $0[2], into: $1)
        }
        check(f.name, x.indices.map { f.expected(x[$0], y[$0], T(p)) }) {
          kernels.apply(f, $0[0], $0[1], p, into: $1)
        }
        check(f.name, x.map { f.expected($0, T(p), T(q)) }) {
          kernels.apply(f, $0[0], p, q, into: $1)
        }
      }
      for f in QuaternaryFunction.all {
        check(f.name, x.indices.map { f.expected(x[$0], y[$0], z[$0], w[$0]) }) {
          kernels.apply(f, $0[0], $0[1], $0[2], $0[3], into: $1)
        }
        check(f.name, x.indices.map { f.expected(x[$0], T(p), z[$0], T(q)) }) {
          kernels.apply(f, $0[0], p, $0[2], q, into: $1)
        }
        check(f.name, x.indices.map { f.expected(x[$0], y[$0], T(p), T(q)) }) {
          kernels.apply(f, $0[0], $0[1], p, q, into: $1)
        }
      }
    }
  }

  @Test("Minimum and maximum keep NaN, and the first of two zeros", arguments: sets)
  func minimumAndMaximum(set: InstructionSet) {
    let arena = Arena()
    let x = arena.row([0, -0.0, .nan, 1, -1, .infinity] as [Double])
    let y = arena.row([-0.0, 0, 1, .nan, 2, .infinity] as [Double])
    let out: Matrix<Double> = arena.matrix(rows: 1, columns: 6)
    Kernels(set).apply(.minimum, x, y, into: out)
    #expect(sameBits(out.values, [0, -0.0, .nan, .nan, -1, .infinity]))
    Kernels(set).apply(.maximum, x, y, into: out)
    #expect(sameBits(out.values, [0, -0.0, .nan, .nan, 2, .infinity]))
  }

  @Test("Whole numbers, zeros and NaN stay what they are under floor", arguments: sets)
  func floor(set: InstructionSet) {
    func check<T: Scalar>(_ type: T.Type) {
      // From here on all numbers are whole.
      let all = 1 / T.ulpOfOne
      let cases: [(x: T, floor: T)] = [
        (0, 0), (-0.0, -0.0), (0.3, 0), (-0.3, -1), (T(1).nextDown, 0), (1, 1), (-1, -1),
        (T(-1).nextDown, -2), (2.5, 2), (-2.5, -3), (T.leastNonzeroMagnitude, 0),
        (-T.leastNonzeroMagnitude, -1), (all - 0.5, all - 1), (0.5 - all, -all), (all, all),
        (-all - 1, -all - 1), (T.greatestFiniteMagnitude, T.greatestFiniteMagnitude),
        (.infinity, .infinity), (-.infinity, -.infinity), (.nan, .nan),
      ]
      let arena = Arena()
      let out = arena.row([T](repeating: 1, count: cases.count))
      Kernels(set).apply(.floor, arena.row(cases.map(\.x)), into: out)
      #expect(sameBits(out.values, cases.map(\.floor)))
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("Float is computed in double and rounded once", arguments: sets)
  func roundedOnce(set: InstructionSet) {
    var numbers = TestNumbers(seed: 5)
    for length in Self.lengths {
      let (x, d): ([Float], [Float]) = (numbers.special(length), numbers.special(length))
      func results<T: Scalar>(
        _ type: T.Type, _ body: (_ kernels: Kernels<T>, _ x: Matrix<T>, _ out: Matrix<T>) -> Void
      ) -> [T] {
        let arena = Arena()
        let out = arena.row([T](repeating: 1, count: length))
        body(Kernels(set), arena.row(x.map { T($0) }), out)
        return out.values
      }
      let inDouble: [UnaryFunction] = [
        .exp, .log, .erf, .tanh, .sinh, .cosh, .sin, .cos, .sigmoid, .softplus, .gelu,
      ]
      for f in inDouble {
        let doubles = results(Double.self) { $0.apply(f, $1, into: $2) }
        #expect(
          sameBits(results(Float.self) { $0.apply(f, $1, into: $2) }, doubles.map { Float($0) }),
          "\(f) of \(length)")
      }
      for f in [.erf, .sinh, .cosh, .sin, .cos, .softplus, .gelu] as [UnaryFunction] {
        let slopes = results(Double.self) {
          $0.multiply($2, byDerivativeOf: f, preActivations: $1, activations: $1)
        }
        let found = results(Float.self) {
          $2.set(d)
          $0.multiply($2, byDerivativeOf: f, preActivations: $1, activations: $1)
        }
        #expect(
          sameBits(found, zip(d, slopes).map { Float(Double($0) * $1) }),
          "derivative of \(f) of \(length)")
      }
    }
  }

  @Test("Derivatives of costs are what their formulas say", arguments: sets)
  func derivativesOfCosts(set: InstructionSet) {
    checkDerivatives(Float.self, set)
    checkDerivatives(Double.self, set)
  }

  private func checkDerivatives<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    var numbers = TestNumbers(seed: 5)
    let kernels = Kernels<T>(set)
    for length in Self.lengths {
      let x: [T] = numbers.special(length)
      let d: [T] = numbers.special(length)
      let arena = Arena()
      func result(_ start: [T], _ body: (_ x: Matrix<T>, _ out: Matrix<T>) -> Void) -> [T] {
        let out = arena.row(start)
        body(arena.row(x), out)
        return out.values
      }
      #expect(
        sameBits(
          result(d) { kernels.squaredErrorGradient(activations: $0, targets: $1, into: $1) },
          zip(x, d).map { 2 * ($0 - $1) }), "squared error of \(length) of \(T.self)")
      #expect(
        sameBits(
          result(d) { kernels.difference($0, $1, into: $1) }, zip(x, d).map { $0 - $1 }),
        "difference of \(length) of \(T.self)")
    }
  }

  @Test("Rows are added in double, from the first column to the last", arguments: sets)
  func rowSums(set: InstructionSet) {
    var numbers = TestNumbers(seed: 7)
    for length in Self.lengths {
      let x: [Float] = numbers.special(3 * length)
      let arena = Arena()
      let sums: UnsafeMutablePointer<Double> = arena.zeros(3)
      Kernels<Float>(set).sumRows(of: arena.matrix(x, columns: length), into: sums)
      for row in 0..<3 {
        let expected = x[row * length..<(row + 1) * length].reduce(0.0) { $0 + Double($1) }
        #expect(sameBits([sums[row]], [expected]), "row \(row) of \(length)")
      }
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
      #expect(sameBits(absolute, zip(first, errors).map { $0 + abs($1) }), "\(length) errors")
      #expect(
        sameBits(squared, zip(other, errors).map { $0.addingProduct($1, $1) }), "\(length) errors")
    }
  }

  @Test("Softmax adds up to one, keeps the order, and survives huge numbers", arguments: sets)
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
    for (index, (found, expected)) in zip(a.values, expected).enumerated() {
      #expect(abs(found - expected) < 1e-15, "element \(index)")
    }
  }

  @Test("Costs are summed in double precision, and finite for huge logits", arguments: sets)
  func costs(set: InstructionSet) {
    let arena = Arena()
    let kernels = Kernels<Float>(set)
    let costs: UnsafeMutablePointer<Double> = arena.zeros(2)
    let z = arena.matrix([1000, -1000, 0, 1] as [Float], columns: 2)
    let y = arena.matrix([0, 1, 0.5, 0.5] as [Float], columns: 2)

    kernels.crossEntropy(logits: z, targets: y, into: costs)
    // ln(1 + e) - 1/2 for the second row.
    #expect(costs[0] == 2000 && abs(costs[1] - 0.813261687518223) < 1e-14)

    kernels.binaryCrossEntropy(logits: z, targets: y, into: costs)
    // ln 2 + 1/2 + ln(1 + 1/e)
    #expect(costs[0] == 2000 && abs(costs[1] - 1.506408868078168) < 1e-14)

    kernels.squaredError(activations: z, targets: y, into: costs)
    #expect(costs[0] == 1_000_000 + 1001 * 1001 && costs[1] == 0.5)
  }
}
