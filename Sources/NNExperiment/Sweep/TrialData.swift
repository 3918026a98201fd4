import NNData
import NNFiles
import Synchronization

/// The data sets of trials, each of which stays in memory as long as trials need it, unless all of
/// them together are too large.
final class TrialData: Sendable {
  private struct Entry {
    /// The numbers of the trials that are still to be checked.
    var unchecked: Set<Int> = []
    /// Those that are still to be trained.
    var untrained: Set<Int> = []
    var bytes = 0
  }

  private let store: DataStore
  /// The data set of each trial, by its number.
  private let keys: [Int: String]
  private let entries: Mutex<[String: Entry]>
  /// What data sets may take that wait for their trials.
  private static let budget = MachineMemory.size / 4

  /// The data sets of trials.
  ///
  /// - Parameters:
  ///   - store: keeps them
  ///   - trials: the trials, with what their data sets depend on
  init(_ store: DataStore, _ trials: some Sequence<(SweepTrial, String)>) {
    self.store = store
    var keys: [Int: String] = [:]
    var entries: [String: Entry] = [:]
    for (trial, key) in trials {
      keys[trial.number] = key
      entries[key, default: Entry()].unchecked.insert(trial.number)
      entries[key, default: Entry()].untrained.insert(trial.number)
    }
    self.keys = keys
    self.entries = Mutex(entries)
  }

  /// Takes note of the size of a data set.
  func keep(_ dataset: Dataset, of trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let bytes = dataset.sets.reduce(0) { $0 + $1.value.byteCount }
    entries.withLock { $0[key]?.bytes = bytes }
  }

  /// A trial has been checked. Its data set is loaded again later if too many others are in memory.
  func didCheck(_ trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let isTooMuch = entries.withLock { entries in
      entries[key]?.unchecked.remove(trial.number)
      guard let entry = entries[key], entry.unchecked.isEmpty else { return false }
      let total = entries.values.reduce(0.0) { $0 + Double($1.bytes) }
      guard total > Double(Self.budget), entries.count > 1 else { return false }
      entries[key]?.bytes = 0
      return true
    }
    if isTooMuch { store.forget(key) }
  }

  /// A trial has ended or is not continued, and does not need its data set any more.
  func release(_ trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let isLast = entries.withLock { entries in
      entries[key]?.untrained.remove(trial.number)
      return entries[key]?.untrained.isEmpty ?? false
    }
    if isLast { store.forget(key) }
  }
}
