import NNCore
import NNFiles

/// Whether two numbers have the same bits; NaN is the same as NaN.
func sameBits(_ a: Double, _ b: Double) -> Bool {
  a.isNaN && b.isNaN || a == b && a.sign == b.sign
}

/// Whether numbers have the same bits; NaN is the same as NaN.
func sameBits(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { sameBits($0, $1) }
}

extension Double {
  /// The number in a message.
  var shown: String { isNaN ? "NaN" : text(significant: 6) }

  /// The number in a message, next to one that it differs from.
  func shown(besides other: Double) -> String {
    let short = shown
    return short == other.shown && self != other ? "\(self)" : short
  }
}

extension Scalar {
  /// What messages call the type.
  static var shownName: String { self == Float.self ? "float32" : "float64" }
}

extension [Double] {
  /// The numbers in a message: `(0.5, 1)`.
  var shown: String { "(\(map(\.shown).joined(separator: ", ")))" }
}
