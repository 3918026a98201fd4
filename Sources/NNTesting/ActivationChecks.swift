import NNCore

/// The checks of an activation, after those of `CheckList.checkBatches`:
///
/// - `gradient`: derivatives by pre-activations agree with central differences from -8 to 8
///   (`NumericalDerivative`). Of an activation that is not elementwise, the derivative of
///   sum of delta_i a_i by each z_j is compared with the element j that `backpropagate` makes of
///   delta.
/// - `linearity`: `backpropagate` multiplies: -2 delta gives -2 times what delta gives, to 1e-12.
/// - `elementwise`: if `isElementwise`, to change one pre-activation changes no other activation
///   and no other derivative.
/// - `limits`: no value is outside `limits` by more than 1e-6, or 1e-6 times the limit if that is
///   above 1.
/// - `probabilities`: with a probability model, activations are its probabilities, to 1e-9.
/// - `extreme input`: for |z| up to 1e12 nothing is NaN, for |z| up to 20 nothing is infinite, and
///   for larger |z| only what is large itself (`Overflow`).
/// - `float32`: results differ by at most 2^-16, or 2^-16 times the result if that is above 1, from
///   those that float64 gives for z or between the neighbours z (1 - 2^-20) and z (1 + 2^-20).
/// - `threads`: a short training has the same bits on 1, 2 and 4 threads.
struct ActivationChecks {
  private let activation: any Activation

  init(_ activation: any Activation) { self.activation = activation }

  /// Makes the checks.
  ///
  /// - Parameters:
  ///   - list: receives what is found
  ///   - again: the same activation once more, made from the same settings
  func add(to list: inout CheckList, again: any Activation) {
    guard list.checkBatches(self, again: ActivationChecks(again)) else { return }
    list.check("gradient") { gradientMistake() }
    list.check("linearity") { linearityMistake() }
    if activation.isElementwise { list.check("elementwise") { influence() } }
    if activation.limits != -.infinity ... .infinity { list.check("limits") { valueOutside() } }
    if let model = activation.probabilityModel {
      list.check("probabilities") { try mistake(in: model) }
    }
    list.check("extreme input") { notFinite(Float.self) ?? notFinite(Double.self) }
    list.check("float32") { floatMistake() }
    list.check("threads") {
      var training = try ShortTraining()
      if activation.isElementwise { training.hidden = activation }
      training.output = activation
      return try training.dependenceOnThreads()
    }
  }
}

// Running an activation.
extension ActivationChecks: BatchComponent {
  /// Activations and derivatives of a batch.
  struct Run {
    let activations: [Double]
    let derivatives: [Double]
    let damage: String?
  }

  /// Applies the activation and its derivative.
  ///
  /// - Parameters:
  ///   - z: pre-activations, row after row, each of them a number of type T
  ///   - delta: dC/da, row after row; by default 1 everywhere
  ///   - columns: the numbers of a row
  ///   - padding: what rows are padded with
  ///   - kernels: computes on whole arrays
  /// - Returns: a and dC/dz
  func run<T: Scalar>(
    _ z: [Double], delta: [Double]? = nil, columns: Int = 1, padding: T = T(0),
    kernels: Kernels<T> = Kernels(.best)
  ) -> Run {
    let deltaValues = delta.map { $0.map { T($0) } } ?? [T](repeating: 1, count: z.count)
    let inputValues = z.map { T($0) }
    let inputs = GuardedMatrix(inputValues, columns: columns, padding: padding)
    let results = GuardedMatrix(
      [T](repeating: 0, count: z.count), columns: columns, padding: padding)
    let deltas = GuardedMatrix(deltaValues, columns: columns, padding: padding)
    var damage: String?
    func note(_ isRight: Bool, _ text: String) { if !isRight, damage == nil { damage = text } }

    activation.apply(inputs.matrix, into: results.matrix, kernels: kernels)
    note(inputs.values.hasBits(of: inputValues), "changes pre-activations in 'apply'")
    let activations = results.values
    activation.backpropagate(
      deltas.matrix, preActivations: inputs.matrix, activations: results.matrix, kernels: kernels)
    note(
      inputs.values.hasBits(of: inputValues), "changes pre-activations in 'backpropagate'")
    note(results.values.hasBits(of: activations), "changes activations in 'backpropagate'")
    for matrix in [inputs, results, deltas] {
      note(matrix.isGuardIntact, "writes before or after the rows of a matrix")
    }
    return Run(
      activations: activations.map { Double($0) }, derivatives: deltas.values.map { Double($0) },
      damage: damage)
  }

