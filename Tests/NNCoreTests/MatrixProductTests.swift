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
    let z: PanelBatch<Float> = arena.panelBatch(rows: 2, columns: 1)
    let a = arena.panelBatch([tiny, 0, 0, tiny], columns: 2)
    let w = arena.panels([-0.0, -tiny, -tiny], columns: 1)
    kernels.forward(a, weights: w, into: z)
    #expect(sameBits(z.values, [0, 0]))
    let g: PanelMatrix<Float> = arena.panels(rows: 3, columns: 1)
    kernels.gradient(
      a, delta: arena.panelBatch([-tiny, 0], columns: 1), into: g, rows: 0..<3, columns: 0..<1)
    #expect(sameBits(g.values, [-tiny, 0, 0]))
    let d: PanelBatch<Float> = arena.panelBatch(rows: 1, columns: 2)
    kernels.backward(arena.panelBatch([tiny], columns: 1), weights: w, into: d)
    #expect(sameBits(d.values, [0, 0]))
  }

  private func check<T: Scalar>(
    _ type: T.Type, _ shape: (samples: Int, inputs: Int, outputs: Int), _ set: InstructionSet,
    _ draw: (Int) -> [T]
  ) {
    let arena = Arena()
    let kernels = Kernels<T>(set)
    let inputs = draw(shape.samples * shape.inputs)
    let w = arena.panels(draw((shape.inputs + 1) * shape.outputs), columns: shape.outputs)
    let deltas = draw(shape.samples * shape.outputs)
    // In panels, as hidden layers are, and in rows, as inputs and outputs may be.
    for hasRows in [false, true] {
      func batch(_ values: [T], _ columns: Int) -> PanelBatch<T> {
        hasRows
          ? PanelBatch(arena.matrix(values, columns: columns))
          : arena.panelBatch(values, columns: columns)
      }
      let (a, delta) = (batch(inputs, shape.inputs), batch(deltas, shape.outputs))
      let z = batch(Array(repeating: 0, count: deltas.count), shape.outputs)
      for columns in parts(shape.outputs, T.self) {
        kernels.forward(a, weights: w, into: z, columns: columns)
      }
      #expect(sameBits(z.values, Reference.forward(a, w)), "forward of \(T.self) \(shape)")

      let d = batch(Array(repeating: 0, count: inputs.count), shape.inputs)
      for columns in parts(shape.inputs, T.self) {
        kernels.backward(delta, weights: w, into: d, columns: columns)
      }
      #expect(sameBits(d.values, Reference.backward(delta, w)), "backward of \(T.self) \(shape)")

      let rows = shape.inputs + 1
      checkGradient(Reference.gradient(a, delta), rows: rows, columns: shape.outputs) {
        kernels.gradient(
          a, delta: delta, into: $0, rows: $1, columns: $2, use: GradientUse(with: w))
      }
    }
  }

  /// Panels in two parts, as threads have them.
  private func parts<T: Scalar>(_ columns: Int, _ type: T.Type) -> [Range<Int>] {
    let width = PanelBatch<T>.panelWidth
    let cut = PanelBatch<T>.panelCount(columns: columns) / 2 * width
    return cut == 0 ? [0..<columns] : [0..<cut, cut..<columns]
  }

  /// Computes a gradient in four parts, and as a whole.
  private func checkGradient<T: Scalar>(
    _ expected: [T], rows: Int, columns: Int, unit: Int = 1,
    _ compute: (PanelMatrix<T>, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let arena = Arena()
    let cut = 1 + (rows - 1) / 3 / unit * unit
    let rowParts = [0..<cut, cut..<rows].filter { !$0.isEmpty }
    for (rowParts, columnParts) in [
      ([0..<rows], [0..<columns]), (rowParts, parts(columns, T.self)),
    ] {
      for rows in rowParts {
        for columnPart in columnParts {
          let part: PanelMatrix<T> = arena.panels(rows: rows.count, columns: columnPart.count)
          compute(part, rows, columnPart)
          let wanted = rows.flatMap { row in
            columnPart.map { expected[row * columns + $0] }
          }
          #expect(
            sameBits(part.values, wanted), "gradient of \(T.self), \(rows) x \(columnPart)")
        }
      }
    }
  }

  /// How many bytes in 100 are not zero, and whether they are neighbours.
  private static let densities = [(20, true), (3, false), (30, false), (0, false), (100, true)]

  @Test("Sparse inputs give the same bits as dense ones", arguments: sets)
  func sparseInputs(set: InstructionSet) throws {
    var numbers = TestNumbers(seed: 4)
    for (index, shape) in (Self.shapes + [(70, 1100, 5), (130, 65, 70)]).enumerated() {
      let density = Self.densities[index % Self.densities.count]
      try checkSparse(Float.self, shape, density, set, &numbers)
      try checkSparse(Double.self, shape, density, set, &numbers)
    }
  }

  private func checkSparse<T: Scalar>(
    _ type: T.Type, _ shape: (samples: Int, inputs: Int, outputs: Int),
    _ density: (percent: Int, hasNeighbours: Bool), _ set: InstructionSet,
    _ numbers: inout TestNumbers
  ) throws {
    let arena = Arena()
    let kernels = Kernels<T>(set)
    var isInRun = false
    let bytes = (0..<shape.samples * shape.inputs).map { place -> UInt8 in
      if !density.hasNeighbours || place.isMultiple(of: 12) {
        isInRun = numbers.integer(below: 100) < density.percent
      }
      return isInRun ? UInt8(numbers.integer(below: 256)) : 0
    }
    let values = (0..<256).map { T($0) / 255 }
    let rows = try #require(
      SparseRows(bytes, width: shape.inputs, count: shape.samples, maximumShare: 3))
    for row in 0..<shape.samples {
      let start = row * shape.inputs
      #expect(rows.expanded(row) == Array(bytes[start..<start + shape.inputs]))
    }
    // The samples are taken in an order other than that in which they are stored.
    let indices = (0..<shape.samples).reversed().map { $0 }
    let a = arena.panelBatch(
      indices.flatMap { sample in
        bytes[sample * shape.inputs..<(sample + 1) * shape.inputs].map { values[Int($0)] }
      }, columns: shape.inputs)
    let w: PanelMatrix<T> = arena.panels(
      numbers.sparse((shape.inputs + 1) * shape.outputs), columns: shape.outputs)
    let delta: PanelBatch<T> = arena.panelBatch(
      numbers.sparse(shape.samples * shape.outputs), columns: shape.outputs)
    let expanded = ExpandedBatch<T>(capacity: shape.samples, width: shape.inputs)
    indices.withUnsafeBufferPointer { indices in
      values.withUnsafeBufferPointer { values in
        guard let start = values.baseAddress else { return }
        let batch = SparseBatch(
          rows, values: start, kernels: kernels, indices: indices.baseAddress, first: 0)
        expanded.begin(batch, count: shape.samples)
        let blocks = stride(from: 0, to: shape.samples, by: 64).map {
          $0..<min($0 + 64, shape.samples)
        }
        for block in blocks.reversed() { kernels.expand(expanded, samples: block) }
        let z: PanelBatch<T> = arena.panelBatch(rows: shape.samples, columns: shape.outputs)
        for columns in parts(shape.outputs, T.self) {
          for block in blocks {
            kernels.forward(expanded, samples: block, weights: w, into: z, columns: columns)
          }
        }
        for skips in [false, true] {
          #expect(sameBits(z.values, Reference.forward(a, w, skippingZeros: skips)), "\(shape)")
          checkGradient(
            Reference.gradient(a, delta, skippingZeros: skips), rows: shape.inputs + 1,
            columns: shape.outputs, unit: expanded.inputsAtATime
          ) {
            kernels.gradient(
              expanded, delta: delta, into: $0, rows: $1, columns: $2, use: GradientUse(with: w))
          }
        }
      }
    }
    let unit = expanded.inputsAtATime
    let used = (0..<(shape.inputs + unit - 1) / unit).map { index in
      kernels.usedUnits(expanded, index..<index + 1) == 1
    }
    let expected = used.indices.map { index in
      (index * unit..<min((index + 1) * unit, shape.inputs)).contains { input in
        (0..<shape.samples).contains { bytes[$0 * shape.inputs + input] != 0 }
      }
    }
    #expect(used == expected, "\(shape)")
  }
}

/// Loops that say what the products are, one fused multiply-add after the other.
private enum Reference {
  static func forward<T: Scalar>(
    _ a: PanelBatch<T>, _ w: PanelMatrix<T>, skippingZeros: Bool = false
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

  static func backward<T: Scalar>(_ delta: PanelBatch<T>, _ w: PanelMatrix<T>) -> [T] {
    elements(delta.rows, w.rows - 1) { sample, input in
      var sum: T = 0
      for output in 0..<w.columns { sum.addProduct(delta[sample, output], w[input + 1, output]) }
      return sum + 0
    }
  }

  static func gradient<T: Scalar>(
    _ a: PanelBatch<T>, _ delta: PanelBatch<T>, skippingZeros: Bool = false
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
