/// What the samples of a set are for: a data set has a training set, and can have a validation set
/// and a test set.
///
/// The raw value is the name of the set in files and settings.
public enum Split: String, CaseIterable, Sendable {
  /// The network is trained on it.
  case train
  /// Settings are chosen by it, such as when to stop.
  case validation
  /// What has been chosen and trained is judged by it.
  case test

  /// The sets that can be held out of the training set, in the order in which their rows are drawn.
  static let heldOut = [Split.test, .validation]

  /// The name that a setting of the training set, such as `path`, has for this set: `test_path`.
  func setting(_ name: String) -> String { self == .train ? name : "\(rawValue)_\(name)" }

  /// The word before what belongs to the set: `training`, `validation` or `test`.
  public var adjective: String { self == .train ? "training" : rawValue }

  /// What messages call the set: `training set`.
  public var title: String { "\(adjective) set" }

  /// What its samples are for: `training`, `validation` or `testing`.
  var purpose: String { self == .test ? "testing" : adjective }
}
