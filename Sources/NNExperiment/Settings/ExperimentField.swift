import NNConfig
import NNFiles

/// A field of an experiment file.
protocol ExperimentField: Sendable {
  /// Its name, type and default, and what it means.
  var parameter: Parameter { get }

  /// The value of the field in an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - relocate: maps a path that can be opened from the current folder to the path to write; if
  ///     it is `nil`, paths are left out, and so are settings of plugins that equal their default
  /// - Returns: the value as a tree; `nil` if the experiment has another field instead
  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue?

  /// Whether an experiment has the default of the field, so that it gives the same result as one
  /// without the field.
  func isDefault(in experiment: Experiment) -> Bool
}

extension ExperimentField {
  /// Its key in the file.
  var name: String { parameter.name }
}

/// A field with a value of its own, which names no plugin.
struct ValueField: ExperimentField {
  let parameter: Parameter
  private let value: @Sendable (Experiment) -> JSONValue?

  /// A field whose value in an experiment is `value` of the experiment; `nil` if the experiment has
  /// another field instead.
  init(_ parameter: Parameter, value: @escaping @Sendable (Experiment) -> JSONValue?) {
    self.parameter = parameter
    self.value = value
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue? {
    value(experiment)
  }

  func isDefault(in experiment: Experiment) -> Bool {
    guard let value = value(experiment) else { return true }
    return value == parameter.defaultValue?.json
  }
}
