import NNCore
import NNData

/// Adds up hits or errors, sample after sample in double precision.
struct QualitySum {
  private let isClassification: Bool
  private let samples: Samples
  private let scaling: Scaling?
  private var hits = 0
  private var absoluteErrors = 0.0
  /// For each output the sum of squared errors.
  private var squaredErrors: [Double] = []

  init(isClassification: Bool, samples: Samples, scaling: Scaling?) {
    self.isClassification = isClassification
    self.samples = samples
    self.scaling = scaling
    if case .values(_, let width) = samples.targets {
      squaredErrors = [Double](repeating: 0, count: width)
    }
  }

  /// Adds a row of a batch, which is the given sample.
  mutating func add<T: Scalar>(
    _ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int
  ) {
    if isClassification {
      let predicted = predictedClass(outputs.row(row), count: outputs.columns)
      if predicted == predictedClass(targets.row(row), count: targets.columns) { hits += 1 }
    } else if case .values(let values, let width) = samples.targets {
      for column in 0..<width {
        let target = inOwnUnits(values[sample * width + column], column: column)
        let error = inOwnUnits(Double(outputs[row, column]), column: column) - target
        absoluteErrors += abs(error)
        squaredErrors[column].addProduct(error, error)
      }
    }
  }

  private func inOwnUnits(_ value: Double, column: Int) -> Double {
    scaling?.unscaled(value, column: column) ?? value
  }

  var result: Metrics.Quality {
    guard case .values(let values, let width) = samples.targets, !isClassification else {
      return .classification(accuracy: Double(hits) / Double(samples.count))
    }
    return .regression(mae: absoluteErrors / Double(values.count), r2: r2(values, width: width))
  }

  /// 1 - sum (y - a)^2 / sum (y - mean y)^2, the mean over the outputs.
  private func r2(_ values: [Double], width: Int) -> Double? {
    var sum = 0.0
    for column in 0..<width {
      let rows = stride(from: column, to: values.count, by: width)
      var mean = 0.0
      for index in rows { mean += inOwnUnits(values[index], column: column) }
      mean /= Double(samples.count)
      var squares = 0.0
      for index in rows {
        let difference = inOwnUnits(values[index], column: column) - mean
        squares.addProduct(difference, difference)
      }
      // The rounded mean of equal values may differ from them.
      guard squares > 0, rows.contains(where: { values[$0] != values[column] }) else { return nil }
      sum += 1 - squaredErrors[column] / squares
    }
    return sum / Double(width)
  }
}
