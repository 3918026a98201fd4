import NNConfig
import NNCore
import NNData

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
  /// The functions of the layers after the input layer.
  public let activations: [Configured<any Activation>]
  /// The cost.
  public let loss: Configured<any Loss>
  /// The data set.
  public let loader: Configured<any DatasetLoader>
  /// The SHA-256 that data files must have, by file name.
  public let expectedDigests: [OptionValue.Pair]
  /// The learning rate.
  public let schedule: Configured<any Schedule>
  /// The number of weight updates.
  public let iterations: Int
  /// The samples in a batch; 0 is the whole training set.
  public let batchSize: Int
  /// How batches are drawn.
  public let sampling: BatchSampler.Mode
  /// The start weights.
  public let initializer: Configured<any Initializer>
  /// The rule that changes weights.
  public let optimizer: Configured<any Optimizer>
  /// What random numbers are a function of.
  public let seed: UInt64
  /// The type that the network computes in.
  public let precision: Precision
  /// The iterations between evaluations on training and test set; 0: only at the end.
  public let evaluateEvery: Int
  /// Where fields stand, for messages about how they fit the data.
  let ranges: FieldRanges

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
  /// Where the values of the data set's settings stand.
  var dataset: [String: SourceRange] = [:]
  /// Where the entries of `structure` stand.
  var structure: [SourceRange] = []
  /// The keys that lead to the activation of each layer behind the input layer.
  var activationKeys: [String] = []

  subscript(field: String) -> SourceRange { fields[field] ?? file }

  /// Where a setting of the data set stands, or else the data set.
  subscript(dataset setting: String) -> SourceRange {
    dataset[setting] ?? self[ExperimentFields.dataset.name]
  }
}
