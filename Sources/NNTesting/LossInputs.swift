import NNCore

/// What a loss is checked with: outputs of a network and targets.
struct LossInputs {
  /// z, or a where there is no probability model.
  var logits: [Double]
  /// y
  let targets: [Double]
  let columns: Int
}

/// Which outputs and targets go with a loss.
enum LossDomain {
  /// Logits of a probability model, and targets that it can have.
  case model(ProbabilityModel)
  /// Any numbers.
  case numbers
  /// Probabilities strictly between 0 and 1.
  case probabilities
  /// Positive outputs and targets.
  case positive

  /// Some rows of test numbers.
  func inputs(_ rows: Range<Int>, columns: Int) -> LossInputs {
    func numbers(_ range: ClosedRange<Double>, _ stream: Int) -> [Double] {
      CheckNumbers.uniform(range, stream: stream, rows: rows, columns: columns)
    }
    switch self {
    case .model(.categorical):
      return LossInputs(
        logits: numbers(-4...4, 4), targets: Self.distributions(rows, columns: columns),
        columns: columns)
    case .model(.bernoulli):
      return LossInputs(
        logits: numbers(-4...4, 4), targets: numbers(-1...2, 5).map { min(max($0, 0), 1) },
        columns: columns)
    case .numbers:
      let outputs = numbers(-3...3, 4)
      var targets = numbers(-3...3, 5)
      // Where a loss has its kink, if it has one: at errors of 0 and 1.
      for (index, row) in rows.enumerated() where row % 4 < 2 {
        let place = index * columns + row % columns
        targets[place] = outputs[place] - Double(row % 4)
      }
      return LossInputs(logits: outputs, targets: targets, columns: columns)
    case .probabilities:
      return LossInputs(
        logits: numbers(0.05...0.95, 4), targets: Self.distributions(rows, columns: columns),
        columns: columns)
    case .positive:
      return LossInputs(
        logits: numbers(0.05...3, 4), targets: numbers(0.05...3, 5), columns: columns)
    }
  }

  /// Rows of which every second one is a class, and the others are distributions.
  private static func distributions(_ rows: Range<Int>, columns: Int) -> [Double] {
    let numbers = CheckNumbers.uniform(0...1, stream: 5, rows: rows, columns: columns)
    return rows.enumerated().flatMap { index, row in
      if row.isMultiple(of: 2) { return (0..<columns).map { $0 == row / 2 % columns ? 1.0 : 0 } }
      let parts = numbers.row(index, columns: columns)
      let sum = parts.reduce(0, +)
      return parts.map { Double(Float($0 / sum)) }
    }
  }

  /// The inputs with half the logits, or half the outputs and targets.
  func half(_ inputs: LossInputs) -> LossInputs {
    let keepsTargets =
      switch self {
      case .model, .probabilities: true
      default: false
      }
    return LossInputs(
      logits: inputs.logits.map { $0 / 2 },
      targets: inputs.targets.map { keepsTargets ? $0 : $0 / 2 }, columns: inputs.columns)
  }

  /// Rows of extreme outputs, with targets.
  var extremeInputs: LossInputs {
    switch self {
    case .model(let model):
      let targets: [Double] = model == .categorical ? [0, 1, 0] : [0, 1, 0.5]
      let logits = CheckNumbers.extreme.flatMap { z -> [Double] in
        [z, 0, -1, 0, z, 1, z, z, z, z, -z, 0]
      }
      let count = logits.count / 3
      return LossInputs(
        logits: logits, targets: (0..<count).flatMap { _ in targets }, columns: 3)
    case .numbers:
      return LossInputs(
        logits: CheckNumbers.extreme.flatMap { a -> [Double] in [a, a, a, 0.5] },
        targets: CheckNumbers.extreme.flatMap { y -> [Double] in [0, 1, -y, y] }, columns: 1)
    case .probabilities:
      let outputs = [1e-30, 1e-10, 1e-3, 0.5, 0.999, 1 - 0x1p-20].map { Double(Float($0)) }
      return LossInputs(
        logits: outputs.flatMap { a -> [Double] in [a, a, a] },
        targets: outputs.flatMap { _ -> [Double] in [0, 1, 0.5] },
        columns: 1)
    case .positive:
      // Squares of their quotients are floats.
      let outputs = CheckNumbers.extreme.filter { $0 > 1e-6 }
      return LossInputs(
        logits: outputs.flatMap { a -> [Double] in [a, a, 1] },
        targets: outputs.flatMap { y -> [Double] in [1, y, y] }, columns: 1)
    }
  }
}
