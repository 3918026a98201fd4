import NNCore
import NNData

/// Adds up errors in the targets' own units, sample after sample in double precision.
struct RegressionErrors {
  /// The targets as the data set has them, row after row.
  private let values: [Double]
  private let width: Int
  private let scaling: Scaling?
  /// The sum over all targets.
  private var absoluteError = 0.0
  private var absoluteErrors: [Double]
  private var squaredErrors: [Double]

  /// No errors yet; `nil` for samples whose targets are classes.
  init?(samples: Samples, scaling: Scaling?) {
    guard case .values(let values, let width) = samples.targets else { return nil }
    self.values = values
    self.width = width
    self.scaling = scaling
    absoluteErrors = [Double](repeating: 0, count: width)
    squaredErrors = absoluteErrors
  }

  private func inOwnUnits(_ value: Double, column: Int) -> Double {
    scaling?.unscaled(value, column: column) ?? value
  }

  /// What the samples so far say.
  var scores: RegressionQuality {
    let count = Double(values.count / width)
    let targets = (0..<width).map { column in
      RegressionQuality.Scores(
        mae: absoluteErrors[column] / count, rmse: (squaredErrors[column] / count).squareRoot(),
        r2: r2(column))
    }
    let r2s = targets.compactMap(\.r2)
    let overall = RegressionQuality.Scores(
      mae: absoluteError / Double(values.count), rmse: mean(targets.map(\.rmse)),
      r2: r2s.count == width ? mean(r2s) : nil)
    return RegressionQuality(overall: overall, targets: targets)
  }

  private func mean(_ numbers: [Double]) -> Double {
    var sum = 0.0
    for number in numbers { sum += number }
    return sum / Double(numbers.count)
  }

  private func r2(_ column: Int) -> Double? {
    let rows = stride(from: column, to: values.count, by: width)
    var mean = 0.0
    for index in rows { mean += inOwnUnits(values[index], column: column) }
    mean /= Double(values.count / width)
    var squares = 0.0
    for index in rows {
      let difference = inOwnUnits(values[index], column: column) - mean
      squares.addProduct(difference, difference)
    }
    // The rounded mean of equal values may differ from them.
    guard squares > 0, rows.contains(where: { values[$0] != values[column] }) else { return nil }
    return 1 - squaredErrors[column] / squares
  }
}

extension RegressionErrors: QualitySum {
  mutating func add<T: Scalar>(
    _ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int
  ) {
    for column in 0..<width {
      let target = inOwnUnits(values[sample * width + column], column: column)
      let error = inOwnUnits(Double(outputs[row, column]), column: column) - target
      absoluteError += abs(error)
      absoluteErrors[column] += abs(error)
      squaredErrors[column].addProduct(error, error)
    }
  }

  var quality: Evaluation.Quality { .regression(scores) }
}
