/// The memory of a network's inputs, pre-activations and activations for a batch.
package final class ActivationBuffers<T: Scalar> {
  /// The maximum number of samples in a batch.
  package let capacity: Int
  /// The inputs, filled by the caller: samples x input neurons; without elements if they come as
  /// sparse rows.
  package let inputs: Matrix<T>
  /// The pre-activations z of each layer after the input layer: samples x neurons.
  let preActivations: [Matrix<T>]
  /// The activations a of each layer after the input layer: samples x neurons.
  let activations: [Matrix<T>]
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - hasSparseInputs: whether inputs come as sparse rows and need no memory
  package init(structure: [Int], capacity: Int, hasSparseInputs: Bool = false) {
    self.capacity = capacity
    inputs = arena.matrix(rows: hasSparseInputs ? 0 : capacity, columns: structure[0])
    preActivations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
    activations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
  }

  /// The pre-activations of the output layer for the first `count` samples.
  package func logits(_ count: Int) -> Matrix<T> {
    preActivations[preActivations.count - 1].prefix(count)
  }

  /// The activations of the output layer for the first `count` samples.
  package func outputs(_ count: Int) -> Matrix<T> {
    activations[activations.count - 1].prefix(count)
  }

  /// The activations of all layers after the input layer for the first `count` samples.
  package func activations(_ count: Int) -> [Matrix<T>] { activations.map { $0.prefix(count) } }

  /// The number of bytes that are allocated.
  var byteCount: Int { arena.byteCount }

  /// The bytes for a structure and batches of up to `capacity` samples, as a `Double`, which does
  /// not overflow.
  package static func byteCount(
    structure: [Int], capacity: Int, hasSparseInputs: Bool
  ) -> Double {
    structure.enumerated().reduce(0) { sum, layer in
      let matrix = Arena.byteCount(ofMatrix: T.self, rows: capacity, columns: layer.element)
      return sum + (layer.offset > 0 ? 2 * matrix : hasSparseInputs ? 0 : matrix)
    }
  }

  /// Computes all layers for the first samples, which threads share: the forward pass.
  ///
  /// - Parameters:
  ///   - network: a network of the structure that this memory was made for
  ///   - count: the number of samples
  ///   - sparseInputs: the inputs, if they are mostly zero; otherwise they are in `inputs`
  ///   - compute: the kernels and threads to compute with
  package func run(
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
