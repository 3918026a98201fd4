import NNCore

/// Some consecutive samples that have passed through a network.
struct EvaluatedPiece<T: Scalar> {
  /// The first of the samples.
  let first: Int
  /// The activations of the layers after the input layer, samples x neurons.
  let activations: [PanelBatch<T>]
  /// The pre-activations of the output layer, samples x outputs.
  let logits: Matrix<T>
  /// The targets in the network's units, samples x outputs.
  let targets: Matrix<T>

  /// The activations of the output layer, samples x outputs.
  var outputs: Matrix<T> { activations[activations.count - 1].matrix(0) }
}
