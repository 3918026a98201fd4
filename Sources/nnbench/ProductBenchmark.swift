import NNCore

/// Matrices of one shape, and how fast their products are computed.
final class ProductBenchmark<T: Scalar> {
  private let shape: Shape
  private let kernels: Kernels<T>
  private let arena = Arena()
  private let a: Matrix<T>
  private let z: Matrix<T>
  private let delta: Matrix<T>
  private let previousDelta: Matrix<T>
  private let weights: PanelMatrix<T>
  private let transposed: PanelMatrix<T>
  private let gradient: PanelMatrix<T>
  private let sparseInputs: SparseRows
  private let values: UnsafeMutablePointer<T>

  /// Matrices filled with numbers of ordinary magnitude.
  init(_ shape: Shape, kernels: Kernels<T>) {
    self.shape = shape
    self.kernels = kernels
    a = arena.matrix(rows: shape.samples, columns: shape.inputs)
    previousDelta = arena.matrix(rows: shape.samples, columns: shape.inputs)
    z = arena.matrix(rows: shape.samples, columns: shape.outputs)
    delta = arena.matrix(rows: shape.samples, columns: shape.outputs)
    weights = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    gradient = arena.panels(rows: shape.inputs + 1, columns: shape.outputs)
    transposed = arena.panels(rows: shape.outputs, columns: shape.inputs)
    values = arena.zeros(256)
    for code in 0..<256 { values[code] = T(code) / 255 }
    for matrix in [a, delta] { Self.fill(matrix.elements, matrix.rows * matrix.stride) }
    Self.fill(weights.elements, weights.paddedCount)
    Self.fill(transposed.elements, transposed.paddedCount)
    sparseInputs = Self.sparseInputs(shape)
  }

  private static func fill(_ elements: UnsafeMutablePointer<T>, _ count: Int) {
    for index in 0..<count { elements[index] = T(index % 7) / 8 - T(0.25) }
  }

  /// Rows of which one byte in five is not zero, as in MNIST's images.
  private static func sparseInputs(_ shape: Shape) -> SparseRows {
    var random: UInt64 = 1
    let bytes = (0..<shape.samples * shape.inputs).map { _ -> UInt8 in
      // Knuth's linear congruential generator; its high bits are good enough here.
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (random >> 33) % 5 == 0 ? UInt8(1 + (random >> 40) % 255) : 0
    }
    guard
      let sparseInputs = SparseRows(
        bytes, width: shape.inputs, count: shape.samples, maximumDensity: 1)
    else { preconditionFailure("rows of any length are accepted") }
    return sparseInputs
  }

  /// The speed of a product.
  func measure(_ product: Product) -> Speed {
    let rows = 0..<shape.inputs + 1
    let batch = SparseBatch(sparseInputs, values: values, indices: nil, first: 0)
    let seconds =
      switch product {
      case .forward: Stopwatch.fastest { kernels.forward(a, weights: weights, into: z) }
      case .backward:
        Stopwatch.fastest { kernels.backward(delta, transposed: transposed, into: previousDelta) }
      case .gradient:
        Stopwatch.fastest { kernels.gradient(a, delta: delta, into: gradient, rows: rows) }
      case .sparseForward:
        Stopwatch.fastest { kernels.forward(batch, weights: weights, into: z) }
      case .sparseGradient:
        Stopwatch.fastest { kernels.gradient(batch, delta: delta, into: gradient, rows: rows) }
      }
    let inputs: Int
    switch product {
    case .forward, .backward, .gradient: inputs = shape.samples * shape.inputs
    case .sparseForward, .sparseGradient: inputs = sparseInputs.nonzeroCount
    }
    return Speed(seconds: seconds, operations: 2 * Double(inputs * shape.outputs))
  }
}
