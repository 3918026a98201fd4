public import NNConfig

/// What a network learns to predict.
public enum Task: String, Sendable, CaseIterable {
  /// The class of a sample: the outputs are the probabilities of the classes.
  case classification
  /// The labels of a sample, any number of them: each output is the probability of one label.
  case multilabel
  /// Numbers: each output is the value of one target.
  case regression
}

extension Task {
  /// The setting with which an experiment declares the task, for loaders of numeric targets.
  public static let parameter = Parameter(
    "task", .choice(allCases.map(\.rawValue)),
    summary: "what the targets are: a class for each row, any number of labels for each row "
      + "(multilabel), or numbers (regression); by default the targets and the loss decide")

  /// The task that an experiment declares by the setting; `nil` if it does not say.
  public init?(declaredIn options: OptionReader) {
    guard let name = options.optionalText(Self.parameter.name) else { return nil }
    self.init(rawValue: name)
  }

  /// What messages advise if targets are meant as classes, for loaders with the setting; `nil` if
  /// the experiment already declares classification.
  static func adviceToDeclareClasses(declared task: Task?) -> String? {
    task == .classification
      ? nil : "add '\(parameter.name): \(Task.classification)' to 'dataset'"
  }
}
