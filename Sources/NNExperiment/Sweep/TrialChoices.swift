import NNCore
package import NNFiles

/// Which values each trial of a sweep has.
struct TrialChoices: Sendable {
  /// The number of trials.
  let count: Int
  private let axes: [SweepAxis]
  private let crossed: [SweepAxis]
  private let combination: SweepDeclaration.Combination

  /// Counts trials.
  ///
  /// - Parameters:
  ///   - axes: the settings and their values; under `zip`, all have as many values, or one
  ///   - combination: how they are combined
  ///   - limit: the most trials
  /// - Throws: `TooManyTrials`
  init(
    _ axes: [SweepAxis], _ combination: SweepDeclaration.Combination, limit: Int
  ) throws(TooManyTrials) {
    self.axes = axes.filter { !$0.isCrossed }
    crossed = axes.filter(\.isCrossed)
    self.combination = combination
    let counts = self.axes.compactMap(\.choices.count)
    let combined: Int? =
      switch combination {
      case .grid: counts.checkedProduct
      case .zip: counts.max() ?? 1
      case .random(let count, _): count
      }
    let times = crossed.compactMap(\.choices.count).checkedProduct
    let count = combined.flatMap { combined in times?.checkedProduct(combined) }
    guard let count, count <= limit else { throw TooManyTrials(count: count, limit: limit) }
    self.count = count
  }

  /// The overrides that a trial gets from each setting.
  ///
  /// - Parameter trial: the trial, counted from 0; folds change first, then in a grid the last
  ///   setting
  /// - Returns: overrides, and whether all trials get them
  func overrides(of trial: Int) -> [(overrides: [String], isFixed: Bool)] {
    var rest = trial
    var picked: [(overrides: [String], isFixed: Bool)] = []
    for axis in crossed.reversed() {
      guard case .list(let list) = axis.choices else { continue }
      picked.append((list[rest % list.count], axis.isFixed))
      rest /= list.count
    }
    let trial = rest
    for (place, axis) in axes.enumerated().reversed() {
      let choice: [String]
      switch (axis.choices, combination) {
      case (.list(let list), .grid):
        choice = list[rest % list.count]
        rest /= list.count
      case (.list(let list), .zip): choice = list[list.count == 1 ? 0 : trial]
      case (.list(let list), .random(_, let seed)):
        let numbers = RandomNumbers(seed: seed, purpose: .trial)
        choice = list[numbers.integer(below: list.count, stream: place, index: trial)]
      case (.random(let values), _):
        choice = ["\(axis.keys[0])=\(random(values, stream: place, trial))"]
      }
      picked.append((choice, axis.isFixed))
    }
    return picked.reversed()
  }

  private func random(_ values: SweepValues, stream: Int, _ trial: Int) -> String {
    guard case .random(_, let seed) = combination else {
      preconditionFailure("only random trials draw from distributions")
    }
    let uniform = RandomNumbers(seed: seed, purpose: .trial).uniform(stream: stream, index: trial)
    return switch values {
    case .list(let list): list[0]
    case .logarithmic(let limits): SweepNumbers.logarithmic(limits, uniform)
    case .uniform(let limits): SweepNumbers.uniform(limits, uniform)
    }
  }
}

/// More trials than are allowed.
package struct TooManyTrials: UserFacingError {
  /// How many there are; `nil` if there are too many to count.
  let count: Int?
  let limit: Int

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    let many = count.map { "\($0)" } ?? "too many"
    return "the sweep has \(many) trials, and --max-trials is \(limit); give it fewer values, draw "
      + "some of its trials with --random N, or raise --max-trials"
  }
}
