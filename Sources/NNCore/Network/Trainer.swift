import NNFiles

/// Changes the weights of a network batch by batch; owns all memory that this takes.
public final class Trainer<T: Scalar> {
  /// The network that is trained.
  public let network: Network<T>
  /// The inputs of a batch: samples x input neurons. Without elements for inputs that come as lists.
  public var inputs: Matrix<T> { backpropagation.buffers.inputs }
  /// The targets of a batch: samples x output neurons.
  public var targets: Matrix<T> { backpropagation.targets }

  private let backpropagation: Backpropagation<T>
  private let update: WeightUpdate<T>
  private let source: (any BatchSource<T>)?
  private let compute: ComputeContext<T>

  /// Memory to train a network, whose weights nothing else changes from then on.
  ///
  /// - Parameters:
  ///   - network: the network, with its start weights
  ///   - loss: what becomes small
  ///   - optimizer: how weights change
  ///   - capacity: the most samples in a batch
  ///   - source: where batches come from; without it the caller fills `inputs` and `targets`
  ///   - compute: what computes
  public init(
    network: Network<T>, loss: any Loss, optimizer: any Optimizer, capacity: Int,
    source: (any BatchSource<T>)? = nil, compute: ComputeContext<T>
  ) {
    self.network = network
    self.source = source
    self.compute = compute
    backpropagation = Backpropagation(
      network: network, loss: loss, capacity: capacity, source: source, kernels: compute.kernels)
    update = WeightUpdate(
      backpropagation, network: network, optimizer: optimizer, kernels: compute.kernels)
  }

  /// One iteration: forward, cost, backpropagation, update.
  ///
  /// Threads share the samples until all derivatives by weighted sums are known, then the weights.
  ///
  /// - Parameters:
  ///   - count: the number of samples
  ///   - eta: the learning rate
  /// - Returns: the batch's cost before the update, the mean over its samples
  public func step(count: Int, eta: Double) -> Double {
    let sparseInputs = source?.sparseInputs
    let multiplications = network.multiplications(sparseInputs: sparseInputs)
    backpropagation.sparseInputs = sparseInputs
    backpropagation.division = compute.division(
      ofSamples: count, multiplications: 2 * multiplications)
    let division = backpropagation.division
    compute.run(division.parts, on: division.threads, backpropagation)

    let threads = compute.threads(for: multiplications.checkedProduct(count) ?? .max)
    update.eta = eta
    update.divide(among: threads, batchSize: count)
    compute.run(update.blocks.count, on: threads, update)

    var cost = 0.0
    for sample in 0..<count { cost += backpropagation.costs[sample] }
    return cost / Double(count)
  }
}
