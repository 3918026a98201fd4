/// Divides the work on a batch into stages, and stages into parts for threads. No result depends on
/// that: each sample is computed as if it were alone.
///
/// Layers with little work are computed one after the other for a few samples, whose activations
/// stay in the cache. A layer with much work is a stage of its own with parts of some samples by a
/// panel of neurons, so that weights stream from memory as rarely as possible, and a thread that is
/// held up by another process holds up only one such part. The first layer is divided by neurons if
/// most inputs are zero: then each thread always has the same weights.
struct StagePlan<T: Scalar> {
  /// The neurons of each layer, input layer first.
  let structure: [Int]
  /// The maximum number of samples in a batch.
  let capacity: Int
  /// The number of inputs of a sample that products visit, if most are zero.
  let visitedInputs: Int?
  /// Whether each thread lays out sparse rows for itself when it needs them.
  let expandsPrivately: Bool
  /// The number of samples in the batch.
  let count: Int
  /// The number of threads.
  let threads: Int
  /// The least number of multiplications that makes work for a thread.
  let minimumMultiplications: Int

  /// The activations of this many samples stay in the cache from layer to layer.
  private static var samplesAtATime: Int { 96 }
  /// So many samples of a layer with much work share its weights while these are in the cache.
  private static var samplesOfUnit: Int { 1024 / MemoryLayout<T>.stride }
  /// With fewer samples for each thread, threads share a layer's neurons instead.
  private static var minimumSamplesOfUnit: Int { 32 }
  /// A layer is a stage of its own if it is so many times the least work for each thread.
  private static var minimumOfLayer: Double { 16 }

  private var layers: Range<Int> { 0..<structure.count - 1 }

  /// The stages of a forward pass: all that `ActivationBuffers` computes.
  func forward(fetches: Bool) -> [Stage] {
    stages(beginning(fetches) + layers.map { .forward(layer: $0) }, sharesNeurons: false)
  }

  /// The stages of the first half of an iteration: forward pass, costs and backpropagation.
  func backpropagation(fetches: Bool) -> [Stage] {
    let forward = layers.dropFirst().map { Stage.Step.forward(layer: $0) }
    let backward = layers.dropFirst().reversed().map { Stage.Step.backward(layer: $0) }
    // Targets are fetched where they are needed.
    let beginning =
      ownsNeurons
      ? expansion + [.forward(layer: 0)] + (fetches ? [.fetch] : [])
      : beginning(fetches) + [.forward(layer: 0)]
    return stages(beginning + forward + [.costs] + backward, sharesNeurons: true)
  }

  private func beginning(_ fetches: Bool) -> [Stage.Step] {
    (fetches ? [.fetch] : []) + expansion
  }

  private var expansion: [Stage.Step] {
    visitedInputs != nil && !expandsPrivately ? [.expand] : []
  }

  /// Whether threads own neurons of the first layer, in training.
  private var ownsNeurons: Bool {
    visitedInputs != nil && threads > 1 && layers.count > 1
      && PanelBatch<T>.hasPanels(rows: capacity, columns: structure[1])
  }

  /// Makes steps with much work stages of their own, and others stages of several steps.
  private func stages(_ steps: [Stage.Step], sharesNeurons: Bool) -> [Stage] {
    var stages: [Stage] = []
    var small: [Stage.Step] = []
    func addSmall() {
      if !small.isEmpty { stages.append(bySamples(small)) }
      small = []
    }
    for step in steps {
      if let stage = byNeurons(step, sharesNeurons: sharesNeurons) {
        addSmall()
        stages.append(stage)
      } else {
        small.append(step)
      }
    }
    addSmall()
    return stages
  }

  /// A stage of one step, if it has enough work.
  private func byNeurons(_ step: Stage.Step, sharesNeurons: Bool) -> Stage? {
    let (layer, neurons): (Int, Int)
    switch step {
    // The activation of the output layer may need all of its neurons.
    case .forward(let index) where index + 1 < layers.count:
      (layer, neurons) = (index, structure[index + 1])
    case .backward(let index): (layer, neurons) = (index, structure[index])
    case .fetch, .expand, .costs, .forward: return nil
    }
    let multiplications = Double(count) * Double(inputs(of: layer)) * Double(structure[layer + 1])
    guard PanelBatch<T>.hasPanels(rows: capacity, columns: neurons) else { return nil }
    if layer == 0, visitedInputs != nil {
      return ownsNeurons && sharesNeurons ? byOwnedNeurons(neurons, step) : nil
    }
    let minimum = Self.minimumOfLayer * Double(minimumMultiplications)
    guard multiplications / Double(threads) >= minimum else { return nil }
    let width = PanelBatch<T>.panelWidth
    let parts = units.flatMap { samples in
      stride(from: 0, to: neurons, by: width).map { first in
        Stage.Part(samples: samples, neurons: first..<min(first + width, neurons))
      }
    }
    return Stage(
      steps: [step], parts: parts, division: WorkDivision(parts: parts.count, threads: threads))
  }

  /// A stage in which each thread has neurons of its own: two panels at a time, which is what
  /// products compute together, by blocks of samples.
  private func byOwnedNeurons(_ neurons: Int, _ step: Stage.Step) -> Stage {
    let parts = Self.ownedNeurons(neurons).flatMap { neurons in
      blocks.map { Stage.Part(samples: $0, neurons: neurons) }
    }
    return Stage(
      steps: [step], parts: parts, division: WorkDivision(parts: parts.count, threads: threads))
  }

  /// The neurons of the first layer that threads own.
  static func ownedNeurons(_ neurons: Int) -> [Range<Int>] {
    let width = 2 * PanelBatch<T>.panelWidth
    return stride(from: 0, to: neurons, by: width).map { $0..<min($0 + width, neurons) }
  }

  /// A stage of steps whose parts are samples.
  private func bySamples(_ steps: [Stage.Step]) -> Stage {
    let usesBlocks =
      visitedInputs != nil && (steps.contains(.expand) || steps.contains(.forward(layer: 0)))
    let samples = usesBlocks ? blocks : parts(of: Self.samplesAtATime)
    return Stage(
      steps: steps, parts: samples.map { Stage.Part(samples: $0, neurons: nil) },
      division: WorkDivision(parts: samples.count, threads: threads))
  }

  /// The inputs of a layer that products visit.
  private func inputs(of layer: Int) -> Int {
    layer == 0 ? visitedInputs ?? structure[0] : structure[layer]
  }

  /// The samples that share a panel of weights.
  private var units: [Range<Int>] {
    if count < threads * Self.minimumSamplesOfUnit { return [0..<count] }
    return parts(of: Self.samplesOfUnit)
  }

  /// Blocks of samples, whose terms are one chain in a gradient.
  private var blocks: [Range<Int>] {
    stride(from: 0, to: count, by: ExpandedBatch<T>.blockSize).map {
      $0..<min($0 + ExpandedBatch<T>.blockSize, count)
    }
  }

  /// Samples in parts of at most `maximum`, as many for each thread as for any other.
  private func parts(of maximum: Int) -> [Range<Int>] {
    let groups = (count + maximum - 1) / maximum
    let parts = min(count, (groups + threads - 1) / threads * threads)
    return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  }
}
