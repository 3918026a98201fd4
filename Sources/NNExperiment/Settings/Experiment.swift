public import NNConfig
public import NNCore
public import NNData

/// An experiment whose settings have been read and checked: all that determines a result.
public struct Experiment: Sendable {
  /// The types that a network can compute in.
  public enum Precision: String, Sendable, CaseIterable {
    /// 32 bits, 24 of them significant (IEEE 754 binary32).
    case float32
    /// 64 bits, 53 of them significant (IEEE 754 binary64).
    case float64
  }

  /// The name, used for the run folder.
  public let name: String
  /// The neurons of each layer, input layer first, bias neurons not counted. Layers that take
  /// their width from the data set have 0 until it is known.
  public internal(set) var structure: [Int]
  /// The plugins that the fields name.
  let plugins: ChosenPlugins
  /// The SHA-256 that data files must have, by file name.
  public let expectedDigests: [OptionValue.Pair]
  /// How long the training lasts.
  public let length: Length
  /// The samples in a batch; 0 is the whole training set.
  public let batchSize: Int
  /// How batches are drawn.
  package let sampling: BatchSampler.Mode
  /// The penalty for large weights.
  package let regularization: Regularization
  /// The probability with which each activation of each hidden layer is left out in training.
  let dropoutRates: [Double]
  /// How much the samples of each class count in training.
  let classWeights: ClassWeights
  /// The seed from which all random numbers follow.
  public let seed: UInt64
  /// The type that the network computes in.
  public let precision: Precision
  /// The iterations between evaluations on all sets; 0 means only at the end.
  public let evaluateEvery: Int
  /// When the training ends early; `nil` if it does not.
  let earlyStopping: EarlyStopping?
  /// The libraries that the file names and of which it uses no plugin.
  var unusedLibraries: [String] = []
  /// Where the fields are in the file, for messages about how they fit the data.
  let ranges: FieldRanges

  /// The activation functions of the layers after the input layer.
  public var activations: [Configured<any Activation>] {
    plugins.of(ExperimentFields.activations)
  }
  /// The loss, which training minimizes.
  public var loss: Configured<any Loss> { plugins.of(ExperimentFields.loss)[0] }
  /// The loader of the data set.
  public var loader: Configured<any DatasetLoader> { plugins.of(ExperimentFields.dataset)[0] }
  /// The schedule of the learning rate.
  public var schedule: Configured<any Schedule> { plugins.of(ExperimentFields.eta)[0] }
  /// The initializer of the weights.
  public var initializer: Configured<any Initializer> {
    plugins.of(ExperimentFields.initializer)[0]
  }
  /// The rule that updates the weights.
  public var optimizer: Configured<any Optimizer> { plugins.of(ExperimentFields.optimizer)[0] }

  /// What leaves out hidden activations in training; `nil` if nothing does.
  var dropout: Dropout? {
    dropoutRates.allSatisfy { $0 == 0 }
      ? nil : Dropout(rates: dropoutRates, structure: structure, seed: seed)
  }

  /// The number of output neurons.
  var outputCount: Int { structure[structure.count - 1] }

  /// The number of weights, bias weights included.
  public var parameterCount: Int {
    // The reader refuses structures whose number of weights is above `Int.max`.
    Network<Float>.parameterCount(of: structure) ?? Int.max
  }

  /// The activation function of the output layer.
  var outputActivation: Configured<any Activation> { activations[activations.count - 1] }
}

/// Where the fields of an experiment are in its file.
struct FieldRanges: Sendable {
  /// The start of the file, for fields that are left to their default.
  let file: SourceRange
  /// The ranges of the fields' values, and of that of the data set's `sha256`, by name.
  var fields: [String: SourceRange] = [:]
  /// The ranges of the settings in fields that are mappings, by field.
  var settings: [String: [String: SourceRange]] = [:]
  /// The ranges of the entries of `structure`.
  var structure: [SourceRange] = []
  /// The keys that lead to the activation of each layer after the input layer.
  var activationKeys: [String] = []

  /// The range of a field, or the start of the file if the field is left to its default.
  subscript(field: any ExperimentField) -> SourceRange { self[field.parameter] }

  /// The range of a field, or of `sha256`, given its parameter.
  subscript(parameter: Parameter) -> SourceRange { fields[parameter.name] ?? file }

  /// The range of a setting in a field, or that of the field if the setting is left out.
  subscript(field: any ExperimentField, setting: String) -> SourceRange {
    settings[field.name]?[setting] ?? self[field]
  }

  /// The range of a setting of the data set, or that of the data set if the setting is left out.
  subscript(dataset setting: String) -> SourceRange {
    self[ExperimentFields.dataset, setting]
  }
}
