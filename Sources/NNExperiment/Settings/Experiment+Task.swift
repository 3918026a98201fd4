import NNConfig
import NNCore
package import NNData

extension Experiment {
  /// What the network learns to tell: what the loader declares, or else what the loss is for and
  /// the targets look like.
  package func task(of dataset: Dataset) -> Task {
    let preprocessing = dataset.preprocessing
    if let task = preprocessing.task { return task }
    if !preprocessing.classes.isEmpty { return .classification }
    if !loss.component.isForClassification { return .regression }
    if !comparesLabels { return .classification }
    // What a scale has made of numbers are no labels.
    if let scaling = preprocessing.targetScaling, !scaling.isIdentity { return .regression }
    let looks = [dataset.train, dataset.test].compactMap { $0?.targets.task }
    return [.regression, .multilabel].first(where: looks.contains) ?? .classification
  }

  /// Whether the loss compares outputs that are probabilities of their own, each with its target;
  /// those of softmax are one distribution.
  var comparesLabels: Bool {
    loss.component.isForClassification && outputActivation.component.isElementwise
  }
}

extension Samples.Targets {
  /// What probabilities with these targets are of.
  ///
  /// Zeros and ones are classes if each row has exactly one 1, or in a single column, whose zeros are
  /// the other class; otherwise they are labels. Other numbers are just that.
  fileprivate var task: Task {
    guard case .values(let values, let width) = self else { return .classification }
    var task = Task.classification
    for start in stride(from: 0, to: values.count, by: width) {
      var (zeros, ones) = (0, 0)
      for value in values[start..<start + width] {
        zeros += value == 0 ? 1 : 0
        ones += value == 1 ? 1 : 0
      }
      if zeros + ones < width { return .regression }
      if width > 1, ones != 1 { task = .multilabel }
    }
    return task
  }
}
