/// What has made a cost infinite, or not a number.
public struct DivergenceCause: Sendable, Equatable {
  /// The formula and the numbers for which it fails, or the set whose cost it is, as a sentence.
  public let text: String
  /// Whether that happened in the training; otherwise it happens to numbers that were tried.
  public let isCertain: Bool

  /// A cause.
  package init(_ text: String, isCertain: Bool) {
    self.text = text
    self.isCertain = isCertain
  }
}
