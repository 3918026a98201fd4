/// Changes the weights of a network batch by batch; owns all memory that this takes.
public final class Trainer<T: Scalar> {
  /// The network that is trained.
  public let network: Network<T>
  /// The inputs of a batch, filled by the caller before each step: samples x input neurons.
  public var inputs: Matrix<T> { pass.inputs }
  /// The targets of a batch, filled by the caller before each step: samples x output neurons.
  public let targets: Matrix<T>

  private let loss: any Loss
  private let optimizer: any Optimizer
  private let compute: Compute<T>
  private let pass: ForwardPass<T>
  private let memory = Memory()
  private let deltas: [Matrix<T>]
  private let gradients: [Matrix<T>]
  private let costs: UnsafeMutablePointer<Double>

  /// Memory to train a network in batches of up to `capacity` samples.
  public init(
    network: Network<T>, loss: any Loss, optimizer: any Optimizer, capacity: Int,
    compute: Compute<T>
  ) {
    self.network = network
    self.loss = loss
    self.optimizer = optimizer
    self.compute = compute
    pass = ForwardPass(structure: network.structure, capacity: capacity)
    targets = memory.matrix(rows: capacity, columns: network.structure[network.layers.count])
    deltas = network.layers.map { [memory] in
      memory.matrix(rows: capacity, columns: $0.outputs)
    }
    gradients = network.layers.map { [memory] in
      memory.matrix(rows: $0.weights.rows, columns: $0.outputs)
    }
    costs = memory.zeros(capacity)
  }

  /// One iteration: forward, cost, backpropagation, update.
  ///
  /// - Parameters:
  ///   - count: the number of samples in `inputs` and `targets`
  ///   - eta: the learning rate
  /// - Returns: the batch's cost before the update, the mean over its samples
  public func step(count: Int, eta: Double) -> Double {
    pass.run(network, count: count, compute: compute)
    let targets = targets.prefix(count)
    loss.costs(
      sums: pass.outputSums(count), activations: pass.outputs(count), targets: targets,
      into: costs, kernels: compute.kernels)
    computeOutputDelta(targets: targets)
    for index in network.layers.indices.reversed() {
      if index > 0 { propagateDelta(from: index, count: count) }
      update(index, count: count, eta: eta)
    }
    var cost = 0.0
    for sample in 0..<count { cost += costs[sample] }
    return cost / Double(count)
  }

  private func computeOutputDelta(targets: Matrix<T>) {
    let last = network.layers.count - 1
    let delta = deltas[last].prefix(targets.rows)
    let outputs = pass.outputs(targets.rows)
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: compute.kernels)
    if loss.requiredOutput == nil {
      network.layers[last].activation.backpropagate(
        delta, sums: pass.outputSums(targets.rows), activations: outputs,
        kernels: compute.kernels)
    }
  }

  /// delta_l = (W_(l+1)[:,1:]^T delta_(l+1)) * sigma'(z_l)
  private func propagateDelta(from index: Int, count: Int) {
    let delta = deltas[index - 1].prefix(count)
    compute.backward(
      deltas[index].prefix(count), weights: network.layers[index].weights, into: delta)
    network.layers[index - 1].activation.backpropagate(
      delta, sums: pass.sums[index - 1].prefix(count),
      activations: pass.activations[index - 1].prefix(count), kernels: compute.kernels)
  }

  /// The layer's weights are no longer needed for backpropagation when they change.
  private func update(_ index: Int, count: Int, eta: Double) {
    let inputs = (index == 0 ? pass.inputs : pass.activations[index - 1]).prefix(count)
    let weights = network.layers[index].weights
    let gradient = gradients[index]
    let scale = 1 / Double(count)
    compute.gradient(inputs, delta: deltas[index].prefix(count), into: gradient) { rows in
      optimizer.update(
        weights.rows(rows), gradient: gradient.rows(rows), scale: scale, eta: eta,
        kernels: compute.kernels)
    }
  }
}
