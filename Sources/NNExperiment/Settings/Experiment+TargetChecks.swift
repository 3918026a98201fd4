import NNConfig
import NNCore
import NNData
import NNFiles

/// What is wrong with targets.
enum TargetProblem {
  /// The loss cannot compare outputs with them.
  case loss(String)
  /// They are not targets of the task.
  case task(String)

  /// The message that says what is wrong.
  var text: String {
    switch self {
    case .loss(let text), .task(let text): text
    }
  }
}

extension Experiment {
  /// Reports targets that do not go with the task or the loss: those of the first set that has
  /// any, because others have them for the same reason.
  func checkTargets(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let task = task(of: dataset)
    // The targets themselves have decided the task, so they fit it.
    if dataset.preprocessing.task == nil, comparesLabels, task != .regression { return }
    for (split, samples) in dataset.sets {
      switch targetProblem(
        of: samples, task: task, nameOfRow: { "\(split.adjective) row \($0 + 1)" })
      {
      case .loss(let text):
        return diagnostics.report(text + labelHint(dataset), at: loss.range)
      case .task(let text):
        return diagnostics.report(
          text + remedy(for: samples.targets, of: task), at: ranges[dataset: Task.parameter.name])
      case nil: break
      }
    }
  }

  /// Reports a loss that does not go with labels, and names that labels cannot have.
  func checkLabels(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    guard task(of: dataset) == .multilabel else { return }
    let names = dataset.preprocessing.targets
    if !comparesLabels {
      let model = ProbabilityModel.bernoulli
      diagnostics.report(
        "task '\(Task.multilabel)' needs the loss '\(model.lossName)', not '\(loss.name)'; set "
          + "'loss: \(model.lossName)' and the output activation to '\(model.activationName)'",
        at: ranges[dataset: Task.parameter.name])
    }
    let separator = PredictionFormat.labelSeparator
    if let name = names.first(where: { $0.isEmpty || $0.contains(separator) }) {
      diagnostics.report(
        "a label cannot be called '\(name.excerpt)', because predictions are names with "
          + "'\(separator)' between them; rename the column", at: ranges[dataset: "target"])
    }
  }

  /// What to do about whole numbers that may be meant as labels of classes; about those for
  /// softmax, `checkOutputWidth` says it.
  private func labelHint(_ dataset: Dataset) -> String {
    guard loss.component.probabilityModel == .bernoulli, dataset.outputWidth == 1,
      dataset.preprocessing.targetScaling == nil,
      dataset.sets.allSatisfy({ $0.value.targets.areWhole }),
      let advice = loader.component.adviceOnLabels(declared: dataset.preprocessing.task)
    else { return "" }
    return "; if they are class labels, \(advice)"
  }

  /// What to do about targets that are not those of a task.
  private func remedy(for targets: Samples.Targets, of task: Task) -> String {
    if task == .classification, comparesLabels, case .values(let values, _) = targets,
      values.allSatisfy({ $0 == 0 || $0 == 1 })
    {
      return "; if a row can have several labels or none, set 'task: multilabel'"
    }
    let advice = task == .classification ? loader.component.adviceOnLabels(declared: task) : nil
    return "; if they are numbers, set 'task: regression'"
      + (advice.map { ", and if they are class labels, \($0)" } ?? "")
  }

  /// What is wrong with the targets of samples.
  ///
  /// - Parameters:
  ///   - samples: the samples; targets that are classes are always right
  ///   - task: what the network learns to predict
  ///   - name: what messages call the row of an index
  /// - Returns: the first problem; `nil` if there is none
  func targetProblem(
    of samples: Samples, task: Task, nameOfRow name: (Int) -> String
  ) -> TargetProblem? {
    guard case .values(let values, let width) = samples.targets else { return nil }
    func first(where isWrong: (Double) -> Bool) -> String? {
      values.firstIndex(where: isWrong).map { "\(name($0 / width)) has \(values[$0])" }
    }
    if task == .multilabel {
      return first { $0 != 0 && $0 != 1 }
        .map { .task("task '\(task)' needs targets that are 0 or 1, but \($0)") }
    }
    let isForClassification = loss.component.isForClassification
    if isForClassification || task == .classification,
      let row = first(where: { !(0...1).contains($0) })
    {
      let problem = " needs targets from 0 to 1, but \(row)"
      return isForClassification
        ? .loss("loss '\(loss.name)'\(problem)") : .task("task '\(task)'\(problem)")
    }
    let needsDistribution = loss.component.probabilityModel == .categorical
    if needsDistribution || task == .classification && width > 1,
      let row = rowNotAddingUpToOne(values, width: width)
    {
      let problem =
        " needs targets that add up to 1 in each row, but those of \(name(row)) do not"
      return needsDistribution
        ? .loss("loss '\(loss.name)'\(problem)") : .task("task '\(task)'\(problem)")
    }
    return nil
  }

  private func rowNotAddingUpToOne(_ values: [Double], width: Int) -> Int? {
    (0..<values.count / width).first { row in
      var sum = 0.0
      for value in values[row * width..<(row + 1) * width] { sum += value }
      // Decimals in a file add up to 1 only about this closely.
      return abs(sum - 1) > 1e-6
    }
  }
}

extension Samples.Targets {
  /// Whether all of them are whole numbers.
  fileprivate var areWhole: Bool {
    guard case .values(let values, _) = self else { return true }
    return values.allSatisfy { $0 == $0.rounded() }
  }
}
