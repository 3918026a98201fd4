import NNCore

/// The checks of a loss, after those of `CheckList.checkBatches`:
///
/// - `numbers`: not checked if the loss is only for some numbers, as described below.
/// - `finite costs`: costs of ordinary outputs and targets are finite.
/// - `gradient`: derivatives agree with central differences of the cost (`NumericalDerivative`), by
///   activations, or by logits if there is a probability model.
/// - `extreme input`: for outputs up to 1e12 no cost and no derivative is NaN; for outputs and
///   targets up to 20 none is infinite, and for larger ones only what is large itself (`Overflow`).
/// - `float32`: costs and derivatives differ from those in float64 by at most 2^-16, or 2^-16 times
///   the result if that is above 1.
/// - `threads`: a short training has the same bits on 1, 2 and 4 threads.
///
/// With a probability model, activations are those of the model, and targets are classes and
/// distributions (categorical) or numbers from 0 to 1 (bernoulli). All other losses are given
/// numbers from -3 to 3. If costs are not finite then, outputs are probabilities strictly between
/// 0 and 1, with targets from 0 to 1; and if that is not enough, both are positive numbers.
struct LossChecks {
  private var loss: any Loss
  private var domain: LossDomain
  /// Why only some numbers are tried; `nil` if all are.
  private var limitation: String?

  init(_ loss: any Loss) {
    self.loss = loss
    if let model = loss.probabilityModel {
      domain = .model(model)
    } else {
      domain = loss.isForClassification ? .probabilities : .numbers
      if !loss.isForClassification { chooseDomain() }
    }
  }

  /// Looks for numbers for which costs are finite.
  private mutating func chooseDomain() {
    guard let problem = infiniteCost() else { return }
    for (candidate, name) in [
      (LossDomain.probabilities, "probabilities"), (.positive, "positive numbers"),
    ] {
      domain = candidate
      if infiniteCost() == nil {
        limitation = "\(problem); checked with \(name) only"
        return
      }
    }
    domain = .numbers
  }

  /// Makes the checks.
  ///
  /// - Parameters:
  ///   - list: receives what is found
  ///   - again: the same loss once more, made from the same settings
  func add(to list: inout CheckList, again: any Loss) {
    var other = self
    other.loss = again
    guard list.checkBatches(self, again: other) else { return }
    if let limitation { list.check("numbers") { throw NotChecked(limitation) } }
    guard list.check("finite costs", { infiniteCost() }) else { return }
    list.check("gradient") { gradientMistake() }
    list.check("extreme input") { notFinite(Float.self) ?? notFinite(Double.self) }
    list.check("float32") { floatMistake() }
    list.check("threads") {
      var training = try ShortTraining()
      training.loss = loss
      switch domain {
      case .model(let model):
        training.output = try CorePlugins.activations.builtIn(model.activationName)
      case .probabilities: training.output = try CorePlugins.activations.builtIn("softmax")
      case .positive:
        training.output = try CorePlugins.activations.builtIn("softplus")
        training.smallestTarget = 0.5
      case .numbers: break
      }
      return try training.dependenceOnThreads()
    }
  }
}

// Running a loss.
extension LossChecks: BatchComponent {
  /// Costs and derivatives of a batch.
  struct Run {
    let costs: [Double]
    let derivatives: [Double]
    let damage: String?
  }

  func run<T: Scalar>(
    _ inputs: LossInputs, padding: T = T(0), kernels: Kernels<T> = Kernels(.best)
  ) -> Run {
    let columns = inputs.columns
    let zValues = inputs.logits.map { T($0) }
    let yValues = inputs.targets.map { T($0) }
    let logits = GuardedMatrix(zValues, columns: columns, padding: padding)
    let aValues = activations(of: logits.matrix, zValues, kernels: kernels)
    let activations = GuardedMatrix(aValues, columns: columns, padding: padding)
    let targets = GuardedMatrix(yValues, columns: columns, padding: padding)
    let delta = GuardedMatrix(
      [T](repeating: 0, count: zValues.count), columns: columns, padding: padding)
    let costs = GuardedNumbers(count: logits.matrix.rows)
    loss.costs(
      logits: logits.matrix, activations: activations.matrix, targets: targets.matrix,
      into: costs.start, kernels: kernels)
    loss.gradient(
      activations: activations.matrix, targets: targets.matrix, into: delta.matrix,
      kernels: kernels)
    var damage: String?
    func note(_ isRight: Bool, _ text: String) { if !isRight, damage == nil { damage = text } }
    note(logits.values.hasBits(of: zValues), "changes logits")
    note(activations.values.hasBits(of: aValues), "changes activations")
    note(targets.values.hasBits(of: yValues), "changes targets")
    note(costs.isGuardIntact, "writes before or after the costs")
    for matrix in [logits, activations, targets, delta] {
      note(matrix.isGuardIntact, "writes before or after the rows of a matrix")
    }
    return Run(
      costs: costs.values, derivatives: delta.values.map { Double($0) }, damage: damage)
  }

