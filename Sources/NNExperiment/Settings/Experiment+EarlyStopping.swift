import NNConfig
import NNData
import NNFiles

extension Experiment {
  /// Reports early stopping that has nothing to look at.
  ///
  /// - Parameters:
  ///   - dataset: the data set
  ///   - knowsTask: whether the targets are right, so that they say which measures there are
  ///   - diagnostics: receives the mistakes
  func checkEarlyStopping(
    _ dataset: Dataset, knowsTask: Bool, diagnostics: inout Diagnostics
  ) {
    guard let earlyStopping else { return }
    let field = ExperimentFields.earlyStopping
    let length = iterations(for: dataset)
    if evaluateEvery == 0 || evaluateEvery >= length {
      let problem =
        evaluateEvery == 0
        ? "'evaluate_every' is 0"
        : "'evaluate_every' is \(evaluateEvery), and the training has \(counted(length, "iteration"))"
      diagnostics.report(
        "'early_stopping' compares evaluations, but there is only the one at the end: \(problem); "
          + "set 'evaluate_every' to a smaller number of iterations", at: ranges[field])
    }
    let range = ranges[field, "metric"]
    let names = Metrics.names(for: task(of: dataset))
    let isMeasured = names.contains(earlyStopping.measure)
    if !isMeasured, knowsTask {
      diagnostics.report(
        "'early_stopping' looks at '\(earlyStopping.metric)', but the measures of "
          + "\(task(of: dataset)) are \(names.listing)", at: range)
    }
    guard let samples = dataset.sets[earlyStopping.split] else {
      let split = earlyStopping.split
      diagnostics.report(
        "'early_stopping' looks at '\(earlyStopping.metric)', but there is no \(split.title); "
          + (split == .validation
            ? "set 'validation_fraction' of 'dataset' to hold one out"
            : "use " + dataset.sets.map { "'\($0.split.rawValue).cost'" }.joined(separator: " or ")),
        at: range)
      return
    }
    if isMeasured, earlyStopping.measure == "r2",
      case .values(let values, width: 1) = samples.targets,
      values.allSatisfy({ $0 == values[0] })
    {
      diagnostics.report(
        "'early_stopping' looks at '\(earlyStopping.metric)', but R2 is undefined for a constant "
          + "target, and all samples of the \(earlyStopping.split.title) have the same; use "
          + "'\(earlyStopping.split.rawValue).cost'", at: range)
    }
  }
}
