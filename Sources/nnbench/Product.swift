import NNCore

/// The matrix products of training.
enum Product: String, CaseIterable {
  case forward
  case backward
  case gradient
  case sparseForward = "forward of lists"
  case sparseGradient = "gradient of lists"
}

/// The size of a product: a batch that goes into a layer.
struct Shape {
  let samples: Int
  let inputs: Int
  let outputs: Int

  init(_ samples: Int, _ inputs: Int, _ outputs: Int) {
    self.samples = samples
    self.inputs = inputs
    self.outputs = outputs
  }
}

/// Matrices of a shape, to measure products with.
final class ProductBenchmark<T: Scalar> {
  private let shape: Shape
  private let kernels: Kernels<T>
  private let memory = Memory()
  private let a: Matrix<T>
  private let z: Matrix<T>
  private let delta: Matrix<T>
  private let previousDelta: Matrix<T>
  private let weights: PanelMatrix<T>
  private let transposed: PanelMatrix<T>
  private let gradient: PanelMatrix<T>
  private let lists: SparseRows
  private let values: UnsafeMutablePointer<T>
  /// As many inputs that are not zero as MNIST's images have: one in so many.
  private static var filledOneIn: UInt64 { 5 }

  init(_ shape: Shape, kernels: Kernels<T>) {
    self.shape = shape
    self.kernels = kernels
    a = memory.matrix(rows: shape.samples, columns: shape.inputs)
    previousDelta = memory.matrix(rows: shape.samples, columns: shape.inputs)
    z = memory.matrix(rows: shape.samples, columns: shape.outputs)
    delta = memory.matrix(rows: shape.samples, columns: shape.outputs)
    weights = memory.panels(rows: shape.inputs + 1, columns: shape.outputs)
    gradient = memory.panels(rows: shape.inputs + 1, columns: shape.outputs)
    transposed = memory.panels(rows: shape.outputs, columns: shape.inputs)
    values = memory.zeros(256)
    for code in 0..<256 { values[code] = T(code) / 255 }
    for matrix in [a, delta] {
      for index in 0..<matrix.rows * matrix.stride {
        matrix.elements[index] = T(index % 7) / 8 + T(0.125)
      }
    }
    for index in 0..<weights.storedCount { weights.elements[index] = T(index % 5) / 8 - 0.25 }
    for index in 0..<transposed.storedCount { transposed.elements[index] = T(index % 5) / 8 - 0.25 }
    var random: UInt64 = 1
    let bytes = (0..<shape.samples * shape.inputs).map { _ -> UInt8 in
      // Knuth's linear congruential generator; its high bits are good enough here.
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return random >> 33 % Self.filledOneIn == 0 ? UInt8(1 + random >> 40 % 255) : 0
    }
    guard
      let lists = SparseRows(bytes, width: shape.inputs, count: shape.samples, mostFilled: 1)
    else { preconditionFailure("no list is too long") }
    self.lists = lists
  }

  /// The seconds and operations of a product.
  func measure(_ product: Product) -> (seconds: Double, operations: Double) {
    let rows = 0..<shape.inputs + 1
    var terms = shape.samples * shape.inputs * shape.outputs
    let seconds: Double
    switch product {
    case .forward:
      seconds = Stopwatch.fastest { kernels.forward(a, weights: weights, into: z) }
    case .backward:
      seconds = Stopwatch.fastest {
        kernels.backward(delta, transposed: transposed, into: previousDelta)
      }
    case .gradient:
      seconds = Stopwatch.fastest {
        kernels.gradient(a, delta: delta, into: gradient, rows: rows)
      }
    case .sparseForward:
      let batch = SparseBatch(lists, values: values, indices: nil, first: 0)
      terms = lists.length * shape.outputs
      seconds = Stopwatch.fastest { kernels.forward(batch, weights: weights, into: z) }
    case .sparseGradient:
      let batch = SparseBatch(lists, values: values, indices: nil, first: 0)
      terms = lists.length * shape.outputs
      seconds = Stopwatch.fastest {
        kernels.gradient(batch, delta: delta, into: gradient, rows: rows)
      }
    }
    return (seconds, 2 * Double(terms))
  }
}
