import NNConfig
import NNCore

/// The identity with a mistake.
struct FaultyActivation: Activation {
  enum Fault {
    case derivative, floatDerivative, batch, input, pastEnd, padding, memory, overflow, neighbour
    case limits, assigns, probabilities, manyRows
  }

  let fault: Fault
  private let counter = Counter()

  init(_ fault: Fault) { self.fault = fault }

  var limits: ClosedRange<Double> { fault == .limits ? -1...1 : -.infinity ... .infinity }
  var probabilityModel: ProbabilityModel? { fault == .probabilities ? .bernoulli : nil }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (z, a) = (preActivations, activations)
    kernels.apply(.multiply, z, 1, into: a)
    if fault == .pastEnd { a.elements[a.rows * a.stride] = 0 }
    guard a.rows > 0 else { return }
    switch fault {
    case .batch: kernels.apply(.add, z, Double(z[0, 0]), into: a)
    case .input: kernels.apply(.add, z, 1, into: z)
    case .padding where z.stride > z.columns: a[0, 0] += 0 * z.row(0)[z.columns]
    case .memory: kernels.apply(.add, z, counter.next(), into: a)
    case .neighbour: for row in 0..<a.rows { a[row, 0] = z[row, z.columns - 1] }
    case .manyRows where a.rows > 40: a[0, 0] += 1
    case .derivative: kernels.apply(.tanh, z, into: a)
    case .overflow:
      // sinh z / cosh z
      kernels.withTemporary(shapedLike: z) { cosh in
        kernels.apply(.cosh, z, into: cosh)
        kernels.apply(.sinh, z, into: a)
        kernels.apply(.divide, a, cosh, into: a)
      }
    default: break
    }
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    switch fault {
    case .derivative:
      // 1 - a instead of 1 - a^2
      kernels.withTemporary(shapedLike: delta) { slope in
        kernels.apply(.subtract, 1, activations, into: slope)
        kernels.apply(.multiply, delta, slope, into: delta)
      }
    case .floatDerivative where T.self == Float.self:
      kernels.apply(.multiply, delta, 1.25, into: delta)
    case .assigns: kernels.apply(.multiplyAdd, preActivations, 0, 1, into: delta)
    case .overflow:
      kernels.withTemporary(shapedLike: delta) { slope in
        kernels.apply(.multiply, activations, activations, into: slope)
        kernels.apply(.subtract, 1, slope, into: slope)
        kernels.apply(.multiply, delta, slope, into: delta)
      }
    default: break
    }
  }
}

/// Softmax whose derivative forgets that the activations of a sample depend on each other.
struct DiagonalSoftmax: Activation {
  var isElementwise: Bool { false }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.softmax(preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: delta) { slope in
      kernels.apply(.subtract, 1, activations, into: slope)
      kernels.apply(.multiply, slope, activations, into: slope)
      kernels.apply(.multiply, delta, slope, into: delta)
    }
  }
}
