import NNFiles

/// The trials that a command is to train: `3,4` or `3:500,4:500`.
struct TrialList {
  /// The number of each trial, and the iteration after which it pauses, if it does.
  let entries: [(number: Int, pause: Int?)]

  /// Reads a list.
  ///
  /// - Throws: `WrongTrialList` if it is not one
  init(_ text: String) throws(WrongTrialList) {
    entries = try text.split(separator: ",", omittingEmptySubsequences: false).map {
      entry throws(WrongTrialList) in
      let numbers = entry.split(separator: ":", omittingEmptySubsequences: false).map {
        Int(String($0).trimmed)
      }
      guard (1...2).contains(numbers.count), let number = numbers[0], number > 0,
        numbers.count == 1 || (numbers[1] ?? 0) > 0
      else {
        throw WrongTrialList(text: text)
      }
      return (number, numbers.count == 2 ? numbers[1] : nil)
    }
  }
}

/// A list of trials that cannot be read.
struct WrongTrialList: UserFacingError {
  let text: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "--trial must be numbers of trials, such as 3 or 3,4, not '\(text.excerpt)'"
  }
}
