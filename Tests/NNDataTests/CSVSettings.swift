import NNData
import NNFiles
import TestSupport

/// The settings of a csv data set, which follow the advice of messages as a user would.
struct CSVSettings {
  /// The settings but loader and path, as they are written.
  private(set) var pairs: [(key: String, value: String)]
  /// The name of the file.
  let path: String

  /// Settings such as `target: y, encode: {onehot: [a, b]}`.
  init(_ text: String, path: String = "data.csv") {
    self.path = path
    pairs = Self.split(text).map(Self.pair)
  }

  /// The value of `dataset`.
  var yaml: String {
    let all = [("loader", "csv"), ("path", path)] + pairs.map { ($0.key, $0.value) }
    return "{\(all.map { "\($0): \($1)" }.joined(separator: ", "))}"
  }

  /// Adds a setting such as `missing: median`, or takes it in place of the old one.
  mutating func set(_ setting: String) {
    let pair = Self.pair(setting)
    if let index = pairs.firstIndex(where: { $0.key == pair.key }) {
      pairs[index] = pair
    } else {
      pairs.append(pair)
    }
  }

  /// The result of following advice.
  struct Outcome {
    /// The data set, if it loads in the end.
    var data: Dataset?
    /// The messages until then.
    var messages: [String] = []
    /// The settings that were followed, for each message.
    var followed: [[String]] = []
    /// The settings in the end.
    var settings: CSVSettings
  }

  /// Loads the data set; as long as that fails, follows the first advice of the message, at most
  /// five times.
  ///
  /// - Parameters:
  ///   - folder: where the file is
  ///   - seed: the experiment's seed
  /// - Returns: the result
  /// - Throws: errors other than `UserFacingError`
  func follow(in folder: TemporaryFolder, seed: UInt64 = 0) throws -> Outcome {
    var outcome = Outcome(settings: self)
    for _ in 0...5 {
      do {
        outcome.data = try load(outcome.settings.yaml, in: folder, seed: seed)
        return outcome
      } catch let error as any UserFacingError {
        let message = folder.relative(error.description)
        let advice = Self.advice(in: message)
        if outcome.messages.last == message || advice.isEmpty {
          outcome.messages.append(message)
          return outcome
        }
        outcome.messages.append(message)
        outcome.followed.append(advice)
        advice.forEach { outcome.settings.set($0) }
      }
    }
    return outcome
  }

  /// The settings in the first piece of advice; if it names alternatives, those of the first one.
  /// Conditional advice (`if ...`) is followed when there is no other.
  static func advice(in message: String) -> [String] {
    let sentences = message.split(separator: #/; |\n +- /#).map(String.init)
    let isCertain = { (sentence: String) in !sentence.contains(#/^if |' if /#) }
    for sentence in sentences.filter(isCertain) + sentences.filter({ !isCertain($0) }) {
      guard let start = sentence.firstMatch(of: #/set '[a-z_]+: /#)?.range.lowerBound else {
        continue
      }
      let first = sentence[start...].split(separator: #/,? or '/#)[0]
      let settings = first.matches(of: #/'([a-z_]+: .*?)'(?=[ ,;\n]|$)/#).map { String($0.1) }
      if !settings.isEmpty { return settings }
    }
    return []
  }

  private static func pair(_ setting: String) -> (key: String, value: String) {
    guard let colon = setting.firstRange(of: ": ") else { return (setting, "") }
    return (String(setting[..<colon.lowerBound]), String(setting[colon.upperBound...]))
  }

  /// Splits a text at the commas that are outside of brackets and quotes.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var (depth, isQuoted) = (0, false)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "[", "{": depth += 1
      case "]", "}": depth -= 1
      case "," where depth == 0 && !isQuoted:
        parts.append("")
        continue
      default: break
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map { String($0.drop { $0 == " " }) }
  }
}
