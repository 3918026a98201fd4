import NNCore
import NNData

/// Measures a network on samples, in pieces that fit the caches.
struct Evaluator<T: Scalar> {
  let network: Network<T>
  let loss: any Loss
  let isClassification: Bool
  /// How targets were scaled.
  let scaling: Scaling?
  let compute: Compute<T>

  /// The samples in a piece.
  static var pieceSize: Int { 256 }

  /// Cost and quality: costs and errors are added sample after sample.
  func evaluation(of samples: Samples) -> Evaluation {
    guard let evaluation = evaluation(of: samples, stop: StopRequest()) else {
      preconditionFailure("nobody asks to stop")
    }
    return evaluation
  }

  /// The same, unless it is asked to stop.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - stop: asks to stop
  ///   - observe: is called with the activations of all layers, piece after piece
  /// - Returns: cost and quality; `nil` if it was asked to stop
  func evaluation(
    of samples: Samples, stop: StopRequest, observe: (([Matrix<T>]) -> Void)? = nil
  ) -> Evaluation? {
    if !isClassification, let errors = RegressionErrors(samples: samples, scaling: scaling) {
      return evaluation(of: samples, sum: errors, stop: stop, observe: observe)
    }
    let outputs = network.structure[network.structure.count - 1]
    return evaluation(
      of: samples, sum: ConfusionMatrix(outputs: outputs), stop: stop, observe: observe)
  }

  private func evaluation(
    of samples: Samples, sum: some QualitySum, stop: StopRequest,
    observe: (([Matrix<T>]) -> Void)?
  ) -> Evaluation? {
    var sum = sum
    let capacity = min(Self.pieceSize, samples.count)
    let reader = BatchReader(samples, capacity: capacity, kernels: compute.kernels)
    let pass = ForwardPass<T>(
      structure: network.structure, capacity: capacity, hasSparseInputs: reader.hasLists)
    let memory = Memory()
    let allTargets: Matrix<T> = memory.matrix(
      rows: capacity, columns: network.structure[network.structure.count - 1])
    let costs: UnsafeMutablePointer<Double> = memory.zeros(capacity)
    var cost = 0.0
    var firstInfiniteCost: Int?
    for start in stride(from: 0, to: samples.count, by: capacity) {
      if stop.isRequested { return nil }
      let count = min(capacity, samples.count - start)
      let targets = allTargets.prefix(count)
      reader.choose(.consecutive(from: start), count: count)
      reader.fill(0..<count, inputs: pass.inputs, targets: targets)
      pass.run(network, count: count, lists: reader.lists, compute: compute)
      let outputs = pass.outputs(count)
      loss.costs(
        sums: pass.outputSums(count), activations: outputs, targets: targets, into: costs,
        kernels: compute.kernels)
      for row in 0..<count {
        cost += costs[row]
        if !costs[row].isFinite, firstInfiniteCost == nil { firstInfiniteCost = start + row }
        sum.add(outputs, targets: targets, row: row, sample: start + row)
      }
      observe?(pass.activations(count))
      samples.forget(start..<start + count)
    }
    // Matrices are plain pointers into the memory of these two.
    withExtendedLifetime((pass, memory)) {}
    return Evaluation(
      sampleCount: samples.count, cost: cost / Double(samples.count),
      firstInfiniteCost: firstInfiniteCost, quality: sum.quality)
  }
}

/// The class that a row of outputs or targets stands for: the first of the largest, or for a
/// single one whether it is at least a half.
func predictedClass<T: Scalar>(_ values: UnsafePointer<T>, count: Int) -> Int {
  if count == 1 { return values[0] >= 0.5 ? 1 : 0 }
  var best = 0
  for index in 1..<count where values[index] > values[best] { best = index }
  return best
}
