/// How well a class is recognised.
///
/// Of n samples of the class, TP are predicted to be of it, and so are FP samples of other classes.
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
}
