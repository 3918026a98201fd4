import NNConfig
import NNCore
import Synchronization

/// Gradient descent with momentum, and with a mistake.
struct FaultyOptimizer: Optimizer {
  enum Fault {
    case memory, ascends, length, learningRate, padding, place, pastBlock, pastSlot, float, name,
      sameName
    case counting, decay
  }

  let fault: Fault
  private let iterations = IterationCount()

  init(_ fault: Fault) { self.fault = fault }

  var slots: [String] {
    switch fault {
    case .name: ["Velocity"]
    case .sameName: ["velocity", "velocity"]
    default: ["velocity"]
    }
  }
  var dependsOnLength: Bool { fault != .length }
  var usesLearningRate: Bool { fault != .learningRate }
  var changesWithoutGradient: Bool { fault != .decay }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, v) = (block.weights, block.gradient, block.slot(0))
    kernels.apply(.multiplyAdd, v, 0.5, g, into: v)
    var eta = step.learningRate
    switch fault {
    case .memory: eta /= iterations.count(step)
    case .ascends: eta = -eta
    case .length: eta *= 1 - Double(step.iteration) / Double(step.iterations + 1)
    case .float where T.self == Float.self: eta *= 1.25
    case .padding where w.stride > w.columns: w[0, 0] += 0 * g.row(0)[g.columns]
    case .place: w[0, 0] -= 0.125
    case .pastSlot: v.elements[v.rows * v.stride] = 1
    case .counting: eta /= Double(step.iteration - iterations.first(step) + 1)
    case .pastBlock: w.elements[w.rows * w.stride] = 0
    default: break
    }
    kernels.apply(.multiplyAdd, v, -eta, w, into: w)
  }
}

/// What an optimizer must not have: a memory of its own.
private final class IterationCount: Sendable {
  private let state = Mutex((last: 0, count: 0.0))
  private let firstIteration = Mutex<Int?>(nil)

  /// The first iteration that it has ever seen.
  func first(_ step: TrainingStep) -> Int {
    firstIteration.withLock { first in
      let found = first ?? step.iteration
      first = found
      return found
    }
  }

  /// The number of iterations since the first one of a training.
  func count(_ step: TrainingStep) -> Double {
    state.withLock { state in
      if step.iteration == 1 { state = (0, 0) }
      if step.iteration != state.last { state = (step.iteration, state.count + 1) }
      return state.count
    }
  }
}
