import NNCore
import NNFiles

/// The numbers that `log`, `range` and `uniform` make, as overrides have them.
///
/// They are rounded to few digits, so that they can be typed again. No function of the C library
/// takes part in their values, so they are the same everywhere.
enum SweepNumbers {
  /// The significant digits of numbers that are not given.
  private static let digits = 4

  /// from, from + step, from + 2 step, ... up to `to`, which is one of them if it is a whole number
  /// of steps away.
  ///
  /// - Parameters:
  ///   - from: the first number
  ///   - to: no number is beyond it
  ///   - step: the difference between two numbers; negative if `to` is smaller
  ///   - limit: the most numbers
  /// - Returns: the numbers; `nil` if the step leads nowhere, or there are too many
  static func arithmetic(_ from: Double, _ to: Double, step: Double, limit: Int) -> [String]? {
    let steps = ((to - from) / step + 1e-9).rounded(.down)
    guard steps >= 0, steps < Double(limit) else { return nil }
    // Of 0.1 + 2 * 0.1, the last digits are an error; whole numbers have none.
    let isExact = from == from.rounded() && step == step.rounded()
    return (0...Int(steps)).map { index in
      text(from + Double(index) * step, significant: isExact ? 17 : 12)
    }
  }

  /// Numbers that each have the same ratio to the one before, both limits among them.
  ///
  /// - Parameters:
  ///   - from: the first number, positive
  ///   - to: the last number, positive
  ///   - count: how many there are, at least 2; fewer if they are rounded to whole numbers and some
  ///     of these are equal
  ///   - isWhole: whether they are rounded to whole numbers
  /// - Returns: from (to / from)^(i / (count - 1)) for i = 0, ..., count - 1
  static func geometric(_ from: Double, _ to: Double, count: Int, isWhole: Bool) -> [String] {
    let between = (1..<count - 1).map { index in
      from * power(to / from, Double(index) / Double(count - 1))
    }
    let (first, last) = (text(from, significant: 17), text(to, significant: 17))
    if isWhole {
      var texts: [String] = []
      for text in [first] + between.map(wholeText) + [last] where text != texts.last {
        texts.append(text)
      }
      return texts
    }
    for digits in digits..<17 {
      let texts = [first] + between.map { text($0, significant: digits) } + [last]
      if zip(texts, texts.dropFirst()).allSatisfy({ $0 != $1 }) { return texts }
    }
    return [first] + between.map { text($0, significant: 17) } + [last]
  }

  /// A random number whose logarithm is uniformly distributed.
  ///
  /// - Parameters:
  ///   - limits: the smallest and largest number, both positive
  ///   - uniform: a uniformly distributed number from 0 to 1
  /// - Returns: from (to / from)^uniform
  static func logarithmic(_ limits: SweepValues.Limits, _ uniform: Double) -> String {
    text(limits.from * power(limits.to / limits.from, uniform), in: limits)
  }

  /// A random number that is uniformly distributed; of whole numbers, each is as likely as any
  /// other.
  ///
  /// - Parameters:
  ///   - limits: the smallest and largest number
  ///   - uniform: a uniformly distributed number from 0 to 1
  /// - Returns: from + (to - from) uniform
  static func uniform(_ limits: SweepValues.Limits, _ uniform: Double) -> String {
    let (from, to) = (limits.from, limits.to)
    guard limits.isWhole else { return text(from + (to - from) * uniform, in: limits) }
    let (first, last) = (from.rounded(.up), to.rounded(.down))
    return wholeText(min(last, first + ((last - first + 1) * uniform).rounded(.down)))
  }

  private static func text(_ number: Double, in limits: SweepValues.Limits) -> String {
    let (from, to) = (limits.from, limits.to)
    if limits.isWhole {
      return wholeText(min(max(number.rounded(), from.rounded(.up)), to.rounded(.down)))
    }
    // Numbers that are close together differ in later digits.
    var digits = digits
    var width = (to - from) / max(abs(from), abs(to))
    while width < 0.5, digits < 17 {
      width *= 10
      digits += 1
    }
    guard let rounded = Double(number.text(significant: digits)) else { return "\(number)" }
    return text(min(max(rounded, from), to), significant: 17)
  }

  private static func wholeText(_ number: Double) -> String {
    text(number.rounded(), significant: 17)
  }

  /// The shortest text of a number that is rounded to significant digits; whole numbers have no
  /// point.
  private static func text(_ number: Double, significant digits: Int) -> String {
    let rounded = Double(number.text(significant: digits)) ?? number
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }

  /// x^y with nnrun's own function.
  private static func power(_ x: Double, _ y: Double) -> Double {
    let arena = Arena()
    let number = arena.matrix(rows: 1, columns: 1, of: Double.self)
    number[0, 0] = x
    Kernels<Double>(.baseline).apply(.power, number, y, into: number)
    return withExtendedLifetime(arena) { number[0, 0] }
  }
}
