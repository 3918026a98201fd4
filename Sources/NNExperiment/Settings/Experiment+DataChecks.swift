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
    var hasRightTargets = true
    if classes.count == 1 {
      hasRightTargets = false
      diagnostics.report(
        "classification needs at least two classes, but all training rows have the class "
          + "'\(classes[0].excerpt)'; use rows of more classes, or another target",
        at: ranges[ExperimentFields.dataset])
    } else {
      checkInputWidth(dataset, diagnostics: &diagnostics)
      hasRightTargets = checkOutputWidth(dataset, diagnostics: &diagnostics)
    }
    if batchSize > dataset.train.count {
      diagnostics.report(
        "'batch_size' is \(batchSize), but the training set has only "
          + "\(counted(dataset.train.count, "sample")); make it smaller, or 0 for the whole set",
        at: ranges[ExperimentFields.batchSize])
    }
    checkLength(dataset, diagnostics: &diagnostics)
    checkLabels(dataset, diagnostics: &diagnostics)
    // What does not fit targets of the wrong kind may fit the right ones.
    checkEarlyStopping(dataset, knowsTask: hasRightTargets, diagnostics: &diagnostics)
    if hasRightTargets {
      checkClassWeights(dataset, diagnostics: &diagnostics)
      checkTargets(dataset, diagnostics: &diagnostics)
    }
    try diagnostics.throwIfAny()
  }

  private func checkInputWidth(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let inputs = dataset.inputWidth
    if structure[0] == inputs { return }
    diagnostics.report(
      "'structure' begins with \(structure[0]), but the data set (\(dataset.summary)) has "
        + "\(counted(inputs, "input")); write \(inputs), or '\(Self.automatic)'",
      at: structureRange(0))
  }

  /// Checks the number of outputs.
  ///
  /// - Returns: whether targets are probably of the right kind
  private func checkOutputWidth(_ dataset: Dataset, diagnostics: inout Diagnostics) -> Bool {
    let outputs = outputCount
    let classes = dataset.preprocessing.classes.count
    // A single output is the probability of the second of two classes.
    if outputs == 1, classes == 2, outputActivation.component.probabilityModel == .bernoulli {
      return true
    }
    if outputs == dataset.outputWidth {
      // Only a layer that took its width from the data comes here with a single output.
      guard outputs == 1,
        let problem = ExperimentError.distributionOfOneOutput(
          output: outputActivation, loss: loss, hint: labelHint(dataset))
      else { return true }
      diagnostics.report(problem)
      return false
    }
    let what =
      classes > 0
      ? counted(classes, "class", "classes")
      : counted(dataset.outputWidth, "value") + " in each target"
    let hint = labelHint(dataset)
    diagnostics.report(
      "'structure' ends with \(outputs), but the data set (\(dataset.summary)) has \(what)"
        + (hint.isEmpty ? "; write \(dataset.outputWidth), or '\(Self.automatic)'" : hint),
      at: structureRange(structure.count - 1))
    return hint.isEmpty
  }

  /// What to do about numbers that may be meant as labels of classes, and the other way round.
  private func labelHint(_ dataset: Dataset) -> String {
    if case .classes(let labels) = dataset.train.targets {
      return classHint(dataset.preprocessing, labels)
    }
    guard loss.component.probabilityModel == .categorical, dataset.preprocessing.classes.isEmpty,
      dataset.outputWidth == 1
    else { return "" }
    let numbers = "set the output activation to 'identity' and the loss to 'squared_error'"
    guard dataset.preprocessing.task != .regression,
      let advice = loader.component.adviceOnLabels(declared: dataset.preprocessing.task)
    else { return "; for numbers, \(numbers)" }
    return "; if they are class labels, \(advice); if they are numbers, \(numbers)"
  }

  private func classHint(_ preprocessing: Preprocessing, _ labels: [Int32]) -> String {
    let classes = preprocessing.classes
    if classes.count == outputCount + 1, classes[0] == "0", !labels.contains(0) {
      return "; no training sample is of class '0': if labels count from 1, subtract 1"
    }
    guard outputCount == 1 else { return "" }
    var hint = ""
    if classes.count == 2 {
      let model = ProbabilityModel.bernoulli
      hint =
        "; a single output for two classes needs the activation '\(model.activationName)' and the "
        + "loss '\(model.lossName)'"
    }
    if !loss.component.isForClassification,
      let advice = loader.component.adviceOnNumbers(declared: preprocessing.task)
    {
      hint += "; if they are numbers, \(advice)"
    }
    return hint
  }

  private func structureRange(_ index: Int) -> SourceRange {
    index < ranges.structure.count ? ranges.structure[index] : ranges[ExperimentFields.structure]
  }
}
