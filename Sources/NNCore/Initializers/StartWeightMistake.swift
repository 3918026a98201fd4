/// A formula that makes an initial weight that is not a finite number.
package struct StartWeightMistake: Error {
  /// The setting of the initializer that has the formula.
  package let setting: String
  /// Whether the weight is infinite; otherwise it is not a number.
  let isInfinite: Bool
  /// The layer, counted from 1.
  let layer: Int
  /// Its inputs, bias neuron included.
  let inputs: Int
  /// Its neurons.
  let outputs: Int

  /// What is wrong and what to do.
  package var message: String {
    "the formula makes an initial weight that is \(isInfinite ? "infinite" : "not a number") in layer "
      + "\(layer), where inputs = \(inputs) and outputs = \(outputs); change it so that all weights "
      + "are finite"
  }
}
