import NNCore

/// How often each label was predicted, and how often correctly, for samples that may have several.
public struct LabelCounts: Sendable, Equatable {
  /// The number of samples that have each label.
  private var support: [Int]
  /// How often each label was predicted.
  private var predictions: [Int]
  /// How often each label was predicted correctly.
  private var hits: [Int]
  /// The number of samples.
  public private(set) var sampleCount = 0
  /// The number of samples all of whose labels are right.
  private var exactCount = 0
  private var scoresOfSamples = MeanScores.Sum()

  /// Nothing is counted yet.
  init(labelCount: Int) {
    support = [Int](repeating: 0, count: labelCount)
    predictions = support
    hits = support
  }

  /// The number of labels.
  public var labelCount: Int { support.count }

  /// The share of samples all of whose labels are right.
  public var subsetAccuracy: Double { Double(exactCount) / Double(sampleCount) }

  /// The share of labels that are wrong, over all labels of all samples.
  public var hammingLoss: Double {
    let wrong = sum(support) + sum(predictions) - 2 * sum(hits)
    return Double(wrong) / Double(sampleCount * labelCount)
  }

  /// The smallest Hamming loss of a prediction that is the same for all samples: for each label,
  /// what most samples have.
  var constantHammingLoss: Double {
    let wrong = sum(support.map { min($0, sampleCount - $0) })
    return Double(wrong) / Double(sampleCount * labelCount)
  }

  /// How well a label is recognised.
  public func scores(of label: Int) -> ClassScores {
    ClassScores(hits: hits[label], predictions: predictions[label], support: support[label])
  }

  /// How well labels are recognised, all labels of all samples counted together.
  public var microAverage: ClassScores {
    ClassScores(hits: sum(hits), predictions: sum(predictions), support: sum(support))
  }

  /// The means over labels, each with the same weight.
  public var macroAverage: MeanScores { MeanScores(of: allScores) }

  /// The means over labels, each with the weight of its support.
  public var weightedAverage: MeanScores { MeanScores(of: allScores) { Double($0.support) } }

  /// The means over samples, of how well the labels of each are recognised.
  public var samplesAverage: MeanScores { scoresOfSamples.means }

  private var allScores: some Sequence<ClassScores> { (0..<labelCount).lazy.map(scores) }

  private func sum(_ counts: [Int]) -> Int { counts.reduce(0, +) }
}

extension LabelCounts: MetricAccumulator {
  mutating func add<T: Scalar>(
    _ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int
  ) {
    let (outputs, targets) = (outputs.row(row), targets.row(row))
    var (hitCount, predictionCount, trueCount) = (0, 0, 0)
    for label in 0..<labelCount {
      let isPredicted = isOn(outputs[label]) ? 1 : 0
      let isTrue = isOn(targets[label]) ? 1 : 0
      predictions[label] += isPredicted
      support[label] += isTrue
      hits[label] += isPredicted & isTrue
      predictionCount += isPredicted
      trueCount += isTrue
      hitCount += isPredicted & isTrue
    }
    sampleCount += 1
    if hitCount == predictionCount, hitCount == trueCount { exactCount += 1 }
    scoresOfSamples.add(
      ClassScores(hits: hitCount, predictions: predictionCount, support: trueCount))
  }

  var quality: Evaluation.Quality { .multilabel(self) }
}
