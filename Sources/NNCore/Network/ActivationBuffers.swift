/// The memory of a network's weighted sums and activations for a batch.
public final class ActivationBuffers<T: Scalar> {
  /// The most samples in a batch.
  public let capacity: Int
  /// The inputs, filled by the caller: samples x input neurons. Without elements for inputs that
  /// come as lists.
  public let inputs: Matrix<T>
  /// The weighted sums Z of each layer behind the input layer.
  let preActivations: [Matrix<T>]
  /// The activations A of each layer behind the input layer.
  let activations: [Matrix<T>]
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the most samples in a batch
  ///   - hasSparseInputs: whether inputs come as lists and need no memory
  public init(structure: [Int], capacity: Int, hasSparseInputs: Bool = false) {
    self.capacity = capacity
    inputs = arena.matrix(rows: hasSparseInputs ? 0 : capacity, columns: structure[0])
    preActivations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
    activations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
  }

  /// Weighted sums of the output layer, first rows.
  public func logits(_ count: Int) -> Matrix<T> {
    preActivations[preActivations.count - 1].prefix(count)
  }

  /// Activations of the output layer, first rows.
  public func outputs(_ count: Int) -> Matrix<T> {
    activations[activations.count - 1].prefix(count)
  }

  /// Activations of all layers behind the input layer, first rows.
  public func activations(_ count: Int) -> [Matrix<T>] { activations.map { $0.prefix(count) } }

  /// Computes all layers for the first samples; threads share them.
  ///
  /// - Parameters:
  ///   - network: a network of the structure that this memory was made for
  ///   - count: the number of samples
  ///   - sparseInputs: the inputs, if they are mostly zero; otherwise they are in `inputs`
  ///   - compute: what computes
  public func run(
    _ network: Network<T>, count: Int, sparseInputs: SparseBatch<T>? = nil,
    compute: ComputeContext<T>
  ) {
    let division = compute.division(
      ofSamples: count, multiplications: network.multiplications(sparseInputs: sparseInputs))
    let work = ClosureWork { [self] part in
      run(network, rows: division[part], sparseInputs: sparseInputs, kernels: compute.kernels)
    }
    compute.run(division.parts, on: division.threads, work)
  }

  /// Computes all layers for some samples.
  func run(
    _ network: Network<T>, rows: Range<Int>, sparseInputs: SparseBatch<T>?, kernels: Kernels<T>
  ) {
    for index in network.layers.indices {
      let layer = network.layers[index]
      let z = preActivations[index].rows(rows)
      if index > 0 {
        kernels.forward(activations[index - 1].rows(rows), weights: layer.weights, into: z)
      } else if let sparseInputs {
        kernels.forward(sparseInputs.dropFirst(rows.lowerBound), weights: layer.weights, into: z)
      } else {
        kernels.forward(inputs.rows(rows), weights: layer.weights, into: z)
      }
      layer.activation.apply(z, into: activations[index].rows(rows), kernels: kernels)
    }
  }
}
