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
  /// What each layer after the input layer passes on: its activations, or with dropout what is left
  /// of them.
  let layerOutputs: [Matrix<T>]
  /// What the activations of each layer are multiplied by; `nil` for layers without dropout.
  let dropoutFactors: [Matrix<T>?]
  private let dropout: Dropout?
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - hasSparseInputs: whether inputs come as sparse rows and need no memory
  ///   - dropout: leaves out activations in training; `nil` for none
  package init(
    structure: [Int], capacity: Int, hasSparseInputs: Bool = false, dropout: Dropout? = nil
  ) {
    self.capacity = capacity
    self.dropout = dropout
    inputs = arena.matrix(rows: hasSparseInputs ? 0 : capacity, columns: structure[0])
    preActivations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
    activations = structure.dropFirst().map { [arena] in
      arena.matrix(rows: capacity, columns: $0)
    }
    let rates = (dropout?.rates ?? structure.dropFirst(2).map { _ in 0 }) + [0]
    dropoutFactors = zip(rates, activations).map { [arena] rate, activations in
      rate > 0 ? arena.matrix(rows: capacity, columns: activations.columns) : nil
    }
    layerOutputs = zip(rates, activations).map { [arena] rate, activations in
      rate > 0 ? arena.matrix(rows: capacity, columns: activations.columns) : activations
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
    structure: [Int], capacity: Int, hasSparseInputs: Bool, dropout: Dropout? = nil
  ) -> Double {
    let rates = [0] + (dropout?.rates ?? [])
    return structure.enumerated().reduce(0) { sum, layer in
      let matrix = Arena.byteCount(ofMatrix: T.self, rows: capacity, columns: layer.element)
      let hasDropout = layer.offset < rates.count && rates[layer.offset] > 0
      let count: Double = layer.offset > 0 ? (hasDropout ? 4 : 2) : hasSparseInputs ? 0 : 1
      return sum + count * matrix
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
  ///
  /// - Parameters:
  ///   - network: a network of the structure that this memory was made for
  ///   - rows: the places of the samples in the batch
  ///   - sparseInputs: the inputs, if they are mostly zero; otherwise they are in `inputs`
  ///   - iteration: the iteration, on which depends what dropout leaves out
  ///   - kernels: computes on whole arrays
  func run(
    _ network: Network<T>, rows: Range<Int>, sparseInputs: SparseBatch<T>?, iteration: Int = 0,
    kernels: Kernels<T>
  ) {
    for index in network.layers.indices {
      let layer = network.layers[index]
      let z = preActivations[index].rows(rows)
      if index > 0 {
        kernels.forward(layerOutputs[index - 1].rows(rows), weights: layer.weights, into: z)
      } else if let sparseInputs {
        kernels.forward(sparseInputs.dropFirst(rows.lowerBound), weights: layer.weights, into: z)
      } else {
        kernels.forward(inputs.rows(rows), weights: layer.weights, into: z)
      }
      let a = activations[index].rows(rows)
      layer.activation.apply(z, into: a, kernels: kernels)
      if let dropout, let factors = dropoutFactors[index]?.rows(rows) {
        dropout.draw(
          factors, firstSample: rows.lowerBound, layer: index, iteration: iteration,
          kernels: kernels)
        kernels.apply(.multiply, a, factors, into: layerOutputs[index].rows(rows))
      }
    }
  }
}
