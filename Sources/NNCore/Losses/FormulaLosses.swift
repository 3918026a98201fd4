import NNConfig

/// The built-in losses that are formulas.
enum FormulaLosses {
  /// The sum of absolute errors, whose minimum is the median. The derivative at 0 is 0.
  static let absoluteError = FormulaLoss.plugin(
    "absolute_error", aliases: ["mae"], "abs(a - y)")

  static let huber = FormulaLoss.plugin(
    "huber", "where(abs(a - y) <= delta, (a - y)^2 / 2, delta * (abs(a - y) - delta / 2))",
    derivative: "max(min(a - y, delta), -delta)",
    source: "Huber: \"Robust estimation of a location parameter\", Annals of Mathematical "
      + "Statistics 35(1), 1964",
    parameters: [
      .number("delta", default: 1, in: .positive, summary: "errors up to this size are squared")
    ])

  /// The formula does not overflow for large errors.
  static let logCosh = FormulaLoss.plugin(
    "log_cosh", summary: "log(cosh(a - y)), smooth, and nearly abs(a - y) for large errors",
    "abs(a - y) + softplus(-2 * abs(a - y)) - log(2)", derivative: "tanh(a - y)")
}
