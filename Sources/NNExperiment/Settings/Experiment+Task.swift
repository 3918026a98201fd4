import NNConfig
import NNCore
package import NNData

extension Experiment {
  /// What the network learns to predict: what the loader declares, or otherwise what follows from
  /// the loss and from what the targets look like.
  package func task(of dataset: Dataset) -> Task {
    let preprocessing = dataset.preprocessing
    if let task = preprocessing.task { return task }
    if !preprocessing.classes.isEmpty { return .classification }
    if !loss.component.isForClassification { return .regression }
    if !comparesLabels { return .classification }
    // Targets that have been scaled are numbers, even if they are 0 and 1 now.
    if let scaling = preprocessing.targetScaling, !scaling.isIdentity { return .regression }
    let looks = dataset.sets.map(\.value.targets.task)
    return [.regression, .multilabel].first(where: looks.contains) ?? .classification
  }

  /// Whether each output is a probability of its own, which the loss compares with its own target;
  /// the outputs of softmax are one distribution instead.
  var comparesLabels: Bool {
    loss.component.isForClassification && outputActivation.component.isElementwise
  }
}

extension Samples.Targets {
  /// The task that these targets suggest if outputs are probabilities.
  ///
  /// Zeros and ones are classes if each row has exactly one 1, or if there is a single column: then
  /// 0 is one class and 1 the other. Otherwise they are labels. Any other number makes it
  /// regression.
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
