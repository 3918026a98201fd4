import NNConfig

/// Finds the formula, or the function of another plugin, that has made an infinite number, or none,
/// of ordinary ones.
struct FormulaFaults<T: Scalar> {
  let network: Network<T>
  let loss: any Loss
  let optimizer: any Optimizer
  let kernels: Kernels<T>

  /// Looks at a batch, layer after layer.
  ///
  /// - Parameters:
  ///   - buffers: the batch's pre-activations and activations
  ///   - targets: its targets
  ///   - count: the number of its samples
  /// - Returns: the first function that fails, and for what numbers, as a sentence
  func first(in buffers: ActivationBuffers<T>, targets: Matrix<T>, count: Int) -> String? {
    for (index, layer) in network.layers.enumerated() {
      let formula = Self.text(of: layer.activation.formulas, 0)
      let (z, a) = (buffers.preActivations[index], buffers.activations[index])
      for sample in 0..<count {
        for neuron in 0..<layer.outputs where z[sample, neuron].isFinite {
          let value = a[sample, neuron]
          if value.isFinite { continue }
          return "the activation of layer \(index + 1)\(formula) is \(Self.text(value)) at "
            + "z = \(z[sample, neuron])"
        }
      }
    }
    let outputs = buffers.outputs(count)
    for sample in 0..<count {
      for neuron in 0..<outputs.columns {
        let (a, y) = (outputs[sample, neuron], targets[sample, neuron])
        if a.isFinite, let fault = lossFault(a, y, derivatives: false) { return fault }
      }
    }
    return nil
  }

  /// Tries ordinary numbers: derivatives and updates are not in memory any more when the cost that
  /// follows from them is not finite.
  ///
  /// - Parameter step: the iteration
  /// - Returns: the first function that fails, and for what numbers, as a sentence
  func firstTried(at step: TrainingStep) -> String? {
    let numbers: [T] = [0, 1, -1, 0.5, -0.5, 0.001, -0.001, 3, -3, 10, -10]
    for (index, layer) in network.layers.enumerated() {
      let what = "of the activation of layer \(index + 1)"
      for z in numbers {
        if let fault = derivativeFault(of: layer.activation, what, z) { return fault }
      }
    }
    for a in numbers {
      for y in numbers.prefix(4) {
        if let fault = lossFault(a, y, derivatives: true) { return fault }
      }
    }
    let first = TrainingStep(
      iteration: 1, iterations: step.iterations, sampleCount: step.sampleCount,
      learningRate: step.learningRate)
    // The update before this iteration may be the one that has failed.
    let previous = TrainingStep(
      iteration: max(1, step.iteration - 1), iterations: step.iterations,
      sampleCount: step.sampleCount, learningRate: step.learningRate)
    for g in numbers.prefix(7) {
      for step in [first, previous] {
        if let fault = updateFault(g, step) { return fault }
      }
    }
    return nil
  }

  private func derivativeFault(of activation: any Activation, _ what: String, _ z: T) -> String? {
    let arena = Arena()
    let (zs, a, delta) = (single(z, in: arena), single(0, in: arena), single(1, in: arena))
    activation.apply(zs, into: a, kernels: kernels)
    guard a[0, 0].isFinite else { return nil }
    activation.backpropagate(delta, preActivations: zs, activations: a, kernels: kernels)
    let value = delta[0, 0]
    if value.isFinite { return nil }
    return "the derivative \(what)\(Self.text(of: activation.formulas, 1)) is "
      + "\(Self.text(value)) at z = \(z)"
  }

  private func lossFault(_ a: T, _ y: T, derivatives: Bool) -> String? {
    // Others are computed from logits.
    guard loss.probabilityModel == nil else { return nil }
    let arena = Arena()
    let (outputs, targets) = (single(a, in: arena), single(y, in: arena))
    let delta = single(0, in: arena)
    let cost: UnsafeMutablePointer<Double> = arena.zeros(1)
    loss.costs(
      logits: outputs, activations: outputs, targets: targets, into: cost, kernels: kernels)
    // That a cost is too large for its type is no fault of a function that is not a formula.
    let isFault = loss.formulas.isEmpty ? cost[0].isNaN : !cost[0].isFinite
    if !derivatives, isFault {
      return "the loss\(Self.text(of: loss.formulas, 0)) is \(Self.text(cost[0])) at a = \(a), "
        + "y = \(y)"
    }
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: kernels)
    guard derivatives, cost[0].isFinite, !delta[0, 0].isFinite else { return nil }
    return "the derivative of the loss\(Self.text(of: loss.formulas, 1)) is "
      + "\(Self.text(delta[0, 0])) at a = \(a), y = \(y)"
  }

  private func updateFault(_ g: T, _ step: TrainingStep) -> String? {
    guard !optimizer.formulas.isEmpty else { return nil }
    let arena = Arena()
    let w = T(0.1)
    let (weights, gradient) = (single(w, in: arena), single(g, in: arena))
    let slots = optimizer.slots.map { _ in arena.panels(rows: 1, columns: 1, of: T.self) }
    let block = ParameterBlock(
      weights: weights, gradient: gradient, slots: slots, panel: 0, rows: 0..<1)
    optimizer.update(block, step: step, kernels: kernels)
    let values = slots.map { $0[0, 0] } + [weights[0, 0]]
    for (formula, value) in zip(optimizer.formulas, values) where !value.isFinite {
      return "the optimizer's '\(formula.name)', '\(formula.text)', is \(Self.text(value)) in "
        + "iteration \(step.iteration) at w = \(w), g = \(g)"
    }
    return nil
  }

  /// A matrix with one number.
  private func single(_ number: T, in arena: Arena) -> Matrix<T> {
    let matrix: Matrix<T> = arena.matrix(rows: 1, columns: 1)
    matrix[0, 0] = number
    return matrix
  }

  /// A formula in a sentence: `, 'z^2',`; nothing if there is none.
  private static func text(of formulas: [ShownFormula], _ index: Int) -> String {
    formulas.indices.contains(index) ? ", '\(formulas[index].text)'," : ""
  }

  private static func text(_ value: some BinaryFloatingPoint) -> String {
    value.isNaN ? "not a number" : "infinite"
  }
}
