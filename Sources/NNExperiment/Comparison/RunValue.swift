/// A value in a comparison: a setting or a result.
package struct RunValue: Sendable, Equatable {
  /// The value as it is written, with all digits.
  package let text: String
  /// The value as a finite number, if it is one.
  package let number: Double?

  /// A value that is written like this.
  init(_ text: String) {
    self.text = text
    number = Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// A number; what is not finite has no place in the order of numbers.
  init(_ number: Double) {
    self.init(number.isNaN ? "nan" : "\(number)")
  }

  /// A count.
  init(_ count: Int) {
    text = "\(count)"
    number = Double(count)
  }

  /// Whether it comes before another one: numbers by size, then words by their bytes.
  func precedes(_ other: RunValue) -> Bool {
    switch (number, other.number) {
    case (let a?, let b?): a < b
    case (nil, nil): text.utf8.lexicographicallyPrecedes(other.text.utf8)
    case (let a, _): a != nil
    }
  }
}
