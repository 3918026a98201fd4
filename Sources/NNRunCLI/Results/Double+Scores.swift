import NNFiles

extension Double {
  /// A share of 1 as a percentage: `97.97 %`; 100 % only if it is all.
  var percentage: String { (self * 100).text(decimals: 2, between: 0...100) + " %" }

  /// A score from 0 to 1, such as precision; 1 only if it is perfect.
  var scoreText: String { text(decimals: 4, between: 0...1) }
}

extension Double? {
  /// R2, at most 1; 1 only if predictions are perfect.
  var r2Text: String {
    map { $0.text(significant: 4, between: -Double.infinity...1) } ?? "undefined"
  }
}
