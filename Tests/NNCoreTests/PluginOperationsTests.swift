import NNConfig
import NNCore
import NNTesting
import Testing

/// An activation, a loss and an optimizer written as in a package of plugins, with the public
/// operations alone.
@Suite("Operations for plugins")
struct PluginOperationsTests {
  /// z / (1 + exp(-z)), with the derivative s + a (1 - s), s the logistic function.
  private struct Swish: Activation {
    func apply<T: Scalar>(
      _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.apply(.sigmoid, preActivations, into: activations)
      kernels.apply(.multiply, preActivations, activations, into: activations)
    }

    func backpropagate<T: Scalar>(
      _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.withTemporary(shapedLike: delta) { s in
        kernels.apply(.sigmoid, preActivations, into: s)
        kernels.withTemporary(shapedLike: delta) { slope in
          kernels.apply(.subtract, 1, s, into: slope)
          kernels.apply(.multiplyAdd, activations, slope, s, into: slope)
          kernels.apply(.multiply, delta, slope, into: delta)
        }
      }
    }
  }

  /// ln cosh e = |e| + ln(1 + exp(-2 |e|)) - ln 2 for errors e = a - y, with the derivative tanh e.
  private struct LogCosh: Loss {
    func costs<T: Scalar>(
      logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
      into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
    ) {
      kernels.withTemporary(shapedLike: activations) { e in
        kernels.apply(.subtract, activations, targets, into: e)
        kernels.apply(.abs, e, into: e)
        kernels.withTemporary(shapedLike: activations) { terms in
          kernels.apply(.multiply, e, -2, into: terms)
          kernels.apply(.softplus, terms, into: terms)
          kernels.apply(.add, e, terms, into: terms)
          kernels.apply(.subtract, terms, 0.6931471805599453, into: terms)
          kernels.sumRows(of: terms, into: costs)
        }
      }
    }

    func gradient<T: Scalar>(
      activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.apply(.subtract, activations, targets, into: delta)
      kernels.apply(.tanh, delta, into: delta)
    }
  }

  /// v = beta v + g, w -= eta v, with a slot v for each weight.
  private struct Momentum: Optimizer {
    let beta: Double
    var slots: [String] { ["velocity"] }

    func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
      update(
        block.weights, gradient: block.gradient, velocity: block.slot(0), eta: step.learningRate,
        kernels: kernels)
    }

    func update<T: Scalar>(
      _ weights: Matrix<T>, gradient: Matrix<T>, velocity: Matrix<T>, eta: Double,
      kernels: Kernels<T>
    ) {
      kernels.apply(.multiplyAdd, velocity, beta, gradient, into: velocity)
      kernels.apply(.multiplyAdd, velocity, -eta, weights, into: weights)
    }
  }

  private static let sets = InstructionSet.supported
  private static let columns = 11

  private func numbers<T: Scalar>(_ seed: UInt64) -> [T] {
    var numbers = TestNumbers(seed: seed)
    return (0..<3 * Self.columns).map { _ in T(4 * numbers.uniform()) }
  }

  @Test("An activation and a loss keep what their protocols promise")
  func conformance() {
    #expect(Conformance.check(Swish()).failures == [])
    #expect(Conformance.check(LogCosh()).failures == [])
  }

  @Test("An optimizer with slots is what its formula says, bit for bit", arguments: sets)
  func optimizer(set: InstructionSet) {
    func check<T: Scalar>(_ type: T.Type) {
      let arena = Arena()
      var (w, v, g): ([T], [T], [T]) = (numbers(5), numbers(6), numbers(7))
      let weights = arena.matrix(w, columns: Self.columns)
      let velocity = arena.matrix(v, columns: Self.columns)
      for _ in 0..<3 {
        Momentum(beta: 0.9).update(
          weights, gradient: arena.matrix(g, columns: Self.columns), velocity: velocity, eta: 0.3,
          kernels: Kernels<T>(set))
        v = zip(v, g).map { $1.addingProduct($0, T(0.9)) }
        w = zip(w, v).map { $0.addingProduct($1, T(-0.3)) }
        g.reverse()
      }
      #expect(sameBits(weights.values, w) && sameBits(velocity.values, v))
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("Temporary matrices have the shape that is asked for, and are zero")
  func temporaries() {
    let arena = Arena()
    let x: Matrix<Float> = arena.matrix(numbers(8), columns: Self.columns)
    let sum = Kernels<Float>(.baseline).withTemporary(shapedLike: x) { zeros in
      #expect(zeros.rows == 3 && zeros.columns == Self.columns && zeros.stride == x.stride)
      return zeros.values.reduce(0) { $0 + abs($1) }
    }
    #expect(sum == 0)
  }
}
