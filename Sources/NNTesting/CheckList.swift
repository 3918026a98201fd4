import NNFiles

/// Collects checks in the order in which they are made.
struct CheckList {
  private(set) var checks: [ConformanceCheck] = []

  /// Makes a check.
  ///
  /// - Parameters:
  ///   - name: the property that is checked
  ///   - problem: looks for a counterexample; a thrown error counts as one, unless it is
  ///     `NotChecked`
  /// - Returns: whether the check has passed
  @discardableResult
  mutating func check(_ name: String, _ problem: () throws -> String?) -> Bool {
    let result: ConformanceCheck.Result
    do {
      result = try problem().map { .failed($0) } ?? .passed
    } catch let error as NotChecked {
      result = .notChecked(error.reason)
    } catch {
      result = .failed("\(error)")
    }
    checks.append(ConformanceCheck(name: name, result: result, settings: nil))
    return result == .passed
  }

  /// Adds what the same checks have found with another setting: those that were not made before,
  /// and those whose result is worse.
  ///
  /// - Parameters:
  ///   - other: the checks
  ///   - settings: what differs
  mutating func add(_ other: CheckList, settings: String) {
    for check in other.checks {
      let found = ConformanceCheck(name: check.name, result: check.result, settings: settings)
      if let index = checks.firstIndex(where: { $0.name == check.name }) {
        if found.result.severity > checks[index].result.severity { checks[index] = found }
      } else {
        checks.append(found)
      }
    }
  }
}

extension ConformanceCheck.Result {
  /// How bad it is: more than 0 if the check has not passed.
  fileprivate var severity: Int {
    switch self {
    case .passed: 0
    case .notChecked: 1
    case .failed: 2
    }
  }
}

/// A check that is not possible.
struct NotChecked: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
