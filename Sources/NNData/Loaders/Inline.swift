import NNConfig
import NNFiles

/// Rows that are written in the experiment file itself.
struct Inline: DatasetLoader {
  private let sets: BySplit<Samples>
  private let classes: [String]
  private let options: OptionReader

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    var preprocessing = Preprocessing()
    preprocessing.task = Task(declaredIn: options)
    preprocessing.classes = classes
    let dataset = Dataset(
      sets, preprocessing: preprocessing, contents: Dataset.Contents("row"), notes: [])
    return try HoldOut.split(dataset, options, seed: seed)
  }
}

extension Inline {
  func adviceOnLabels(declared task: Task?) -> String? { "write 'classes' instead of 'targets'" }
}

extension Inline {
  static let plugin = Plugin<any DatasetLoader>(
    "inline", summary: "rows in the experiment file itself",
    example: "{loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}",
    parameters: [
      Parameter(
        "inputs", .list(.oneOrMore(.number(.finite))), isRequired: true,
        summary: "for each training row, a list of numbers"),
      Parameter(
        "targets", .list(.oneOrMore(.number(.finite))),
        summary: "for each training row, a number or a list of numbers"),
      Parameter(
        "classes", .list(.text), summary: "instead of targets, the class of each training row"),
      Parameter(
        "test_inputs", .list(.oneOrMore(.number(.finite))), summary: "the inputs of test rows"),
      Parameter(
        "test_targets", .list(.oneOrMore(.number(.finite))), summary: "the targets of test rows"),
      Parameter("test_classes", .list(.text), summary: "the classes of test rows"),
      Parameter(
        "validation_inputs", .list(.oneOrMore(.number(.finite))),
        summary: "the inputs of validation rows"),
      Parameter(
        "validation_targets", .list(.oneOrMore(.number(.finite))),
        summary: "the targets of validation rows"),
      Parameter("validation_classes", .list(.text), summary: "the classes of validation rows"),
      Task.parameter,
    ] + HoldOut.parameters
  ) { options throws(ExperimentError) in
    try Inline(options)
  }

  private init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options) { [$0.setting("inputs")] }
    self.options = options
    let isLabelled = options.isSet("classes")
    if options.isSet("targets") == isLabelled {
      throw isLabelled
        ? options.invalid(
          "classes", "'classes' cannot be combined with 'targets'; remove one of them")
        : options.invalid("inputs", "inline data need either 'targets' or 'classes'")
    }
    if isLabelled, let task = Task(declaredIn: options), task != .classification {
      throw options.invalid(
        Task.parameter.name,
        "'classes' are for classification; write 'targets' for \(task), or remove 'task'")
    }
    let names = ClassNames(options.optionalTexts("classes") ?? [])
    classes = names.names
    let labels = isLabelled ? names : nil
    let train = try Self.samples(.train, options, names: labels)
    sets = BySplit(
      train: train, validation: try Self.samples(.validation, options, names: labels, like: train),
      test: try Self.samples(.test, options, names: labels, like: train))
  }

  /// The validation or test rows.
  ///
  /// - Throws: `ExperimentError` if they do not fit the training rows
  private static func samples(
    _ split: Split, _ options: OptionReader, names: ClassNames?, like train: Samples
  ) throws(ExperimentError) -> Samples? {
    let unexpected = names == nil ? "classes" : "targets"
    if options.isSet(split.setting(unexpected)) {
      throw options.invalid(
        split.setting(unexpected), "the training rows have no '\(unexpected)'")
    }
    let inputs = split.setting("inputs")
    let targets = split.setting(names == nil ? "targets" : "classes")
    guard options.isSet(inputs) == options.isSet(targets) else {
      throw options.invalid(
        options.isSet(inputs) ? inputs : targets,
        "'\(inputs)' and '\(targets)' go together; set both or neither")
    }
    guard options.isSet(inputs) else { return nil }
    let samples = try samples(split, options, names: names)
    guard samples.inputWidth == train.inputWidth else {
      throw options.invalid(
        inputs,
        "\(split.adjective) rows have \(counted(samples.inputWidth, "input")), but training rows "
          + "have \(train.inputWidth)")
    }
    let (found, width) = (samples.targets.width, train.targets.width)
    guard found == width else {
      throw options.invalid(
        targets,
        "\(split.adjective) rows have \(counted(found, "target")), but training rows have \(width)")
    }
    return samples
  }

  /// The rows of a set.
  private static func samples(
    _ split: Split, _ options: OptionReader, names: ClassNames?
  ) throws(ExperimentError) -> Samples {
    let (inputs, width) = try table(options, split.setting("inputs"))
    let count = inputs.count / width
    let rows: Int
    let targets: Samples.Targets
    let key: String
    if let names {
      key = split.setting("classes")
      var labels: [Int32] = []
      for label in options.optionalTexts(key) ?? [] {
        guard let index = names.index(of: label) else {
          throw options.invalid(key, "no training row has the class '\(label)'")
        }
        labels.append(index)
      }
      rows = labels.count
      targets = .classes(labels)
    } else {
      key = split.setting("targets")
      let (values, targetWidth) = try table(options, key)
      rows = values.count / targetWidth
      targets = .values(values, width: targetWidth)
    }
    guard rows == count else {
      throw options.invalid(
        key, "'\(key)' has \(counted(rows, "row")), but '\(split.setting("inputs"))' has \(count)")
    }
    return Samples(count: count, inputWidth: width, inputs: .numbers(inputs), targets: targets)
  }

  /// The numbers of a table, row after row, and its width, which is not 0.
  private static func table(
    _ options: OptionReader, _ name: String
  ) throws(ExperimentError) -> ([Double], width: Int) {
    let rows = options.numberRows(name)
    guard let width = rows.first?.count, width > 0 else {
      throw options.invalid(name, "'\(name)' is empty or begins with an empty row")
    }
    if let ragged = rows.firstIndex(where: { $0.count != width }) {
      throw options.invalid(
        name,
        "row \(ragged + 1) of '\(name)' has \(counted(rows[ragged].count, "number")), "
          + "but the first row has \(width)")
    }
    return (rows.flatMap { $0 }, width)
  }
}
