import NNConfig
import NNFiles

/// A field of an experiment file.
protocol ExperimentField: Sendable {
  /// Its name, type and default, and what it means.
  var parameter: Parameter { get }

  /// Its value in a tree of settings.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - relocate: the path to write for a path that can be opened from the current folder; without
  ///     it paths are left out, and settings of plugins that equal their default
  /// - Returns: the value
  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue
}

extension ExperimentField {
  /// Its key in the file.
  var name: String { parameter.name }
}

/// A field that is a value.
struct ValueField: ExperimentField {
  let parameter: Parameter
  private let value: @Sendable (Experiment) -> JSONValue

  /// A field; `value` takes its value out of an experiment.
  init(_ parameter: Parameter, value: @escaping @Sendable (Experiment) -> JSONValue) {
    self.parameter = parameter
    self.value = value
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue {
    value(experiment)
  }
}
