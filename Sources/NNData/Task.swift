import NNConfig

/// What a network learns to tell.
public enum Task: String, Sendable, CaseIterable {
  /// Which class a sample is of: outputs are the classes' probabilities.
  case classification
  /// Which labels a sample has, none or several: each output is the probability of a label.
  case multilabel
  /// Numbers.
  case regression
}

extension Task {
  /// The setting with which an experiment declares the task, for loaders of numeric targets.
  public static let parameter = Parameter(
    "task", .choice(allCases.map(\.rawValue)),
    summary: "what targets are: classes, labels of which a row can have several (multilabel), or "
      + "numbers; by default they and the loss decide")

  /// The task that an experiment declares by the setting; `nil` if it does not say.
  public init?(declaredIn options: OptionReader) {
    guard let name = options.optionalText(Self.parameter.name) else { return nil }
    self.init(rawValue: name)
  }

  /// What to do if targets are labels of classes, for loaders with the setting; `nil` if the
  /// experiment declares that they are.
  static func adviceToDeclareClasses(declared task: Task?) -> String? {
    task == .classification
      ? nil : "add '\(parameter.name): \(Task.classification)' to 'dataset'"
  }
}
