import NNConfig

extension FormulaNotation {
  static let activations = FormulaNotation(
    formula: "f", derivative: "df/dz",
    meaning: "a = f(z) is the activation of a neuron with the pre-activation z.")

  static let losses = FormulaNotation(
    formula: "f", derivative: "df/da",
    meaning:
      "The cost C of a sample is the sum of f over the output neurons; a is the activation of "
      + "one, z its pre-activation and y its target.")

  static let initializers = FormulaNotation(
    formula: "w",
    meaning: "normal and uniform (from 0 to 1) are random numbers for each weight; inputs (bias "
      + "neuron included) and outputs are those of the layer.")

  static let optimizers = FormulaNotation(
    meaning: "w is a weight, g its gradient, the mean over the batch, eta the learning rate, and t "
      + "the iteration, counted from 1. Other names on the left are remembered for each weight, "
      + "and start at 0.")

  static let schedules = FormulaNotation(
    formula: "eta",
    meaning: "t is the iteration, counted from 1, and n the number of iterations; a warmup counts "
      + "in neither.")
}
