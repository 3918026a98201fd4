/// How well a class or a label is recognised.
///
/// Of n samples that have it, TP are predicted to have it, and so are FP samples that do not.
/// A quotient without a denominator is undefined.
public struct ClassScores: Sendable, Equatable {
  /// TP / (TP + FP); `nil` for a class that is never predicted.
  public let precision: Double?
  /// TP / n; `nil` for a class without samples.
  public let recall: Double?
  /// 2 TP / (n + TP + FP), the harmonic mean of both; `nil` for a class without samples that is
  /// never predicted.
  public let f1: Double?
  /// The number n of samples of the class.
  public let support: Int

  /// The scores that follow from how often it was right, predicted and true.
  ///
  /// - Parameters:
  ///   - hits: TP
  ///   - predictions: TP + FP
  ///   - support: n
  init(hits: Int, predictions: Int, support: Int) {
    func quotient(_ numerator: Int, _ denominator: Int) -> Double? {
      denominator == 0 ? nil : Double(numerator) / Double(denominator)
    }
    precision = quotient(hits, predictions)
    recall = quotient(hits, support)
    f1 = quotient(2 * hits, support + predictions)
    self.support = support
  }
}
