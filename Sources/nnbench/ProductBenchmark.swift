import NNCore

/// Matrices of one shape, and their products.
final class ProductBenchmark<T: Scalar> {
  private let shape: Shape
  private let kernels: Kernels<T>
  private let arena = Arena()
  private let a: PanelBatch<T>
  private let z: PanelBatch<T>
  private let delta: PanelBatch<T>
  private let previousDelta: PanelBatch<T>
  private let weights: PanelMatrix<T>
  private let gradient: PanelMatrix<T>
  private let sparseInputs: SparseRows
  /// The number of sparse inputs that are nonzero in some sample.
  private let usedInputs: Int
  private let values: UnsafeMutablePointer<T>
  private let expanded: ExpandedBatch<T>

  /// Matrices filled with numbers of ordinary magnitude.
  init(_ shape: Shape, kernels: Kernels<T>) {
    self.shape = shape
    self.kernels = kernels
    a = arena.panelBatch(rows: shape.samples, columns: shape.inputs)
    previousDelta = arena.panelBatch(rows: shape.samples, columns: shape.inputs)
    z = arena.panelBatch(rows: shape.samples, columns: shape.outputs)
    delta = arena.panelBatch(rows: shape.samples, columns: shape.outputs)
    weights = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    gradient = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    values = arena.zeros(256)
    for code in 0..<256 { values[code] = T(code) / 255 }
    for batch in [a, delta] {
      for panel in batch.matrixIndices(of: 0..<batch.columns) {
        let matrix = batch.matrix(panel)
        Self.fill(matrix.elements, matrix.rows * matrix.stride)
      }
    }
    Self.fill(weights.elements, weights.paddedCount)
    sparseInputs = Self.sparseInputs(shape)
    usedInputs = sparseInputs.usedColumns
    expanded = ExpandedBatch(capacity: shape.samples, width: shape.inputs)
    expanded.begin(
      SparseBatch(sparseInputs, values: values, kernels: kernels, indices: nil, first: 0),
      count: shape.samples)
  }

  private static func fill(_ elements: UnsafeMutablePointer<T>, _ count: Int) {
    for index in 0..<count { elements[index] = T(index % 7) / 8 - T(0.25) }
  }

  /// Rows of which one byte in five is not zero, in runs, as in MNIST's images.
  private static func sparseInputs(_ shape: Shape) -> SparseRows {
    var random: UInt64 = 1
    var run = 0
    let bytes = (0..<shape.samples * shape.inputs).map { _ -> UInt8 in
      // Knuth's linear congruential generator; its high bits are good enough here.
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if run == 0, (random >> 33) % 32 == 0 { run = 8 }
      guard run > 0 else { return 0 }
      run -= 1
      return UInt8(1 + (random >> 40) % 255)
    }
    guard
      let sparseInputs = SparseRows(
        bytes, width: shape.inputs, count: shape.samples, maximumShare: .infinity)
    else { preconditionFailure("rows of any length are accepted") }
    return sparseInputs
  }

  /// Computes a product.
  func compute(_ product: Product) {
    let (rows, columns) = (0..<shape.inputs + 1, 0..<shape.outputs)
    switch product {
    case .forward: kernels.forward(a, weights: weights, into: z)
    case .backward: kernels.backward(delta, weights: weights, into: previousDelta)
    case .gradient:
      kernels.gradient(a, delta: delta, into: gradient, rows: rows, columns: columns)
    case .expansion: kernels.expand(expanded, samples: 0..<shape.samples)
    case .sparseForward:
      kernels.forward(
        expanded, samples: 0..<shape.samples, weights: weights, into: z, columns: columns)
    case .sparseGradient:
      kernels.gradient(expanded, delta: delta, into: gradient, rows: rows, columns: columns)
    }
  }

  /// The work of a product: multiplications of inputs that are not zero, and each operand read once
  /// and each result written once. Of sparse inputs, bytes that are zero need not be read, nor the
  /// weights of inputs that are zero in all samples.
  func work(of product: Product) -> Work {
    let (inputs, outputs) = (shape.samples * shape.inputs, shape.samples * shape.outputs)
    let weights = (shape.inputs + 1) * shape.outputs
    let terms: Int
    var (numbers, bytes) = (0, 0)
    switch product {
    case .forward, .gradient: (terms, numbers) = (inputs, inputs + weights + outputs)
    case .backward: (terms, numbers) = (inputs, outputs + weights - shape.outputs + inputs)
    case .expansion: (terms, bytes) = (0, sparseInputs.byteCount + inputs)
    case .sparseForward:
      (terms, bytes) = (sparseInputs.nonzeroCount, sparseInputs.nonzeroCount)
      numbers = (usedInputs + 1) * shape.outputs + outputs
    case .sparseGradient:
      (terms, bytes) = (sparseInputs.nonzeroCount, sparseInputs.nonzeroCount)
      numbers = weights + outputs
    }
    return Work(
      operations: 2 * Double(terms * shape.outputs),
      bytes: Double(bytes + numbers * MemoryLayout<T>.stride))
  }
}
