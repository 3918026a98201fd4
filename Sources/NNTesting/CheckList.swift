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
    checks.append(ConformanceCheck(name: name, result: result))
    return result == .passed
  }
}

/// A check that is not possible.
struct NotChecked: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
