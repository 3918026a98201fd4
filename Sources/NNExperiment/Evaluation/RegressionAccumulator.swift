import NNCore
import NNData

/// Accumulates errors in the targets' own units, sample by sample in double precision.
struct RegressionAccumulator {
  /// The targets as the data set has them, row after row.
  private let values: [Double]
  private let width: Int
  private let scaling: Scaling?
  private let kernels: Kernels<Double>
  private var absoluteErrors: [Double]
  private var squaredErrors: [Double]
  /// Those of one sample, in their own units.
  private var predictions: [Double]
  private var targets: [Double]

  /// No errors yet; `nil` for samples whose targets are classes.
  init?(samples: Samples, scaling: Scaling?, kernels: Kernels<Double>) {
    guard case .values(let values, let width) = samples.targets else { return nil }
    self.values = values
    self.width = width
    self.scaling = scaling
    self.kernels = kernels
    absoluteErrors = [Double](repeating: 0, count: width)
    squaredErrors = absoluteErrors
    predictions = absoluteErrors
    targets = absoluteErrors
  }

  private var sampleCount: Int { values.count / width }

  private func readTargets(of sample: Int, into targets: inout [Double]) {
    let start = sample * width
    targets.withUnsafeMutableBufferPointer { targets in
      _ = targets.update(fromContentsOf: values[start..<start + width])
    }
    bringToOwnUnits(&targets)
  }

  private func bringToOwnUnits(_ row: inout [Double]) {
    guard let scaling else { return }
    for column in 0..<width { row[column] = scaling.unscaled(row[column], column: column) }
  }
}

extension RegressionAccumulator: MetricAccumulator {
  mutating func add<T: Scalar>(
    _ outputs: Matrix<T>, targets _: Matrix<T>, row: Int, sample: Int
  ) {
    let outputs = outputs.row(row)
    predictions.withUnsafeMutableBufferPointer { predictions in
      for column in predictions.indices { predictions[column] = Double(outputs[column]) }
    }
    bringToOwnUnits(&predictions)
    readTargets(of: sample, into: &targets)
    kernels.addErrors(
      predictions, targets, absolute: &absoluteErrors, squared: &squaredErrors)
  }

  var quality: Evaluation.Quality { .regression(scores) }

  /// The quality of the predictions so far.
  var scores: RegressionScores {
    let count = Double(sampleCount)
    let squares = squaredDistances
    let targets = (0..<width).map { column in
      RegressionScores.Scores(
        mae: absoluteErrors[column] / count, rmse: (squaredErrors[column] / count).squareRoot(),
        r2: squares[column] > 0 ? 1 - squaredErrors[column] / squares[column] : nil)
    }
    let overall = RegressionScores.Scores(
      mae: mean(targets.map(\.mae)), rmse: mean(targets.map(\.rmse)), r2: meanR2(targets))
    return RegressionScores(overall: overall, targets: targets)
  }

  private func mean(_ numbers: [Double]) -> Double {
    var sum = 0.0
    for number in numbers { sum += number }
    return sum / Double(numbers.count)
  }

  private func meanR2(_ targets: [RegressionScores.Scores]) -> Double? {
    if targets.count == 1 { return targets[0].r2 }
    if sampleCount == 1 { return nil }
    return mean(targets.indices.map { targets[$0].r2 ?? (squaredErrors[$0] == 0 ? 1 : 0) })
  }

  /// The sum of the squared distances of each target from its mean; 0 if all its values are equal,
  /// from which their rounded mean may differ.
  private var squaredDistances: [Double] {
    let zeros = [Double](repeating: 0, count: width)
    var (targets, first, means) = (zeros, zeros, zeros)
    var (ignored, spreads, squares) = (zeros, zeros, zeros)
    readTargets(of: 0, into: &first)
    for sample in 0..<sampleCount {
      readTargets(of: sample, into: &targets)
      means.withUnsafeMutableBufferPointer { means in
        for column in means.indices { means[column] += targets[column] }
      }
      kernels.addErrors(targets, first, absolute: &spreads, squared: &ignored)
    }
    for column in 0..<width { means[column] /= Double(sampleCount) }
    for sample in 0..<sampleCount {
      readTargets(of: sample, into: &targets)
      kernels.addErrors(targets, means, absolute: &ignored, squared: &squares)
    }
    return zip(spreads, squares).map { $0 == 0 ? 0 : $1 }
  }
}
