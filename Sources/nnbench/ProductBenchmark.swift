import NNCore

/// Matrices of one shape, and how fast their products are computed.
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
    expanded = ExpandedBatch(capacity: shape.samples, width: shape.inputs)
    expanded.begin(
      SparseBatch(sparseInputs, values: values, kernels: kernels, indices: nil, first: 0), count: shape.samples)
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

  /// The speed of a product.
  func measure(_ product: Product) -> Speed {
    let (rows, columns) = (0..<shape.inputs + 1, 0..<shape.outputs)
    let seconds =
      switch product {
      case .forward: Stopwatch.fastest { kernels.forward(a, weights: weights, into: z) }
      case .backward:
        Stopwatch.fastest { kernels.backward(delta, weights: weights, into: previousDelta) }
      case .gradient:
        Stopwatch.fastest {
          kernels.gradient(a, delta: delta, into: gradient, rows: rows, columns: columns)
        }
      case .expansion:
        Stopwatch.fastest { kernels.expand(expanded, samples: 0..<shape.samples) }
      case .sparseForward:
        Stopwatch.fastest {
          kernels.forward(
            expanded, samples: 0..<shape.samples, weights: weights, into: z, columns: columns)
        }
      case .sparseGradient:
        Stopwatch.fastest {
          kernels.gradient(expanded, delta: delta, into: gradient, rows: rows, columns: columns)
        }
      }
    let inputs: Int
    switch product {
    case .forward, .backward, .gradient: inputs = shape.samples * shape.inputs
    case .sparseForward, .sparseGradient: inputs = sparseInputs.nonzeroCount
    case .expansion: inputs = 0
    }
    return Speed(seconds: seconds, operations: 2 * Double(inputs * shape.outputs))
  }
}
