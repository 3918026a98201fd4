import NNData

extension Experiment {
  /// What the network learns to tell: what the loader declares, or else what the loss is for.
  package func task(of dataset: Dataset) -> Task {
    if let task = dataset.preprocessing.task { return task }
    let hasClasses = !dataset.preprocessing.classes.isEmpty
    return hasClasses || loss.component.isForClassification ? .classification : .regression
  }
}
