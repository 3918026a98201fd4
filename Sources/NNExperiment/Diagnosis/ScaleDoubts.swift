import NNData
import NNFiles

/// Doubts about inputs and targets on a scale on which training easily fails.
struct ScaleDoubts {
  private let experiment: Experiment
  private let dataset: Dataset
  private let inputs: InputRange

  init(_ experiment: Experiment, _ dataset: Dataset, _ inputs: InputRange) {
    self.experiment = experiment
    self.dataset = dataset
    self.inputs = inputs
  }

  private var remedies: Remedies { Remedies(experiment) }

  /// Start weights and learning rates are made for numbers of about -1 to 1.
  private static let large = 10.0
  private static let tiny = 0.01
  /// A feature this many times as wide as another dominates it.
  private static let unequal = 1000.0

  /// All of them.
  var all: [Doubt] { [inputScale, targetScale].compactMap { $0 } }

  /// What to try if the scale of inputs may be the reason.
  var inputRemedy: String? { inputScale?.remedies.first }

  private var inputScale: Doubt? {
    // As the network receives them.
    let scaling = dataset.preprocessing.inputScaling
    func scaled(_ values: [Double]) -> [Double] {
      values.enumerated().map { scaling?.scaled($1, column: $0) ?? $1 }
    }
    let (least, greatest) = (scaled(inputs.least), scaled(inputs.greatest))
    let magnitudes = zip(least, greatest).map { max(abs($0), abs($1)) }
    let widths = zip(least, greatest).map { $1 - $0 }
    guard let largest = magnitudes.indices.max(by: { magnitudes[$0] < magnitudes[$1] }) else {
      return nil
    }
    if magnitudes[largest] > Self.large {
      return Doubt(
        "inputs are large: \(name(largest) ?? "they range") from \(text(least[largest])) to "
          + text(greatest[largest]), try: [remedies.scaledInputs(inputs)])
    }
    if magnitudes[largest] > 0, magnitudes[largest] < Self.tiny {
      return Doubt(
        "inputs are tiny: they are at most \(text(magnitudes[largest]))",
        try: [remedies.scaledInputs(inputs)])
    }
    let varying = widths.indices.filter { widths[$0] > 0 }
    guard let widest = varying.max(by: { widths[$0] < widths[$1] }),
      let narrowest = varying.min(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.unequal * widths[narrowest]
    else { return nil }
    func span(_ input: Int) -> String {
      let name = name(input) ?? "input \(input + 1) ranges"
      return "\(name) from \(text(least[input])) to \(text(greatest[input]))"
    }
    return Doubt(
      "inputs are of very different scales: \(span(widest)), \(span(narrowest))",
      try: [remedies.scaledInputs(inputs)])
  }

  private var targetScale: Doubt? {
    guard case .values(let values, _) = dataset.train.targets, let least = values.min(),
      let greatest = values.max(), max(abs(least), abs(greatest)) > Self.large
    else { return nil }
    return Doubt(
      "targets are large: they range from \(text(least)) to \(text(greatest))",
      try: [remedies.scaledTargets])
  }

  /// The start of a phrase about an input's range; `nil` if inputs have no names.
  private func name(_ input: Int) -> String? {
    guard inputs.least.count == dataset.inputWidth else { return nil }
    return dataset.preprocessing.inputName(input, of: dataset.inputWidth).map { "'\($0)' ranges" }
  }

  private func text(_ value: Double) -> String { value.text(significant: 4) }
}
