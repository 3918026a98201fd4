import NNConfig
import NNCore

/// The squared error with a mistake.
struct FaultyLoss: Loss {
  enum Fault {
    case gradient, floatGradient, batch, targets, pastEnd, padding, memory, overflow, infinite
    case logCosh
  }

  let fault: Fault
  private let counter = Counter()

  init(_ fault: Fault) { self.fault = fault }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: activations) { errors in
      kernels.apply(.subtract, activations, targets, into: errors)
      if fault == .logCosh {
        // cosh is infinite long before the cost is large.
        kernels.apply(.cosh, errors, into: errors)
        kernels.apply(.log, errors, into: errors)
      } else {
        kernels.apply(.multiply, errors, errors, into: errors)
      }
      kernels.sumRows(of: errors, into: costs)
    }
    let rows = activations.rows
    switch fault {
    case .batch: for row in 0..<rows { costs[row] /= Double(rows) }
    case .targets: kernels.apply(.add, targets, 1, into: targets)
    case .pastEnd: costs[rows] = 0
    case .padding where activations.stride > activations.columns:
      for row in 0..<rows { costs[row] += 0 * Double(targets.row(row)[targets.columns]) }
    case .memory: for row in 0..<rows { costs[row] += counter.next() }
    case .overflow: for row in 0..<rows { costs[row] += costs[row] * 1e300 - costs[row] * 1e300 }
    case .infinite: for row in 0..<rows { costs[row] = 1 / (costs[row] - costs[row]) }
    default: break
    }
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.subtract, activations, targets, into: delta)
    if fault == .logCosh { return kernels.apply(.tanh, delta, into: delta) }
    let isHalf = fault == .gradient || fault == .floatGradient && T.self == Float.self
    if !isHalf { kernels.apply(.multiply, delta, 2, into: delta) }
  }
}
