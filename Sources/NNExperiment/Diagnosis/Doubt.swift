/// A doubt about a run: what was seen, and what to try.
struct Doubt: Equatable {
  /// What was seen, in numbers.
  let finding: String
  /// Remedies, each of which may help: `eta=0.01`, `a larger structure`.
  let remedies: [String]

  /// A doubt with what may dispel it.
  init(_ finding: String, try remedies: [String]) {
    self.finding = finding
    self.remedies = remedies
  }

  /// One line.
  var text: String {
    guard let last = remedies.last else { return finding }
    let others = remedies.dropLast().joined(separator: ", ")
    return "\(finding); try \(others.isEmpty ? "" : "\(others) or ")\(last)"
  }
}
