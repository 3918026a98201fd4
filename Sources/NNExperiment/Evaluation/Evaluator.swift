import NNCore
import NNData

/// Measures a network on samples, in pieces that fit the caches.
struct Evaluator<T: Scalar> {
  let network: Network<T>
  let loss: any Loss
  let task: Task
  /// How targets were scaled.
  let scaling: Scaling?
  let compute: ComputeContext<T>

  /// The samples in a piece.
  static var pieceSize: Int { 256 }

  /// The bytes that an evaluation takes; as a `Double`, in which nothing overflows.
  static func byteCount(structure: [Int], isSparse: Bool) -> Double {
    let targets = Arena.byteCount(
      ofMatrix: T.self, rows: pieceSize, columns: structure[structure.count - 1])
    return targets + Double(pieceSize * MemoryLayout<Double>.stride)
      + ActivationBuffers<T>.byteCount(
        structure: structure, capacity: pieceSize, hasSparseInputs: isSparse)
  }

  /// Cost and quality: costs and errors are added sample after sample.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - observe: is called with one piece after another
  /// - Returns: cost and quality
  func evaluation(
    of samples: Samples, observe: ((EvaluatedPiece<T>) -> Void)? = nil
  ) -> Evaluation {
    guard let evaluation = evaluation(of: samples, stop: nil, observe: observe) else {
      preconditionFailure("nobody asks to stop")
    }
    return evaluation
  }

  /// The same, unless it is asked to stop.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - stop: asks to stop
  ///   - observe: is called with one piece after another
  /// - Returns: cost and quality; `nil` if it was asked to stop
  func evaluation(
    of samples: Samples, stop: StopRequest?, observe: ((EvaluatedPiece<T>) -> Void)? = nil
  ) -> Evaluation? {
    func evaluate(_ sum: some MetricAccumulator) -> Evaluation? {
      evaluation(of: samples, sum: sum, stop: stop, observe: observe)
    }
    let outputs = network.outputCount
    switch task {
    case .classification: return evaluate(ConfusionMatrix(outputs: outputs))
    case .multilabel: return evaluate(LabelCounts(labelCount: outputs))
    case .regression:
      let kernels = Kernels<Double>(compute.kernels.instructionSet)
      guard let errors = RegressionAccumulator(samples: samples, scaling: scaling, kernels: kernels)
      else { preconditionFailure("classes are no numbers") }
      return evaluate(errors)
    }
  }

  private func evaluation(
    of samples: Samples, sum: some MetricAccumulator, stop: StopRequest?,
    observe: ((EvaluatedPiece<T>) -> Void)?
  ) -> Evaluation? {
    var sum = sum
    let arena = Arena()
    let costs: UnsafeMutablePointer<Double> = arena.zeros(min(Self.pieceSize, samples.count))
    var cost = 0.0
    var firstInfiniteCost: Int?
    let isComplete = forEachPiece(of: samples, stop: stop) { piece in
      loss.costs(
        logits: piece.logits, activations: piece.outputs, targets: piece.targets, into: costs,
        kernels: compute.kernels)
      for row in 0..<piece.targets.rows {
        let sample = piece.first + row
        cost += costs[row]
        if !costs[row].isFinite, firstInfiniteCost == nil { firstInfiniteCost = sample }
        sum.add(piece.outputs, targets: piece.targets, row: row, sample: sample)
      }
      observe?(piece)
    }
    // The costs are in its memory.
    withExtendedLifetime(arena) {}
    guard isComplete else { return nil }
    return Evaluation(
      sampleCount: samples.count, cost: cost / Double(samples.count),
      firstInfiniteCost: firstInfiniteCost, quality: sum.quality)
  }

  /// Passes samples through the network, and each piece of them to a function.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - stop: asks to stop
  ///   - body: receives one piece after another, each valid until it returns
  /// - Returns: whether it has received all of them; `false` if it was asked to stop
  /// - Throws: what `body` throws
  @discardableResult
  func forEachPiece(
    of samples: Samples, stop: StopRequest? = nil, _ body: (EvaluatedPiece<T>) throws -> Void
  ) rethrows -> Bool {
    let capacity = min(Self.pieceSize, samples.count)
    let reader = BatchReader(samples, capacity: capacity, kernels: compute.kernels)
    let buffers = ActivationBuffers<T>(
      structure: network.structure, capacity: capacity, hasSparseInputs: reader.isSparse)
    let arena = Arena()
    let allTargets: Matrix<T> = arena.matrix(
      rows: capacity, columns: network.outputCount)
    // Matrices are plain pointers into the memory of these two.
    return try withExtendedLifetime((buffers, arena)) {
      for start in stride(from: 0, to: samples.count, by: capacity) {
        if stop?.isRequested ?? false { return false }
        let count = min(capacity, samples.count - start)
        let targets = allTargets.prefix(count)
        reader.choose(.consecutive(from: start), count: count)
        buffers.run(network, count: count, source: reader, targets: targets, compute: compute)
        try body(
          EvaluatedPiece(
            first: start, activations: buffers.activations(count), logits: buffers.logits(count),
            targets: targets))
        samples.forget(start..<start + count)
      }
      return true
    }
  }
}
