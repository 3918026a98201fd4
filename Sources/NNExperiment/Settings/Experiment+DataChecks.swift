import NNConfig
import NNData
import NNFiles

extension Experiment {
  /// The samples in a batch.
  package func batchSize(for dataset: Dataset) -> Int {
    batchSize == 0 ? dataset.train.count : batchSize
  }

  /// Checks that network, loss and data set fit each other.
  ///
  /// - Throws: `ExperimentError` with all that does not fit
  package func check(against dataset: Dataset) throws(ExperimentError) {
    var diagnostics = Diagnostics()
    let classes = dataset.preprocessing.classes
    if classes.count == 1 {
      diagnostics.report(
        "classification needs at least two classes, but all training rows have the class "
          + "'\(classes[0].excerpt)'", at: ranges["dataset"])
    } else {
      checkWidths(dataset, diagnostics: &diagnostics)
    }
    if batchSize > dataset.train.count {
      diagnostics.report(
        "'batch_size' is \(batchSize), but the training set has only "
          + counted(dataset.train.count, "sample"), at: ranges["batch_size"])
    }
    checkTargets(dataset, diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    try checkMemory(dataset)
  }

  private func checkWidths(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let found = "the data set (\(dataset.summary))"
    if structure[0] != dataset.inputWidth {
      diagnostics.report(
        "'structure' begins with \(structure[0]), but \(found) has "
          + counted(dataset.inputWidth, "input"), at: structureRange(0))
    }
    let outputs = structure[structure.count - 1]
    let classes = dataset.preprocessing.classes.count
    // One sigmoid output tells two classes apart.
    if outputs == 1, classes == 2, outputActivation.name == "sigmoid" { return }
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

  /// What to do about numbers that are perhaps meant as labels of classes.
  private func labelHint(_ dataset: Dataset) -> String {
    guard loss.component.requiredOutput == "softmax", dataset.preprocessing.classes.isEmpty,
      dataset.outputWidth == 1
    else { return "" }
    switch loader.name {
    case "csv": return "; if they are labels of classes, add 'task: classification' to 'dataset'"
    case "inline":
      return "; if they are labels of classes, write 'classes' instead of 'targets'"
    default: return ""
    }
  }

  private func structureRange(_ index: Int) -> SourceRange {
    index < ranges.structure.count ? ranges.structure[index] : ranges["structure"]
  }

  private func checkTargets(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    for (samples, what) in [(dataset.train, "training row"), (dataset.test, "test row")] {
      guard let samples, let problem = targetProblem(of: samples, row: what) else { continue }
      diagnostics.report(problem, at: loss.range)
    }
  }

  /// What is wrong with targets: losses of classification take probabilities.
  ///
  /// - Parameters:
  ///   - samples: the samples; labels are always right
  ///   - what: what a row is called
  /// - Returns: the first problem; `nil` if there is none
  func targetProblem(of samples: Samples, row what: String) -> String? {
    guard loss.component.isForClassification, case .values(let values, let width) = samples.targets
    else { return nil }
    if let index = values.firstIndex(where: { !(0...1).contains($0) }) {
      return "loss \(loss.name) needs targets from 0 to 1, but \(what) \(index / width + 1) has "
        + "\(values[index])"
    }
    if loss.component.requiredOutput == "softmax",
      let row = rowThatIsNoDistribution(values, width: width)
    {
      return "loss \(loss.name) needs targets that add up to 1 in each row, but \(what) "
        + "\(row + 1) does not"
    }
    return nil
  }

  private func rowThatIsNoDistribution(_ values: [Double], width: Int) -> Int? {
    (0..<values.count / width).first { row in
      var sum = 0.0
      for value in values[row * width..<(row + 1) * width] { sum += value }
      // As exact as decimals in a file add up.
      return abs(sum - 1) > 1e-6
    }
  }

  private func checkMemory(_ dataset: Dataset) throws(ExperimentError) {
    let needed = MemoryNeed(self, dataset: dataset).total
    let available = MachineMemory.size
    if needed > available {
      throw ExperimentError(
        "training needs \(MachineMemory.text(needed)), but this machine has "
          + "\(MachineMemory.text(available)); make 'structure' or 'batch_size' smaller",
        at: ranges["structure"])
    }
  }
}
