import NNCore

/// How often samples of each class were predicted to be of each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The number of samples of each class.
  private var support: [Int]
  /// How often each class was predicted.
  private var predictions: [Int]
  /// How often each class was predicted correctly: the diagonal.
  private var hits: [Int]
  /// The matrix without its diagonal and its zeros: with many classes nearly all are zero.
  private var confusions: [Cell: Int] = [:]

  private struct Cell: Hashable {
    let truth: Int
    let prediction: Int
  }

  /// A matrix of zeros, classes x classes.
  init(classCount: Int) {
    support = [Int](repeating: 0, count: classCount)
    predictions = support
    hits = support
  }

  /// A matrix for the predictions of a network; a single output tells two classes apart.
  init(outputs: Int) { self.init(classCount: outputs == 1 ? 2 : outputs) }

  /// Counts a sample.
  mutating func add(truth: Int, prediction: Int) {
    support[truth] += 1
    predictions[prediction] += 1
    if truth == prediction {
      hits[truth] += 1
    } else {
      confusions[Cell(truth: truth, prediction: prediction), default: 0] += 1
    }
  }

  /// The number of classes.
  public var classCount: Int { support.count }

  /// The number of samples.
  public var sampleCount: Int { support.reduce(0, +) }

  /// The number of samples of class `truth` that were predicted to be of class `prediction`.
  public subscript(truth: Int, prediction: Int) -> Int {
    truth == prediction
      ? hits[truth] : confusions[Cell(truth: truth, prediction: prediction)] ?? 0
  }

  /// The share of samples whose class is predicted.
  public var accuracy: Double { Double(hits.reduce(0, +)) / Double(sampleCount) }

  /// How well a class is recognised.
  public func scores(of label: Int) -> ClassScores {
    ClassScores(hits: hits[label], predictions: predictions[label], support: support[label])
  }

  /// The means over all classes that have samples or are predicted, each with the same weight.
  public var macroAverage: MeanScores {
    let occurring = (0..<classCount).lazy.filter { support[$0] + predictions[$0] > 0 }
    return MeanScores(of: occurring.map(scores))
  }
}

extension ConfusionMatrix: MetricAccumulator {
  mutating func add<T: Scalar>(
    _ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int
  ) {
    add(
      truth: predictedClass(targets.row(row), count: targets.columns),
      prediction: predictedClass(outputs.row(row), count: outputs.columns))
  }

  var quality: Evaluation.Quality { .classification(self) }
}
