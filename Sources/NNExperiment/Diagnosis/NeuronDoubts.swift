import NNConfig
import NNCore
import NNData
import NNFiles

/// Doubts about dead and saturated neurons.
struct NeuronDoubts {
  let experiment: Experiment
  /// The layers after the input layer.
  let layers: [LayerActivity]
  /// What to try if the scale of inputs may be the reason.
  let inputRemedy: String?

  private var remedies: Remedies { Remedies(experiment) }

  /// Without half of a layer it is another network than the one that was declared; healthy ones
  /// lose a few neurons.
  private static let maximumLost = 0.5
  /// Healthy layers have a smaller share of activations at their limits.
  private static let maximumSaturated = 0.95

  /// Layers that are entirely dead, and constant outputs: nothing was learned.
  var failures: [Doubt] {
    let last = layers.count - 1
    if let dead = layers.dropLast().firstIndex(where: { $0.constant == $0.neurons }) {
      return [
        Doubt(
          "\(all(layers[dead].neurons, of: "hidden layer \(dead + 1)")) (\(name(dead))) "
            + "\(layers[dead].neurons == 1 ? "outputs" : "output") \(outputText(layers[dead])) for "
            + "every training sample, so the inputs have no effect", try: revival(dead))
      ]
    }
    let output = layers[last]
    // With many classes, some may never be likely.
    let isOfClasses =
      experiment.outputActivation.component.probabilityModel == .categorical
    guard output.constant > 0, output.constant == output.neurons || !isOfClasses else { return [] }
    let some =
      output.constant == output.neurons
      ? all(output.neurons, of: "the output layer")
      : "\(output.constant) of the \(output.neurons) neurons of the output layer"
    return [
      Doubt(
        "\(some) (\(name(last))) \(output.constant == 1 ? "outputs" : "output") \(outputText(output)) "
          + "for every training sample", try: revival(last))
    ]
  }

  /// Layers that are largely dead; the other neurons may have learned everything.
  var losses: [Doubt] {
    if !failures.isEmpty { return [] }
    return layers.dropLast().enumerated().compactMap { index, layer in
      if Double(layer.constant) > Self.maximumLost * Double(layer.neurons) {
        return Doubt(
          "\(layer.constant) of the \(layer.neurons) neurons of hidden layer \(index + 1) "
            + "(\(name(index))) are dead: they output \(outputText(layer)) for every training sample",
          try: revival(index))
      }
      guard let saturation = layer.saturation, saturation > Self.maximumSaturated else {
        return nil
      }
      let limits = experiment.activations[index].component.limits
      return Doubt(
        "\((saturation * 100).text(decimals: 0)) % of the outputs of hidden layer \(index + 1) "
          + "(\(name(index))) are saturated, near \(limits.lowerBound.text(significant: 4)) or "
          + "\(limits.upperBound.text(significant: 4)), where next to nothing is learned",
        // Its initial weights are made for functions with two limits.
        try: [remedies.smallerEta]
          + [inputRemedy ?? remedies.initializer("xavier")].compactMap { $0 })
    }
  }

  private func name(_ layer: Int) -> String { experiment.activations[layer].name }

  private func all(_ count: Int, of layer: String) -> String {
    count == 1 ? "the neuron of \(layer)" : "all \(count) neurons of \(layer)"
  }

  private func outputText(_ layer: LayerActivity) -> String {
    layer.constantOutput.map { $0.text(significant: 4) } ?? "the same"
  }

  /// What may keep the neurons of a layer alive.
  private func revival(_ layer: Int) -> [String] {
    let isOutput = layer == layers.count - 1
    let limits = experiment.activations[layer].component.limits
    if let output = layers[layer].constantOutput, limits.lowerBound < output,
      output < limits.upperBound
    {
      // Not dead: this is the best constant prediction.
      let structure = layers.count == 1 ? "a hidden layer in 'structure'" : "another structure"
      return [structure, remedies.largerEta, remedies.otherSeed]
    }
    // Below its limit a function like relu has no derivative; these have one everywhere.
    let hasOneLimit = limits.lowerBound.isFinite != limits.upperBound.isFinite
    let other = isOutput ? "identity" : "leaky_relu"
    return (hasOneLimit ? [remedies.activation(other, ofLayer: layer)] : [])
      + [remedies.smallerEta, remedies.otherSeed]
  }
}
