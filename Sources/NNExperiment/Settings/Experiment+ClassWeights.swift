import NNConfig
import NNCore
import NNData
import NNFiles

extension Experiment {
  /// The weight of each class in training, in the order of the outputs; `nil` if all are the same.
  func classWeights(for dataset: Dataset) -> [Double]? {
    classWeights.values(of: classNames(dataset), for: dataset.train.targets)
  }

  private func classNames(_ dataset: Dataset) -> [String] {
    dataset.preprocessing.outputNames(for: .classification, outputs: outputCount)
  }

  /// Reports class weights without classes, and weights of classes that do not exist.
  func checkClassWeights(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let field = ExperimentFields.classWeights
    if case .none = classWeights { return }
    switch task(of: dataset) {
    case .classification: break
    case .multilabel:
      diagnostics.report(
        "'\(field.name)' needs samples of a single class each, but with the task "
          + "'\(Task.multilabel)' a sample can have several labels; remove it", at: ranges[field])
      return
    case .regression:
      let advice = loader.component.adviceOnLabels(declared: dataset.preprocessing.task)
      diagnostics.report(
        "'\(field.name)' needs classes, but the task is '\(Task.regression)'; remove it"
          + (advice.map { ", or if the targets are class labels, \($0)" } ?? ""),
        at: ranges[field])
      return
    }
    guard case .given(let entries) = classWeights else { return }
    let names = classNames(dataset)
    for entry in entries where !names.contains(entry.name) {
      diagnostics.report(
        "unknown class '\(entry.name.excerpt)' in '\(field.name)'; the classes are "
          + names.quoted.listing + Suggestion.hint(for: entry.name, among: names),
        at: entry.range)
    }
  }
}
