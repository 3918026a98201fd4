public import NNConfig
public import NNCore
public import NNData

/// An experiment whose settings are read, checked and complete: all that determines a result.
public struct Experiment: Sendable {
  /// The types that a network can compute in.
  public enum Precision: String, Sendable, CaseIterable {
    /// 32 bits, 24 of them for digits.
    case float32
    /// 64 bits, 53 of them for digits.
    case float64

    /// The bytes of a number.
    public var byteCount: Int { self == .float32 ? 4 : 8 }
  }

  /// The name, used for the run folder.
  public let name: String
  /// The neurons of each layer, input layer first, bias neurons not counted.
  public let structure: [Int]
  /// The plugins that fields name.
  let plugins: ChosenPlugins
  /// The SHA-256 that data files must have, by file name.
  public let expectedDigests: [OptionValue.Pair]
  /// The number of weight updates.
  public let iterations: Int
  /// The samples in a batch; 0 is the whole training set.
  public let batchSize: Int
  /// How batches are drawn.
  package let sampling: BatchSampler.Mode
  /// What random numbers are a function of.
  public let seed: UInt64
  /// The type that the network computes in.
  public let precision: Precision
  /// The iterations between evaluations on training and test set; 0: only at the end.
  public let evaluateEvery: Int
  /// Where fields stand, for messages about how they fit the data.
  let ranges: FieldRanges

  /// The functions of the layers after the input layer.
  public var activations: [Configured<any Activation>] {
    plugins.of(ExperimentFields.activations)
  }
  /// The cost.
  public var loss: Configured<any Loss> { plugins.of(ExperimentFields.loss)[0] }
  /// The data set.
  public var loader: Configured<any DatasetLoader> { plugins.of(ExperimentFields.dataset)[0] }
  /// The learning rate.
  public var schedule: Configured<any Schedule> { plugins.of(ExperimentFields.eta)[0] }
  /// The start weights.
  public var initializer: Configured<any Initializer> {
    plugins.of(ExperimentFields.initializer)[0]
  }
  /// The rule that changes weights.
  public var optimizer: Configured<any Optimizer> { plugins.of(ExperimentFields.optimizer)[0] }

  /// The number of weights, bias weights included.
  public var parameterCount: Int {
    // The reader has refused structures for which this does not exist.
    Network<Float>.parameterCount(of: structure) ?? Int.max
  }

  /// Whether the network is evaluated after an iteration, counted from 1.
  func isEvaluated(after iteration: Int) -> Bool {
    iteration == iterations || evaluateEvery > 0 && iteration.isMultiple(of: evaluateEvery)
  }

  /// The function of the output layer.
  var outputActivation: Configured<any Activation> { activations[activations.count - 1] }
}

/// Where the fields of an experiment stand.
struct FieldRanges: Sendable {
  /// Where the file starts, for fields that are left to their default.
  let file: SourceRange
  /// Where the values of fields, and of the data set's `sha256`, stand.
  var fields: [String: SourceRange] = [:]
  /// Where the settings of fields that are mappings stand, by field.
  var settings: [String: [String: SourceRange]] = [:]
  /// Where the entries of `structure` stand.
  var structure: [SourceRange] = []
  /// The keys that lead to the activation of each layer after the input layer.
  var activationKeys: [String] = []

  subscript(field: String) -> SourceRange { fields[field] ?? file }

  /// Where a setting in a field stands, or else the field.
  subscript(field: String, setting: String) -> SourceRange {
    settings[field]?[setting] ?? self[field]
  }

  /// Where a setting of the data set stands, or else the data set.
  subscript(dataset setting: String) -> SourceRange {
    self[ExperimentFields.dataset.name, setting]
  }
}
