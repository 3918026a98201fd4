/// The memory of a network's inputs, pre-activations and activations for a batch.
package final class ActivationBuffers<T: Scalar> {
  /// The maximum number of samples in a batch.
  package let capacity: Int
  /// The inputs, filled by the caller: samples x input neurons; without elements if they come as
  /// sparse rows.
  package let inputs: PanelBatch<T>
  /// The pre-activations z of each layer after the input layer: samples x neurons.
  let preActivations: [PanelBatch<T>]
  /// The activations a of each layer after the input layer: samples x neurons.
  let activations: [PanelBatch<T>]
  /// What each layer after the input layer passes on: its activations, or with dropout what is left
  /// of them.
  let layerOutputs: [PanelBatch<T>]
  /// What the activations of each layer are multiplied by; `nil` for layers without dropout.
  let dropoutFactors: [PanelBatch<T>?]
  /// The inputs, if they come as sparse rows: for each thread, or for all of them together.
  private let sparseInputs: [ExpandedBatch<T>]
  private let dropout: Dropout?
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - hasSparseInputs: whether inputs come as sparse rows
  ///   - hasInputRows: whether inputs are whole rows, `inputRows`, and not in panels
  ///   - dropout: leaves out activations in training; `nil` for none
  ///   - threads: the number of threads, which lay out sparse rows for themselves unless there is
  ///     too much to lay out
  package init(
    structure: [Int], capacity: Int, hasSparseInputs: Bool = false, hasInputRows: Bool = false,
    dropout: Dropout? = nil, threads: Int = 1
  ) {
    self.capacity = capacity
    self.dropout = dropout
    let inputCapacity = hasSparseInputs ? 0 : capacity
    inputs =
      hasInputRows
      ? PanelBatch(arena.matrix(rows: inputCapacity, columns: structure[0]))
      : arena.panelBatch(rows: inputCapacity, columns: structure[0])
    let copies = Self.copies(
      structure: structure, capacity: capacity, hasSparseInputs: hasSparseInputs, threads: threads)
    sparseInputs = (0..<copies).map { _ in ExpandedBatch(capacity: capacity, width: structure[0]) }
    let hidden = structure.dropFirst().dropLast()
    let outputs = structure[structure.count - 1]
    let matrices: () -> [PanelBatch<T>] = { [arena] in
      hidden.map { arena.panelBatch(rows: capacity, columns: $0) }
        + [PanelBatch(arena.matrix(rows: capacity, columns: outputs))]
    }
    preActivations = matrices()
    activations = matrices()
    let rates = (dropout?.rates ?? hidden.map { _ in 0 }) + [0]
    dropoutFactors = zip(rates, activations).map { [arena] rate, activations in
      rate > 0 ? arena.panelBatch(rows: capacity, columns: activations.columns) : nil
    }
    layerOutputs = zip(rates, activations).map { [arena] rate, activations in
      rate > 0 ? arena.panelBatch(rows: capacity, columns: activations.columns) : activations
    }
  }

  /// The inputs as whole rows, if that is what they are.
  package var inputRows: Matrix<T> { inputs.matrix(0) }

  /// The pre-activations of the output layer for the first `count` samples.
  package func logits(_ count: Int) -> Matrix<T> { logits(0..<count) }

  /// The activations of the output layer for the first `count` samples.
  package func outputs(_ count: Int) -> Matrix<T> { outputs(0..<count) }

  func logits(_ samples: Range<Int>) -> Matrix<T> {
    preActivations[preActivations.count - 1].rows(samples).matrix(0)
  }

  func outputs(_ samples: Range<Int>) -> Matrix<T> {
    activations[activations.count - 1].rows(samples).matrix(0)
  }

  /// The activations of all layers after the input layer for the first `count` samples.
  package func activations(_ count: Int) -> [PanelBatch<T>] {
    activations.map { $0.prefix(count) }
  }

  /// The number of bytes that are allocated.
  var byteCount: Int { arena.byteCount + sparseInputs.reduce(0) { $0 + $1.byteCount } }

  /// The bytes for a structure and batches of up to `capacity` samples, as a `Double`, which does
  /// not overflow.
  package static func byteCount(
    structure: [Int], capacity: Int, hasSparseInputs: Bool, hasInputRows: Bool = false,
    dropout: Dropout? = nil, threads: Int = 1
  ) -> Double {
    func panels(_ columns: Int) -> Double {
      Arena.byteCount(ofPanelBatch: T.self, rows: capacity, columns: columns)
    }
    func rows(_ columns: Int) -> Double {
      Arena.byteCount(ofMatrix: T.self, rows: capacity, columns: columns)
    }
    let inputs =
      hasSparseInputs
      ? ExpandedBatch<T>.byteCount(capacity: capacity, width: structure[0])
        * Double(
          copies(
            structure: structure, capacity: capacity, hasSparseInputs: true, threads: threads))
      : hasInputRows ? rows(structure[0]) : panels(structure[0])
    let hidden = structure.dropFirst().dropLast().enumerated().reduce(0) { sum, layer in
      let hasDropout = (dropout?.rates[layer.offset] ?? 0) > 0
      return sum + (hasDropout ? 4 : 2) * panels(layer.element)
    }
    return inputs + hidden + 2 * rows(structure[structure.count - 1])
  }

  /// More than this would not stay in a processor's cache.
  private static var maximumPrivateBytes: Double { Double(1 << 19) }

  /// How often sparse rows are laid out. To fetch what another thread has written takes longer than
  /// to lay them out again.
  private static func copies(
    structure: [Int], capacity: Int, hasSparseInputs: Bool, threads: Int
  ) -> Int {
    if !hasSparseInputs { return 0 }
    let size = ExpandedBatch<T>.byteCount(capacity: capacity, width: structure[0])
    return size <= maximumPrivateBytes ? threads : 1
  }

  /// Whether each thread lays out sparse rows for itself.
  var expandsPrivately: Bool { sparseInputs.count > 1 }

  /// The inputs of the batch as products need them, if they come as sparse rows.
  ///
  /// - Parameters:
  ///   - thread: the thread that needs them
  ///   - kernels: lays them out, unless that is done
  /// - Returns: the inputs; `nil` if they are not sparse rows
  func sparseInputs(thread: Int, kernels: Kernels<T>) -> ExpandedBatch<T>? {
    if sparseInputs.isEmpty { return nil }
    guard expandsPrivately else { return sparseInputs[0] }
    let inputs = sparseInputs[thread]
    if !inputs.isExpanded { kernels.expand(inputs, samples: 0..<inputs.count) }
    inputs.isExpanded = true
    return inputs
  }

  /// Computes all layers for the first samples, which threads share: the forward pass. The memory
  /// was made for one thread, so that they also share what sparse rows are laid out in.
  ///
  /// - Parameters:
  ///   - network: a network of the structure that this memory was made for
  ///   - count: the number of samples
  ///   - source: provides inputs and targets; if it is `nil`, the caller has filled `inputs`
  ///   - targets: receives the targets; `nil` without a source
  ///   - compute: the kernels and threads to compute with
  package func run(
    _ network: Network<T>, count: Int, source: (any BatchSource<T>)? = nil,
    targets: Matrix<T>? = nil, compute: ComputeContext<T>
  ) {
    precondition(!expandsPrivately, "memory for a forward pass is that of one thread")
    begin(source?.sparseInputs, count: count)
    let visitedInputs = source?.visitedInputs
    let multiplications = Network<T>.multiplications(
      structure: network.structure, visitedInputs: visitedInputs)
    let plan = StagePlan<T>(
      structure: network.structure, capacity: capacity, visitedInputs: visitedInputs,
      expandsPrivately: false, count: count,
      threads: compute.threads(for: multiplications, samples: count),
      minimumMultiplications: compute.minimumMultiplications)
    for stage in plan.forward(fetches: source != nil) {
      let work = ClosureWork { [self] part in
        let part = stage.parts[part]
        for step in stage.steps {
          switch step {
          case .fetch:
            if let source, let targets {
              source.fill(part.samples, inputs: inputs, targets: targets)
            }
          case .expand: expand(part.samples, kernels: compute.kernels)
          case .forward(let layer):
            computeLayer(
              layer, of: network, part, count: count, iteration: 0, thread: 0,
              kernels: compute.kernels)
          case .costs, .backward: preconditionFailure("a forward pass has no such steps")
          }
        }
      }
      compute.run(stage.division, work)
    }
  }

  /// Begins a batch.
  ///
  /// - Parameters:
  ///   - rows: its inputs, if they come as sparse rows
  ///   - count: the number of samples
  func begin(_ rows: SparseBatch<T>?, count: Int) {
    if let rows { for inputs in sparseInputs { inputs.begin(rows, count: count) } }
  }

  /// Lays out some samples for all threads: whole blocks of them.
  func expand(_ samples: Range<Int>, kernels: Kernels<T>) {
    if let inputs = sparseInputs.first { kernels.expand(inputs, samples: samples) }
  }

  /// Computes the activations of a layer.
  ///
  /// - Parameters:
  ///   - index: the layer, from 0 for the first after the input layer
  ///   - network: a network of the structure that this memory was made for
  ///   - part: the samples and neurons
  ///   - count: the number of samples in the batch
  ///   - iteration: the iteration, on which depends what dropout leaves out
  ///   - thread: the thread that computes them
  ///   - kernels: computes on whole arrays
  func computeLayer(
    _ index: Int, of network: Network<T>, _ part: Stage.Part, count: Int, iteration: Int,
    thread: Int, kernels: Kernels<T>
  ) {
    let layer = network.layers[index]
    let samples = part.samples
    let neurons = part.neurons ?? 0..<layer.outputs
    let z = preActivations[index].rows(samples)
    if index > 0 {
      kernels.forward(
        layerOutputs[index - 1].rows(samples), weights: layer.weights, into: z, columns: neurons)
    } else if let inputs = sparseInputs(thread: thread, kernels: kernels) {
      kernels.forward(
        inputs, samples: samples, weights: layer.weights,
        into: preActivations[0].prefix(count), columns: neurons)
    } else {
      kernels.forward(inputs.rows(samples), weights: layer.weights, into: z, columns: neurons)
    }
    let a = activations[index].rows(samples)
    for panel in z.matrixIndices(of: neurons) {
      layer.activation.apply(z.matrix(panel), into: a.matrix(panel), kernels: kernels)
      if let dropout, let factors = dropoutFactors[index]?.rows(samples).matrix(panel) {
        dropout.draw(
          factors, firstSample: samples.lowerBound, layer: index,
          firstNeuron: panel * PanelBatch<T>.panelWidth, iteration: iteration, kernels: kernels)
        kernels.apply(
          .multiply, a.matrix(panel), factors,
          into: layerOutputs[index].rows(samples).matrix(panel))
      }
    }
  }
}
