import NNConfig

/// The built-in schedules that are formulas.
enum FormulaSchedules {
  static let step = FormulaSchedule.plugin(
    "step", "from * factor ^ floor((t - 1) / every)",
    example: "{schedule: step, from: 0.1, every: 300}",
    parameters: [
      from, .number("factor", default: 0.1, in: .positive, summary: "what a step multiplies it by"),
      Parameter(
        "every", .integer(1...Int.max), isRequired: true,
        summary: "the number of iterations between steps"),
    ])

  static let exponential = FormulaSchedule.plugin(
    "exponential", "from * (to / from) ^ ((t - 1) / max(n - 1, 1))",
    example: "{schedule: exponential, from: 0.1, to: 0.001}",
    parameters: [
      from,
      Parameter("to", .number(.positive), isRequired: true, summary: "the last learning rate"),
    ])

  /// Half a wave from the first rate to the last, without the paper's restarts.
  static let cosine = FormulaSchedule.plugin(
    "cosine", "to + (from - to) * (1 + cos(pi * (t - 1) / max(n - 1, 1))) / 2",
    source: "Loshchilov, Hutter: \"SGDR: stochastic gradient descent with warm restarts\", 2016, "
      + "arXiv:1608.03983",
    example: "{schedule: cosine, from: 0.1, warmup: 100}",
    parameters: [
      from,
      .number(
        "to", default: 0, in: 0..<Double.infinity,
        summary: "the learning rate of the last iteration"),
    ])

  /// Half a wave up, half a wave down to almost nothing, as PyTorch has it.
  static let oneCycle = FormulaSchedule.plugin(
    "one_cycle", summary: "rises from max_rate / div_factor to max_rate, then falls to almost 0",
    """
    where(t - 1 <= pct_start * n - 1,
      max_rate + (max_rate / div_factor - max_rate)
        * (1 + cos(pi * (t - 1) / max(pct_start * n - 1, 1e-9))) / 2,
      max_rate / div_factor / final_div_factor
        + (max_rate - max_rate / div_factor / final_div_factor)
        * (1 + cos(pi * (t - pct_start * n) / (n - pct_start * n))) / 2)
    """,
    source: "Smith, Topin: \"Super-convergence: very fast training of neural networks using large "
      + "learning rates\", 2017, arXiv:1708.07120",
    example: "{schedule: one_cycle, max_rate: 0.1}",
    parameters: [
      Parameter(
        "max_rate", .number(.positive), isRequired: true, summary: "the largest learning rate"),
      .number(
        "pct_start", default: 0.3, in: Interval(above: 0, below: 1),
        summary: "the fraction of the training in which it rises"),
      .number(
        "div_factor", default: 25, in: 1..<Double.infinity,
        summary: "max_rate divided by the first rate"),
      .number(
        "final_div_factor", default: 1e4, in: 1..<Double.infinity,
        summary: "the first rate divided by the last one"),
    ])

  private static let from = Parameter(
    "from", .number(.positive), isRequired: true, summary: "the first learning rate")
}
