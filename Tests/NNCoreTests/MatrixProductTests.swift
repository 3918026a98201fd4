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
      (65, 2, 10), (129, 7, 9), (2, 129, 3), (7, 31, 128), (2, 5, 131), (13, 33, 64),
      (25, 40, 48), (2, 4100, 3), (600, 5, 33),
    ]
    let random = (0..<20).map { _ in
      (
        1 + numbers.integer(below: 70), 1 + numbers.integer(below: 40),
        1 + numbers.integer(below: 40)
      )
    }
    return edges + random
  }()

  private static let sets = InstructionSet.supported

  @Test("Each result is the chain of sums that the design states", arguments: sets)
  func chains(set: InstructionSet) {
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

  /// The first product is so small that it is rounded to -0, and adding a term of zero keeps that.
  @Test("A sum that is zero is +0", arguments: sets)
  func zeroSums(set: InstructionSet) {
    let tiny = Float.leastNonzeroMagnitude
    let arena = Arena()
    let kernels = Kernels<Float>(set)
    let z: Matrix<Float> = arena.matrix(rows: 2, columns: 1)
    let a = arena.matrix([tiny, 0, 0, tiny], columns: 2)
    kernels.forward(a, weights: arena.panels([-0.0, -tiny, -tiny], columns: 1), into: z)
    #expect(sameBits(z.values, [0, 0]))
    let g: PanelMatrix<Float> = arena.panels(rows: 3, columns: 1)
    kernels.gradient(a, delta: arena.matrix([-tiny, 0], columns: 1), into: g, rows: 0..<3)
    #expect(sameBits(g.values, [-tiny, 0, 0]))
  }

  private func check<T: Scalar>(
    _ type: T.Type, _ shape: (samples: Int, inputs: Int, outputs: Int), _ set: InstructionSet,
    _ draw: (Int) -> [T]
  ) {
    let arena = Arena()
    let kernels = Kernels<T>(set)
    let a = arena.matrix(draw(shape.samples * shape.inputs), columns: shape.inputs)
    let w = arena.panels(draw((shape.inputs + 1) * shape.outputs), columns: shape.outputs)
    let delta = arena.matrix(draw(shape.samples * shape.outputs), columns: shape.outputs)

    let z: Matrix<T> = arena.matrix(rows: shape.samples, columns: shape.outputs)
    kernels.forward(a, weights: w, into: z)
    #expect(sameBits(z.values, Reference.forward(a, w)), "forward of \(T.self) \(shape)")

    let d: Matrix<T> = arena.matrix(rows: shape.samples, columns: shape.inputs)
    let t: PanelMatrix<T> = arena.panels(rows: shape.outputs, columns: shape.inputs)
    kernels.transpose(w, inputs: 0..<shape.inputs / 2, into: t)
    kernels.transpose(w, inputs: shape.inputs / 2..<shape.inputs, into: t)
    kernels.backward(delta, transposed: t, into: d)
    #expect(sameBits(d.values, Reference.backward(delta, w)), "backward of \(T.self) \(shape)")

    // In two parts, as two threads would compute it.
    let g: PanelMatrix<T> = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    let cut = g.rows / 2
    kernels.gradient(a, delta: delta, into: g, rows: cut..<g.rows)
    kernels.gradient(a, delta: delta, into: g, rows: 0..<cut)
    #expect(sameBits(g.values, Reference.gradient(a, delta)), "gradient of \(T.self) \(shape)")
  }

  @Test("Sparse inputs give the same bits as dense ones", arguments: sets)
  func sparseInputs(set: InstructionSet) throws {
    for shape in Self.shapes + [(70, 2100, 5)] {
      try checkSparse(Float.self, shape, set)
      try checkSparse(Double.self, shape, set)
    }
  }

  private func checkSparse<T: Scalar>(
    _ type: T.Type, _ shape: (samples: Int, inputs: Int, outputs: Int), _ set: InstructionSet
  ) throws {
    var numbers = TestNumbers(seed: 4)
    let arena = Arena()
    let kernels = Kernels<T>(set)
    let bytes = (0..<shape.samples * shape.inputs).map { _ in
      numbers.integer(below: 3) == 0 ? UInt8(numbers.integer(below: 256)) : 0
    }
    let values = (0..<256).map { T($0) / 255 }
    let rows = try #require(
      SparseRows(bytes, width: shape.inputs, count: shape.samples, maximumDensity: 1))
    // The samples are taken in an order other than that in which they are stored.
    let indices = (0..<shape.samples).reversed().map { $0 }
    let a = arena.matrix(
      indices.flatMap { sample in
        bytes[sample * shape.inputs..<(sample + 1) * shape.inputs].map { values[Int($0)] }
      }, columns: shape.inputs)
    let w: PanelMatrix<T> = arena.panels(
      numbers.sparse((shape.inputs + 1) * shape.outputs), columns: shape.outputs)
    let delta: Matrix<T> = arena.matrix(
      numbers.sparse(shape.samples * shape.outputs), columns: shape.outputs)
    let z: Matrix<T> = arena.matrix(rows: shape.samples, columns: shape.outputs)
    let g: PanelMatrix<T> = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    let cut = g.rows / 3
    indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        guard let start = values.baseAddress else { return }
        let batch = SparseBatch(rows, values: start, indices: indices.baseAddress, first: 0)
        kernels.forward(batch, weights: w, into: z)
        kernels.gradient(batch, delta: delta, into: g, rows: cut..<g.rows)
        kernels.gradient(batch, delta: delta, into: g, rows: 0..<cut)
      }
    }
    for skips in [false, true] {
      #expect(sameBits(z.values, Reference.forward(a, w, skippingZeros: skips)), "\(shape)")
      #expect(sameBits(g.values, Reference.gradient(a, delta, skippingZeros: skips)), "\(shape)")
    }
  }
}

/// Loops that say what the products are, one fused multiply-add after the other.
private enum Reference {
  static func forward<T: Scalar>(
    _ a: Matrix<T>, _ w: PanelMatrix<T>, skippingZeros: Bool = false
  ) -> [T] {
    elements(a.rows, w.columns) { sample, output in
      var sum: T = 0
      sum.addProduct(1, w[0, output])
      for input in 0..<a.columns where !skippingZeros || a[sample, input] != 0 {
        sum.addProduct(a[sample, input], w[input + 1, output])
      }
      return sum + 0
    }
  }

  static func backward<T: Scalar>(_ delta: Matrix<T>, _ w: PanelMatrix<T>) -> [T] {
    elements(delta.rows, w.rows - 1) { sample, input in
      var sum: T = 0
      for output in 0..<w.columns { sum.addProduct(delta[sample, output], w[input + 1, output]) }
      return sum + 0
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
      return total + 0
    }
  }

  private static func elements<T>(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> T) -> [T] {
    (0..<rows).flatMap { row in (0..<columns).map { element(row, $0) } }
  }
}
