/// The memory of a network's weighted sums and activations for a batch.
public final class ForwardPass<T: Scalar> {
  /// The most samples in a batch.
  public let capacity: Int
  /// The inputs, filled by the caller: samples x input neurons.
  public let inputs: Matrix<T>
  /// The weighted sums Z of each layer behind the input layer.
  let sums: [Matrix<T>]
  /// The activations A of each layer behind the input layer.
  let activations: [Matrix<T>]
  private let memory = Memory()

  /// Memory for a network and batches of up to `capacity` samples.
  public init(structure: [Int], capacity: Int) {
    self.capacity = capacity
    inputs = memory.matrix(rows: capacity, columns: structure[0])
    sums = structure.dropFirst().map { [memory] in memory.matrix(rows: capacity, columns: $0) }
    activations = structure.dropFirst().map { [memory] in
      memory.matrix(rows: capacity, columns: $0)
    }
  }

  /// Weighted sums of the output layer, first rows.
  public func outputSums(_ count: Int) -> Matrix<T> { sums[sums.count - 1].prefix(count) }

  /// Activations of the output layer, first rows.
  public func outputs(_ count: Int) -> Matrix<T> {
    activations[activations.count - 1].prefix(count)
  }

  /// Computes all layers from the first rows of `inputs`.
  ///
  /// - Parameters:
  ///   - network: a network of the structure that this memory was made for
  ///   - count: the number of samples
  ///   - compute: what computes
  public func run(_ network: Network<T>, count: Int, compute: Compute<T>) {
    var before = inputs.prefix(count)
    for (index, layer) in network.layers.enumerated() {
      let z = sums[index].prefix(count)
      let a = activations[index].prefix(count)
      compute.forward(before, weights: layer.weights, into: z)
      layer.activation.apply(z, into: a, kernels: compute.kernels)
      before = a
    }
  }
}
