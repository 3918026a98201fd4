import NNConfig
import NNCore
import NNData
import NNFiles

/// Doubts about an experiment before it is trained: settings and data from which nothing can be
/// learned.
struct DataDoubts {
  let experiment: Experiment
  let dataset: Dataset
  /// The range of the inputs, and whether it covers all of them.
  let inputs: (range: InputRange, isComplete: Bool)
  let kernels: Kernels<Double>

  private var remedies: Remedies { Remedies(experiment) }
  private static let maximumNames = 5

  /// All of them.
  var all: [Doubt] {
    [
      equalNeurons, missingClasses, constantTargets, unreachableTargets, constantInputs,
      chosenByTest, unusedLibraries,
    ].compactMap { $0 }
  }

  /// Neurons of a layer that start equal stay equal.
  private var equalNeurons: Doubt? {
    let hidden = experiment.structure.dropFirst().dropLast()
    let initializer = experiment.initializer
    guard !initializer.component.breaksSymmetry, hidden.contains(where: { $0 > 1 }) else {
      return nil
    }
    return Doubt(
      "with the initializer \(initializer.name) all neurons of a hidden layer stay equal to each other, so that each "
        + "layer works like a single neuron", try: ["initializer=he", "initializer=xavier"])
  }

  /// A library that has no part in the run, although it is named.
  private var unusedLibraries: Doubt? {
    let libraries = experiment.unusedLibraries
    if libraries.isEmpty { return nil }
    return Doubt("no plugin of \(libraries.listing) is used", try: [])
  }

  /// What decides when to stop is no longer a measure of how the network does on other data.
  private var chosenByTest: Doubt? {
    guard let stopping = experiment.earlyStopping, stopping.split == .test else { return nil }
    let metric = "early_stopping.metric=validation.\(stopping.measure)"
    return Doubt(
      "early stopping looks at the test set, whose results are then better than those on other data",
      try: [dataset.validation == nil ? "dataset.validation_fraction=0.1 \(metric)" : metric])
  }

  /// A class without training samples is never predicted.
  private var missingClasses: Doubt? {
    guard case .classes(let labels) = dataset.train.targets else { return nil }
    let classes = dataset.preprocessing.classes
    var isThere = [Bool](repeating: false, count: classes.count)
    for label in labels { isThere[Int(label)] = true }
    let missing = classes.indices.filter { !isThere[$0] }.map { classes[$0] }
    guard !missing.isEmpty else { return nil }
    let limit = experiment.loader.options.first { $0.parameter.name == "limit" }
    let remedy =
      if case .integer(let limit)? = limit?.value {
        ["a dataset.limit above \(limit)"]
      } else {
        ["other training samples, or labels without gaps"]
      }
    return Doubt(
      "\(Self.names(missing, "class", "classes")) of the \(classes.count) "
        + "\(missing.count == 1 ? "has" : "have") no training sample and will not be learned",
      try: remedy)
  }

  /// A constant target is learned whatever the inputs are.
  private var constantTargets: Doubt? {
    guard case .values(let values, let width) = dataset.train.targets, values.count > width else {
      return nil
    }
    let constant = (0..<width).filter { column in
      stride(from: column, to: values.count, by: width).allSatisfy { values[$0] == values[column] }
    }
    guard let first = constant.first else { return nil }
    let value = own(values[first], column: first).text(significant: 4)
    let names = dataset.preprocessing.outputNames(
      for: experiment.task(of: dataset), outputs: width)
    let what =
      width == 1
      ? "the target is \(value) in all training samples"
      : constant.count == 1
        ? "the target \(Self.names([names[first]])) is \(value) in all training samples"
        : "the targets \(Self.names(constant.map { names[$0] })) are the same in all training samples"
    let rest = constant.count == width ? "" : " about \(constant.count == 1 ? "it" : "them")"
    return Doubt(
      "\(what), so there is nothing to learn\(rest)", try: ["other data, or another target"])
  }

  /// An output cannot leave the limits of its activation.
  private var unreachableTargets: Doubt? {
    let output = experiment.outputActivation
    let limits = output.component.limits
    guard experiment.loss.component.probabilityModel == nil,
      case .values(let values, _) = dataset.train.targets
    else { return nil }
    let outside = values.count { !limits.contains($0) }
    guard outside > 0, let least = values.min(), let greatest = values.max() else { return nil }
    let reach =
      limits.upperBound.isFinite
      ? "from \(Self.text(limits.lowerBound)) to \(Self.text(limits.upperBound))"
      : "of at least \(Self.text(limits.lowerBound))"
    let scaled = dataset.preprocessing.targetScaling == nil ? "" : "normalised "
    let layer = experiment.activations.count - 1
    return Doubt(
      "\(outside) of \(counted(values.count, "\(scaled)target")) cannot be reached: targets range "
        + "from \(Self.text(least)) to \(Self.text(greatest)), but a \(output.name) output gives "
        + "numbers \(reach)", try: [remedies.activation("identity", ofLayer: layer)])
  }

  /// A constant input carries no information.
  private var constantInputs: Doubt? {
    guard dataset.train.count > 1 else { return nil }
    var constant = inputs.range.constant
    if constant.isEmpty { return nil }
    if !inputs.isComplete {
      // Data sets without names may be too large to be read again.
      if dataset.preprocessing.features.isEmpty { return nil }
      // The samples that were left out may differ.
      constant =
        dataset.train.inputRange(
          scaling: dataset.preprocessing.inputScaling, maximumValues: .max, kernels: kernels
        ).range.constant
    }
    if constant.count == inputs.range.least.count {
      return Doubt(
        "all training samples have the same inputs, so there is nothing to learn from",
        try: ["other data"])
    }
    let preprocessing = dataset.preprocessing
    // Pixels at the border of images never change either, but they have no names.
    guard !preprocessing.features.isEmpty else { return nil }
    let encoding = preprocessing.encoding(inputs: dataset.inputWidth)
    let features = encoding.starts.indices.filter { constant.contains(encoding.starts[$0]) }
      .filter { encoding.kinds[$0].categories == nil }
    guard !features.isEmpty else { return nil }
    let names = features.map { preprocessing.features[$0] }
    func setting(_ name: String) -> OptionValue? {
      experiment.loader.options.first { $0.parameter.name == name }?.value
    }
    let choosesFeatures = setting("features") != nil
    let excluded = setting("exclude")?.json.strings ?? []
    return Doubt(
      "\(Self.names(names, "feature", "features")) "
        + "\(features.count == 1 ? "has the same value" : "have the same values") in all training "
        + "samples, so \(features.count == 1 ? "it carries" : "they carry") no information",
      try: [
        choosesFeatures
          ? "dataset.features without \(features.count == 1 ? "it" : "them")"
          : "'dataset.exclude=\(YAMLScalar.list(excluded + names))'"
      ])
  }

  private func own(_ value: Double, column: Int) -> Double {
    dataset.preprocessing.targetScaling?.unscaled(value, column: column) ?? value
  }

  private static func text(_ value: Double) -> String { value.text(significant: 4) }

  private static func names(
    _ names: [String], _ noun: String? = nil, _ plural: String? = nil
  ) -> String {
    let shown = names.prefix(maximumNames).map { "'\($0.excerpt)'" }.joined(separator: ", ")
    let rest = names.count - maximumNames
    let list = rest > 0 ? "\(shown) and \(rest) more" : shown
    guard let noun, let plural else { return list }
    return "\(names.count == 1 ? noun : plural) \(list)"
  }
}

extension InputRange {
  /// The inputs that do not vary.
  fileprivate var constant: [Int] { least.indices.filter { least[$0] == greatest[$0] } }
}
