import Testing

@testable import NNCore

/// The products of the kernels against loops that add in the order that the design states.
@Suite("Matrix products")
struct MatrixProductTests {
  /// Samples, inputs, outputs: edges of tiles, vectors and blocks of 64 samples, and random ones.
  private static let shapes: [(Int, Int, Int)] = {
    var numbers = TestNumbers(seed: 1)
    let edges = [
      (1, 1, 1), (3, 1, 17), (4, 5, 16), (5, 15, 15), (8, 16, 32), (9, 17, 33), (64, 3, 2),
      (65, 2, 10), (129, 7, 9), (2, 129, 3), (7, 31, 128), (2, 5, 131),
    ]
    let random = (0..<20).map { _ in
      (
        1 + numbers.integer(below: 70), 1 + numbers.integer(below: 40),
        1 + numbers.integer(below: 40)
      )
    }
    return edges + random
  }()

  private static let sets = InstructionSet.allCases.filter(\.isSupported)

  @Test("Each result is the chain that the design states", arguments: sets)
  func chainsAreKept(set: InstructionSet) {
    var numbers = TestNumbers(seed: 2)
    for shape in Self.shapes {
      check(Float.self, shape, set) { numbers.sparse($0) }
      check(Double.self, shape, set) { numbers.sparse($0) }
    }
  }

  @Test("Special values go through the same chains", arguments: sets)
  func specialValues(set: InstructionSet) {
    var numbers = TestNumbers(seed: 3)
    for shape in Self.shapes {
      check(Float.self, shape, set) { numbers.special($0) }
      check(Double.self, shape, set) { numbers.special($0) }
    }
  }

  /// The first product is so small that it becomes -0, which the second one, -0 too, leaves as it
  /// is; with +0 in its place the sum would be +0.
  @Test("A negative zero keeps its sign in its product", arguments: sets)
  func negativeZeros(set: InstructionSet) {
    let tiny = Float.leastNonzeroMagnitude
    let memory = Memory()
    let z: Matrix<Float> = memory.matrix(rows: 1, columns: 1)
    Kernels<Float>(set).forward(
      memory.row([tiny, -0.0]), weights: memory.matrix([0, -tiny, 1], columns: 1), into: z)
    #expect(sameBits(z.values, [-0.0]))
  }

  private func check<T: Scalar>(
    _ type: T.Type, _ shape: (samples: Int, inputs: Int, outputs: Int), _ set: InstructionSet,
    _ draw: (Int) -> [T]
  ) {
    let memory = Memory()
    let kernels = Kernels<T>(set)
    let a = memory.matrix(draw(shape.samples * shape.inputs), columns: shape.inputs)
    let w = memory.matrix(draw((shape.inputs + 1) * shape.outputs), columns: shape.outputs)
    let delta = memory.matrix(draw(shape.samples * shape.outputs), columns: shape.outputs)

    let z: Matrix<T> = memory.matrix(rows: shape.samples, columns: shape.outputs)
    kernels.forward(a, weights: w, into: z)
    #expect(sameBits(z.values, Reference.forward(a, w)), "forward of \(T.self) \(shape)")

    let d: Matrix<T> = memory.matrix(rows: shape.samples, columns: shape.inputs)
    kernels.backward(delta, weights: w, into: d)
    #expect(sameBits(d.values, Reference.backward(delta, w)), "backward of \(T.self) \(shape)")

    // In two parts, as two threads would compute it.
    let g: Matrix<T> = memory.matrix(rows: shape.inputs + 1, columns: shape.outputs)
    let cut = g.rows / 2
    kernels.gradient(a, delta: delta, into: g, rows: cut..<g.rows)
    kernels.gradient(a, delta: delta, into: g, rows: 0..<cut)
    #expect(sameBits(g.values, Reference.gradient(a, delta)), "gradient of \(T.self) \(shape)")
  }

  @Test("Terms whose input is zero can be left out without changing a bit")
  func zerosCanBeSkipped() {
    var numbers = TestNumbers(seed: 4)
    let memory = Memory()
    let a = memory.matrix(numbers.sparse(20 * 30) as [Float], columns: 30)
    let w = memory.matrix(numbers.sparse(31 * 10) as [Float], columns: 10)
    let delta = memory.matrix(numbers.sparse(20 * 10) as [Float], columns: 10)
    #expect(
      sameBits(Reference.forward(a, w), Reference.forward(a, w, skippingZeros: true)))
    #expect(
      sameBits(Reference.gradient(a, delta), Reference.gradient(a, delta, skippingZeros: true)))
  }
}

/// Loops that say what the products are, one fused multiply-add after the other.
private enum Reference {
  static func forward<T: Scalar>(
    _ a: Matrix<T>, _ w: Matrix<T>, skippingZeros: Bool = false
  ) -> [T] {
    elements(a.rows, w.columns) { sample, output in
      var sum: T = 0
      sum.addProduct(1, w[0, output])
      for input in 0..<a.columns where !skippingZeros || a[sample, input] != 0 {
        sum.addProduct(a[sample, input], w[input + 1, output])
      }
      return sum
    }
  }

  static func backward<T: Scalar>(_ delta: Matrix<T>, _ w: Matrix<T>) -> [T] {
    elements(delta.rows, w.rows - 1) { sample, input in
      var sum: T = 0
      for output in 0..<w.columns { sum.addProduct(delta[sample, output], w[input + 1, output]) }
      return sum
    }
  }

  static func gradient<T: Scalar>(
    _ a: Matrix<T>, _ delta: Matrix<T>, skippingZeros: Bool = false
  ) -> [T] {
    elements(a.columns + 1, delta.columns) { row, output in
      var total: T = 0
      for start in stride(from: 0, to: a.rows, by: 64) {
        var sum: T = 0
        for sample in start..<min(start + 64, a.rows) {
          let activation = row == 0 ? 1 : a[sample, row - 1]
          if skippingZeros && activation == 0 { continue }
          sum.addProduct(activation, delta[sample, output])
        }
        total = start == 0 ? sum : total + sum
      }
      return total
    }
  }

  private static func elements<T>(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> T) -> [T] {
    (0..<rows).flatMap { row in (0..<columns).map { element(row, $0) } }
  }
}
