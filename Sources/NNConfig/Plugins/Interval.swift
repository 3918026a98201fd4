/// The range of a number.
public struct Interval: Sendable, Equatable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// Whether the lower end itself is allowed.
  public let includesLower: Bool
  /// Whether the upper end itself is allowed.
  public let includesUpper: Bool

  /// Numbers above zero.
  public static let positive = Interval(lower: 0, upper: .infinity, includesLower: false)
  /// All finite numbers.
  public static let finite = Interval(lower: -.infinity, upper: .infinity, includesLower: false)

  /// Numbers between two ends.
  ///
  /// - Parameters:
  ///   - lower: the lower end
  ///   - upper: the upper end
  ///   - includesLower: whether the lower end itself is allowed
  ///   - includesUpper: whether the upper end itself is allowed
  public init(lower: Double, upper: Double, includesLower: Bool, includesUpper: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Numbers from the range's lower bound up to, but not including, its upper bound.
  public init(_ range: Range<Double>) {
    self.init(lower: range.lowerBound, upper: range.upperBound, includesLower: true)
  }

  /// Numbers above one bound and below another.
  public init(above lower: Double, below upper: Double) {
    self.init(lower: lower, upper: upper, includesLower: false)
  }

  /// Whether a number is in the interval; NaN never is.
  public func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  /// How messages refer to such a number: `a positive number`,
  /// `a number of at least 0 and below 1`.
  public var description: String { "a \(phrase("number"))" }

  /// A noun with the interval: `positive numbers`, `numbers of at least 0 and below 1`.
  func phrase(_ noun: String) -> String {
    if self == .positive { return "positive \(noun)" }
    if self == .finite { return noun }
    var bounds: [String] = []
    if lower > -.infinity {
      bounds.append("\(includesLower ? "of at least" : "above") \(Self.text(lower))")
    }
    if upper < .infinity {
      bounds.append("\(includesUpper ? "at most" : "below") \(Self.text(upper))")
    }
    return "\(noun) \(bounds.joined(separator: " and "))"
  }

  /// A bound as people write it: integers without `.0`.
  private static func text(_ bound: Double) -> String {
    Int(exactly: bound).map { "\($0)" } ?? "\(bound)"
  }
}
