import NNFiles

extension Dataset {
  /// What its loader has done wrong, as a clause; `nil` if it can be used.
  ///
  /// The data are not to blame: a loader refuses bad files itself.
  package var mistake: String? {
    for (split, samples) in sets {
      if let text = mistake(in: split, samples) { return text }
    }
    return nil
  }

  private func mistake(in split: Split, _ samples: Samples) -> String? {
    if samples.count == 0 { return "the \(split.title) has no samples" }
    let divisor = samples.inputs.divisor
    if divisor != 1, preprocessing.inputScaling?.commonDivisor != divisor {
      return
        "the \(split.adjective) inputs are divided by \(divisor), but 'inputScaling', by which "
        + "later inputs are, does not say so"
    }
    if samples.inputWidth != train.inputWidth {
      return "the \(split.adjective) rows have \(counted(samples.inputWidth, "input")), but the "
        + "training rows have \(train.inputWidth)"
    }
    switch (samples.targets, train.targets) {
    case (.classes(let labels), .classes): return mistake(in: split, labels: labels)
    case (.values(_, let width), .values(_, let trainWidth)) where width != trainWidth:
      return "the \(split.adjective) rows have \(counted(width, "target")), but the training rows "
        + "have \(trainWidth)"
    case (.values, .values): return nil
    default: return "the \(split.adjective) targets are not of the kind of the training targets"
    }
  }

  private func mistake(in split: Split, labels: [Int32]) -> String? {
    let count = preprocessing.classes.count
    if let index = labels.firstIndex(where: { $0 < 0 || $0 >= count }) {
      return "the label of sample \(index) (from 0) of the \(split.title) is \(labels[index]), but "
        + (count == 0
          ? "'classes' has no names" : "there are \(counted(count, "class", "classes"))")
    }
    guard let task = preprocessing.task, task != .classification else { return nil }
    return "the \(split.adjective) targets are classes, but the task is \(task.rawValue)"
  }
}
