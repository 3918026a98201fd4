package import NNConfig
import NNCore
package import NNData
import NNFiles

extension Experiment {
  /// The number of samples in a batch; with `batch_size: 0`, the whole training set.
  package func batchSize(for dataset: Dataset) -> Int {
    batchSize == 0 ? dataset.train.count : batchSize
  }

  /// Checks that network, loss and data set fit each other.
  ///
  /// - Parameter dataset: the data set that the experiment's loader has loaded
  /// - Throws: `ExperimentError` with all that does not fit
  package func check(against dataset: Dataset) throws(ExperimentError) {
    var diagnostics = Diagnostics()
    let classes = dataset.preprocessing.classes
    if classes.count == 1 {
      diagnostics.report(
        "classification needs at least two classes, but all training rows have the class "
          + "'\(classes[0].excerpt)'; use rows of more classes, or another target",
        at: ranges[ExperimentFields.dataset])
    } else {
      checkWidths(dataset, diagnostics: &diagnostics)
    }
    if batchSize > dataset.train.count {
      diagnostics.report(
        "'batch_size' is \(batchSize), but the training set has only "
          + "\(counted(dataset.train.count, "sample")); make it smaller, or 0 for the whole set",
        at: ranges[ExperimentFields.batchSize])
    }
    checkLength(dataset, diagnostics: &diagnostics)
    checkClassWeights(dataset, diagnostics: &diagnostics)
    checkEarlyStopping(dataset, diagnostics: &diagnostics)
    checkTask(dataset, diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
  }

  private func checkWidths(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let found = "the data set (\(dataset.summary))"
    if structure[0] != dataset.inputWidth {
      diagnostics.report(
        "'structure' begins with \(structure[0]), but \(found) has "
          + counted(dataset.inputWidth, "input"), at: structureRange(0))
    }
    let outputs = outputCount
    let classes = dataset.preprocessing.classes.count
    // A single output is the probability of the second of two classes.
    if outputs == 1, classes == 2, outputActivation.component.probabilityModel == .bernoulli {
      return
    }
    if outputs != dataset.outputWidth {
      let what =
        classes > 0
        ? counted(classes, "class", "classes")
        : counted(dataset.outputWidth, "value") + " in each target"
      diagnostics.report(
        "'structure' ends with \(outputs), but \(found) has \(what)\(labelHint(dataset))",
        at: structureRange(structure.count - 1))
    }
  }

  /// What to do about numbers that may be meant as labels of classes.
  private func labelHint(_ dataset: Dataset) -> String {
    guard loss.component.probabilityModel == .categorical, dataset.preprocessing.classes.isEmpty,
      dataset.outputWidth == 1,
      let advice = loader.component.adviceOnLabels(declared: dataset.preprocessing.task)
    else { return "" }
    return "; if they are class labels, \(advice)"
  }

  private func structureRange(_ index: Int) -> SourceRange {
    index < ranges.structure.count ? ranges.structure[index] : ranges[ExperimentFields.structure]
  }
}
