import NNConfig
import NNCore
import NNFiles

/// The values that a setting takes in a sweep.
enum SweepValues: Sendable {
  /// These, one after another, as they are written after the equals sign of an override.
  case list([String])
  /// Random numbers between two others whose logarithms are uniformly distributed.
  case logarithmic(Limits)
  /// Random numbers that are uniformly distributed between two others.
  case uniform(Limits)

  /// The limits of random numbers.
  struct Limits: Sendable {
    let from, to: Double
    /// Whether the setting takes whole numbers only.
    let isWhole: Bool
  }

  /// The most values that `log` and `range` make.
  private static let maximumCount = 1_000_000

  /// Reads values: literal ones, and those that `log` and `range` make, or a distribution.
  ///
  /// - Parameters:
  ///   - parts: the values as they are written
  ///   - isWhole: whether the setting takes whole numbers only
  ///   - range: where messages point
  /// - Throws: `ExperimentError` if a function has wrong arguments
  init(_ parts: [String], isWhole: Bool, at range: SourceRange) throws(ExperimentError) {
    var list: [String] = []
    for part in parts {
      switch try Self.read(part, isWhole: isWhole, at: range) {
      case .list(let values): list += values
      case let distribution:
        guard parts.count == 1 else {
          throw ExperimentError(
            "'\(part.excerpt)' is for random numbers and cannot be combined with other values; "
              + "to make a list of it, say how many: log(1e-4, 1e-1, 7)", at: range)
        }
        self = distribution
        return
      }
    }
    self = .list(list)
  }

  /// Whether an override has more than one value, as those of sweeps can.
  static func areSeveral(in override: String) -> Bool {
    guard let (_, value) = Override.parts(of: override) else { return false }
    let range = SourceRange(startOf: SourceText(override: 1, text: override))
    guard let parts = try? SweepText.parts(of: String(value), at: range),
      let values = try? SweepValues(parts, isWhole: false, at: range)
    else { return false }
    if case .list(let list) = values { return list.count > 1 }
    return true
  }

  private static func read(
    _ text: String, isWhole: Bool, at range: SourceRange
  ) throws(ExperimentError) -> SweepValues {
    let known = ["log", "range", "uniform"]
    guard let (name, arguments) = SweepText.call(text), known.contains(name) else {
      return .list([text])
    }
    // A formula, such as log(cosh(a - y)).
    if name == "log", arguments.count == 1 { return .list([text]) }
    func wrong(_ reason: String) -> ExperimentError {
      ExperimentError("'\(text.excerpt)': \(reason)", at: range)
    }
    let forms = [
      "log": "log(from, to, count), or log(from, to) with random trials",
      "range": "range(from, to, step), or range(from, to)",
      "uniform": "uniform(from, to) with random trials",
    ]
    let counts = ["log": 2...3, "range": 2...3, "uniform": 2...2]
    let form = forms[name] ?? ""
    guard counts[name]?.contains(arguments.count) ?? false else { throw wrong("write \(form)") }
    var numbers: [Double] = []
    for argument in arguments {
      guard let number = ValueReader.number(argument) else {
        throw wrong("'\(argument.excerpt)' is not a number; write \(form)")
      }
      numbers.append(number)
    }
    let (from, to) = (numbers[0], numbers[1])
    if name == "range" {
      let step = numbers.count > 2 ? numbers[2] : (to < from ? -1 : 1)
      guard let values = SweepNumbers.arithmetic(from, to, step: step, limit: maximumCount) else {
        throw wrong(
          "the step \(arguments.count > 2 ? arguments[2] : "1") does not lead from \(arguments[0]) to "
            + "\(arguments[1]), or takes too many steps")
      }
      return .list(values)
    }
    guard from < to || (numbers.count > 2 && from > to) else {
      throw wrong("the first number must be smaller than the second")
    }
    guard name == "uniform" || min(from, to) > 0 else {
      throw wrong("logarithms need positive numbers")
    }
    guard (to - from).isFinite, name == "uniform" || (to / from).isFinite else {
      throw wrong("the numbers are too far apart")
    }
    let limits = Limits(from: from, to: to, isWhole: isWhole)
    if isWhole, numbers.count == 2, from.rounded(.up) > to.rounded(.down) {
      throw wrong("there is no whole number between these")
    }
    if name == "uniform" { return .uniform(limits) }
    guard numbers.count > 2 else { return .logarithmic(limits) }
    guard let count = Int(exactly: numbers[2]), (2...maximumCount).contains(count) else {
      throw wrong("the count must be a whole number from 2 to \(maximumCount)")
    }
    return .list(SweepNumbers.geometric(from, to, count: count, isWhole: isWhole))
  }
}
