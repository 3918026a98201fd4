import NNConfig
import NNCore

/// Functions that are computed with several kernels.
struct KernelActivation: Activation {
  enum Function {
    /// sin(30 z)
    case sine
    /// exp(z)
    case exponential
    /// z^3
    case cube
    /// z / 2 (1 + tanh(b (z + c z^3))), of which only the third power of z grows fast
    case gelu
    /// log(1 + exp(z)), in which exp(z) is infinite long before the result is large
    case naiveSoftplus
    /// From -1 to 1, but infinite above 500.
    case infiniteStep
  }

  let function: Function
  private let b = 0.7978845608
  private let c = 0.044715

  init(_ function: Function) { self.function = function }

  var limits: ClosedRange<Double> {
    switch function {
    case .sine, .infiniteStep: -1...1
    default: -.infinity ... .infinity
    }
  }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (z, a) = (preActivations, activations)
    switch function {
    case .sine:
      kernels.apply(.multiply, z, 30, into: a)
      kernels.apply(.sin, a, into: a)
    case .exponential: kernels.apply(.exp, z, into: a)
    case .cube:
      kernels.apply(.multiply, z, z, into: a)
      kernels.apply(.multiply, a, z, into: a)
    case .gelu:
      tanh(z, into: a, kernels: kernels)
      kernels.apply(.add, a, 1, into: a)
      kernels.apply(.multiply, a, z, into: a)
      kernels.apply(.multiply, a, 0.5, into: a)
    case .naiveSoftplus:
      kernels.apply(.exp, z, into: a)
      kernels.apply(.add, a, 1, into: a)
      kernels.apply(.log, a, into: a)
    case .infiniteStep:
      kernels.apply(.tanh, z, into: a)
      for row in 0..<z.rows {
        for column in 0..<z.columns where z[row, column] > 500 { a[row, column] = .infinity }
      }
    }
  }

  /// out = tanh(b (z + c z^3))
  private func tanh<T: Scalar>(_ z: Matrix<T>, into out: Matrix<T>, kernels: Kernels<T>) {
    kernels.apply(.multiply, z, z, into: out)
    kernels.apply(.multiply, out, z, into: out)
    kernels.apply(.multiplyAdd, out, c, z, into: out)
    kernels.apply(.multiply, out, b, into: out)
    kernels.apply(.tanh, out, into: out)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (z, a) = (preActivations, activations)
    kernels.withTemporary(shapedLike: delta) { slope in
      switch function {
      case .sine:
        kernels.apply(.multiply, z, 30, into: slope)
        kernels.apply(.cos, slope, into: slope)
        kernels.apply(.multiply, slope, 30, into: slope)
      case .exponential: kernels.apply(.multiply, a, 1, into: slope)
      case .cube:
        kernels.apply(.multiply, z, z, into: slope)
        kernels.apply(.multiply, slope, 3, into: slope)
      case .gelu:
        // (1 + t) / 2 + b z / 2 (1 - t^2) (1 + 3 c z^2), t the hyperbolic tangent
        kernels.withTemporary(shapedLike: delta) { t in
          tanh(z, into: t, kernels: kernels)
          kernels.apply(.multiply, z, z, into: slope)
          kernels.apply(.multiply, slope, 3 * c, into: slope)
          kernels.apply(.add, slope, 1, into: slope)
          kernels.apply(.multiply, slope, z, into: slope)
          kernels.apply(.multiply, slope, b, into: slope)
          // slope = (1 + t) (slope (1 - t) + 1) / 2
          kernels.withTemporary(shapedLike: delta) { rest in
            kernels.apply(.subtract, 1, t, into: rest)
            kernels.apply(.multiplyAdd, slope, rest, 1, into: slope)
          }
          kernels.apply(.add, t, 1, into: t)
          kernels.apply(.multiply, slope, t, into: slope)
          kernels.apply(.multiply, slope, 0.5, into: slope)
        }
      case .naiveSoftplus: kernels.apply(.sigmoid, z, into: slope)
      case .infiniteStep:
        kernels.apply(.tanh, z, into: slope)
        kernels.apply(.multiply, slope, slope, into: slope)
        kernels.apply(.subtract, 1, slope, into: slope)
      }
      kernels.apply(.multiply, delta, slope, into: delta)
    }
  }
}