  func compute<T: Scalar>(
    _ rows: Range<Int>, columns: Int, padding: T, kernels: Kernels<T>
  ) -> BatchResult {
    let found = run(
      Self.sampleRows(rows, columns: columns),
      delta: CheckNumbers.uniform(-2...2, stream: 3, rows: rows, columns: columns),
      columns: columns, padding: padding, kernels: kernels)
    return BatchResult(
      outputs: [
        (name: "activation", width: columns, values: found.activations),
        (name: "derivative", width: columns, values: found.derivatives),
      ], damage: found.damage)
  }

  fileprivate static func sampleRows(_ rows: Range<Int>, columns: Int) -> [Double] {
    CheckNumbers.uniform(-6...6, stream: 2, rows: rows, columns: columns)
  }
}

extension ActivationChecks {
  private func values(_ z: [Double], columns: Int = 1) -> [Double] {
    run(z, columns: columns, kernels: Kernels<Double>(.best)).activations
  }

  private func gradientMistake() -> String? {
    guard activation.isElementwise else { return rowGradientMistake() }
    let z = CheckNumbers.grid
    let found = run(z, kernels: Kernels<Double>(.best)).derivatives
    return NumericalDerivative.worst(of: found, at: z) { values($0) }
      .map { "at z = \(z[$0.index].shown) \($0.text)" }
  }

  private func rowGradientMistake() -> String? {
    let (rows, columns) = (12, 4)
    var z = Self.sampleRows(0..<rows, columns: columns)
    for column in 0..<columns { z[column] = 0 }
    let delta = CheckNumbers.uniform(-2...2, stream: 3, rows: 0..<rows, columns: columns)
    let found = run(z, delta: delta, columns: columns, kernels: Kernels<Double>(.best)).derivatives
    let mistake = NumericalDerivative.worst(of: found, at: z) { points in
      values(z.rows(eachWith: points, columns: columns), columns: columns)
        .sums(weightedBy: delta, columns: columns)
    }
    return mistake.map { mistake in
      let row = mistake.index / columns
      return "at z = \(z.row(row, columns: columns).shown) with dC/da = "
        + "\(delta.row(row, columns: columns).shown), element \(mistake.index % columns) (from 0) "
        + "of dC/dz: \(mistake.text)"
    }
  }

  private func linearityMistake() -> String? {
    let columns = 4
    let z = Self.sampleRows(0..<12, columns: columns)
    let delta = CheckNumbers.uniform(-2...2, stream: 3, rows: 0..<12, columns: columns)
    func derivatives(_ delta: [Double]) -> [Double] {
      run(z, delta: delta, columns: columns, kernels: Kernels<Double>(.best)).derivatives
    }
    let (one, other) = (derivatives(delta), derivatives(delta.map { -2 * $0 }))
    for index in z.indices where !(abs(other[index] + 2 * one[index]) <= 1e-12) {
      return "at z = \(z[index].shown) 'backpropagate' makes \(one[index].shown) of "
        + "\(delta[index].shown), but \(other[index].shown) of \((-2 * delta[index]).shown); it "
        + "has to multiply by the derivative"
    }
    return nil
  }

  private func influence() -> String? {
    let columns = 5
    let z = Self.sampleRows(0..<1, columns: columns)
    let before = run(z, columns: columns, kernels: Kernels<Double>(.best))
    for changed in 0..<columns {
      var moved = z
      moved[changed] += 1
      let after = run(moved, columns: columns, kernels: Kernels<Double>(.best))
      for index in 0..<columns where index != changed {
        if !sameBits(before.activations[index], after.activations[index])
          || !sameBits(before.derivatives[index], after.derivatives[index])
        {
          return "it is declared to be elementwise, but what is computed for neuron \(index + 1) "
            + "depends on the pre-activation of neuron \(changed + 1)"
        }
      }
    }
    return nil
  }

