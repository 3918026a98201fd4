/// What the checks of a plugin have found.
///
///     #expect(try Conformance.check(Softsign.plugin).failures == [])
public struct ConformanceReport: Sendable {
  /// The kind of the plugin in one word, for example `activation`.
  public let kind: String
  /// The name of the plugin; of a component without one, its type.
  public let name: String
  /// The checks, in the order in which they were made.
  public let checks: [ConformanceCheck]
  /// What all checks were made with besides the settings that were given, or the defaults: a change
  /// of one setting each, such as `power: 2`.
  public let otherSettings: [String]

  /// What is wrong: a text for each check that has failed, which begins with the check's name, or
  /// with the setting with which it fails: `with power: 2: gradient: ...`.
  public var failures: [String] {
    checks.compactMap { check in
      if case .failed(let text) = check.result {
        "\(check.condition)\(check.name): \(text)"
      } else {
        nil
      }
    }
  }

  /// What could not be checked, and why: texts that begin like those of failures.
  public var notChecked: [String] {
    checks.compactMap { check in
      if case .notChecked(let reason) = check.result {
        "\(check.condition)\(check.name): \(reason)"
      } else {
        nil
      }
    }
  }

  /// The number of checks that have passed.
  public var passedCount: Int {
    checks.count { if case .passed = $0.result { true } else { false } }
  }
}

/// One property of a plugin that was checked.
public struct ConformanceCheck: Sendable {
  /// What a check has found.
  public enum Result: Sendable, Equatable {
    /// The plugin has the property.
    case passed
    /// It does not; with an example.
    case failed(String)
    /// That could not be found out; with the reason.
    case notChecked(String)
  }

  /// The property, for example `gradient`.
  public let name: String
  /// What was found; with several settings, the worst of it.
  public let result: Result
  /// The setting with which that was found, such as `power: 2`, if it is another one than those
  /// that were given, or the default.
  public let settings: String?

  /// The setting as messages begin with it; empty if there is none.
  package var condition: String { settings.map { "with \($0): " } ?? "" }
}