  private func activations<T: Scalar>(
    of logits: Matrix<T>, _ values: [T], kernels: Kernels<T>
  ) -> [T] {
    guard case .model(let model) = domain,
      let activation: any Activation = try? CorePlugins.activations.builtIn(model.activationName)
    else { return values }
    let results = GuardedMatrix(values, columns: logits.columns, padding: T(0))
    activation.apply(logits, into: results.matrix, kernels: kernels)
    return results.values
  }

  func compute<T: Scalar>(
    _ rows: Range<Int>, columns: Int, padding: T, kernels: Kernels<T>
  ) -> BatchResult {
    let found = run(domain.inputs(rows, columns: columns), padding: padding, kernels: kernels)
    return BatchResult(
      outputs: [
        (name: "cost", width: 1, values: found.costs),
        (name: "derivative", width: columns, values: found.derivatives),
      ], damage: found.damage)
  }
}

extension LossChecks {
  /// What messages call the outputs that are set.
  private var outputs: String {
    if case .model = domain { "logits" } else { "activations" }
  }

  private func place(_ inputs: LossInputs, row: Int) -> String {
    "for \(outputs) \(inputs.logits.row(row, columns: inputs.columns).shownRow) and targets "
      + inputs.targets.row(row, columns: inputs.columns).shownRow
  }

  private func infiniteCost() -> String? {
    let inputs = domain.inputs(0..<24, columns: 4)
    let costs = run(inputs, kernels: Kernels<Double>(.best)).costs
    return costs.firstIndex { !$0.isFinite }
      .map { "\(place(inputs, row: $0)) the cost is \(costs[$0].shown)" }
  }

  private func gradientMistake() -> String? {
    let columns = 4
    let inputs = domain.inputs(0..<24, columns: columns)
    let found = run(inputs, kernels: Kernels<Double>(.best)).derivatives
    let targets = inputs.targets.indices.flatMap {
      inputs.targets.row($0 / columns, columns: columns)
    }
    let mistake = NumericalDerivative.worst(of: found, at: inputs.logits) { points in
      let moved = LossInputs(
        logits: inputs.logits.rows(eachWith: points, columns: columns), targets: targets,
        columns: columns)
      return run(moved, kernels: Kernels<Double>(.best)).costs
    }
    return mistake.map {
      "\(place(inputs, row: $0.index / columns)), element \($0.index % columns) (from 0): "
        + $0.text
    }
  }

  private func notFinite<T: Scalar>(_ type: T.Type) -> String? {
    let inputs = domain.extremeInputs
    let found = run(inputs, kernels: Kernels<T>(.best))
    let exact = run(inputs, kernels: Kernels<Double>(.best))
    let half = run(domain.half(inputs), kernels: Kernels<T>(.best))
    func mistake(_ what: String, width: Int, _ part: (Run) -> [Double]) -> String? {
      let overflow = Overflow(found: part(found), exact: part(exact), half: part(half))
      for (index, value) in part(found).enumerated() {
        let row = index / width
        let isOrdinary =
          (inputs.logits.row(row, columns: inputs.columns)
          + inputs.targets.row(row, columns: inputs.columns))
          .allSatisfy { abs($0) <= CheckNumbers.ordinary }
        let isWrong =
          value.isNaN || value.isInfinite && isOrdinary || overflow.isWrong(at: index, T.self)
        if isWrong {
          return "\(place(inputs, row: row)) the \(what) is \(value.shown) (\(T.shownName))"
        }
      }
      return nil
    }
    return mistake("cost", width: 1, \.costs)
      ?? mistake("derivative", width: inputs.columns, \.derivatives)
  }

  private func floatMistake() -> String? {
    let columns = 4
    let inputs = domain.inputs(0..<24, columns: columns)
    let found = run(inputs, kernels: Kernels<Float>(.best))
    let expected = run(inputs, kernels: Kernels<Double>(.best))
    func mistake(_ what: String, width: Int, _ part: (Run) -> [Double]) -> String? {
      floatDifference(found: part(found), expected: [part(expected)]).map { index in
        "\(place(inputs, row: index / width)) the \(what) is \(part(found)[index].shown) in "
          + "float32, but \(part(expected)[index].shown) in float64"
      }
    }
    return mistake("cost", width: 1, \.costs)
      ?? mistake("derivative", width: columns, \.derivatives)
  }
}