  private func valueOutside() -> String? {
    let limits = activation.limits
    func slack(_ limit: Double) -> Double { 1e-6 * max(1, abs(limit)) }
    let z = CheckNumbers.grid + CheckNumbers.extreme
    let inputs = activation.isElementwise ? z : z.flatMap { [$0, 0, -1] }
    let columns = activation.isElementwise ? 1 : 3
    for (index, value) in values(inputs, columns: columns).enumerated() {
      let isBelow = value < limits.lowerBound - slack(limits.lowerBound)
      if isBelow || value > limits.upperBound + slack(limits.upperBound) {
        return "at z = \(inputs.row(index / columns, columns: columns).shownRow) a value is "
          + "\(value.shown), but 'limits' are \(limits.lowerBound.shown) to "
          + limits.upperBound.shown
      }
    }
    return nil
  }

  private func mistake(in model: ProbabilityModel) throws -> String? {
    let columns = 4
    let z = Self.sampleRows(0..<12, columns: columns)
    let expected = ActivationChecks(try CorePlugins.activations.builtIn(model.activationName))
      .values(z, columns: columns)
    for (index, value) in values(z, columns: columns).enumerated()
    where !(abs(value - expected[index]) <= 1e-9) {
      return "at z = \(z.row(index / columns, columns: columns).shown) element "
        + "\(index % columns) (from 0) is \(value.shown), but the model '\(model)' makes the "
        + "probability \(expected[index].shown)"
    }
    return nil
  }

  private func notFinite<T: Scalar>(_ type: T.Type) -> String? {
    let extreme = CheckNumbers.extreme
    let columns = activation.isElementwise ? 1 : 3
    let z = columns == 1 ? extreme : extreme.flatMap { [$0, 0, -1, $0, $0, $0, $0, -$0, 1] }
    let found = run(z, columns: columns, kernels: Kernels<T>(.best))
    let exact = run(z, columns: columns, kernels: Kernels<Double>(.best))
    let half = run(z.map { $0 / 2 }, columns: columns, kernels: Kernels<T>(.best))
    func mistake(_ what: String, _ part: (Run) -> [Double]) -> String? {
      let overflow = Overflow(found: part(found), exact: part(exact), half: part(half))
      for (index, value) in part(found).enumerated() {
        let row = z.row(index / columns, columns: columns)
        let isOrdinary = row.allSatisfy { abs($0) <= CheckNumbers.ordinary }
        let isWrong =
          value.isNaN || value.isInfinite && isOrdinary || overflow.isWrong(at: index, T.self)
        if isWrong {
          return "at z = \(row.shownRow) the \(what) is \(value.shown) (\(T.shownName))"
        }
      }
      return nil
    }
    return mistake("value", \.activations) ?? mistake("derivative", \.derivatives)
  }

  private func floatMistake() -> String? {
    let columns = activation.isElementwise ? 1 : 4
    let z = columns == 1 ? CheckNumbers.grid : Self.sampleRows(0..<12, columns: columns)
    let found = run(z, columns: columns, kernels: Kernels<Float>(.best))
    let expected = [1, 1 - 0x1p-20, 1 + 0x1p-20].map { factor in
      run(z.map { $0 * factor }, columns: columns, kernels: Kernels<Double>(.best))
    }
    func mistake(_ what: String, _ part: (Run) -> [Double]) -> String? {
      floatDifference(found: part(found), expected: expected.map(part)).map { index in
        "at z = \(z.row(index / columns, columns: columns).shownRow) the \(what) is "
          + "\(part(found)[index].shown) in float32, but \(part(expected[0])[index].shown) in "
          + "float64"
      }
    }
    return mistake("value", \.activations) ?? mistake("derivative", \.derivatives)
  }
}
