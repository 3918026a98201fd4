import NNConfig
import NNFiles

/// Rows that are written in the experiment file itself.
struct Inline: DatasetLoader {
  private let train: Samples
  private let test: Samples?
  private let classes: [String]
  private let options: OptionReader

  var usesSeed: Bool { HoldOut.isChosen(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    var preprocessing = Preprocessing()
    preprocessing.task = Task(declaredIn: options)
    preprocessing.classes = classes
    let dataset = Dataset(
      train: train, test: test, preprocessing: preprocessing,
      contents: Dataset.Contents("row"))
    return try HoldOut.split(dataset, options, seed: seed)
  }
}

extension Inline {
  func adviceOnLabels(declared task: Task?) -> String? { "write 'classes' instead of 'targets'" }
}

extension Inline {
  static let plugin = Plugin<any DatasetLoader>(
    "inline", summary: "rows in the experiment file itself",
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
      Task.parameter, HoldOut.parameter,
    ]
  ) { options throws(ExperimentError) in
    try Inline(options)
  }

  private init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options, excludes: ["test_inputs"])
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
    train = try Self.samples(options, prefix: "", names: isLabelled ? names : nil)
    let testNames = ["test_inputs", isLabelled ? "test_classes" : "test_targets"]
    let unexpected = isLabelled ? "test_targets" : "test_classes"
    if options.isSet(unexpected) {
      throw options.invalid(unexpected, "the training rows have no '\(unexpected.dropFirst(5))'")
    }
    guard options.isSet(testNames[0]) == options.isSet(testNames[1]) else {
      throw options.invalid(
        options.isSet(testNames[0]) ? testNames[0] : testNames[1],
        "'\(testNames[0])' and '\(testNames[1])' go together; set both or neither")
    }
    test =
      options.isSet("test_inputs")
      ? try Self.samples(options, prefix: "test_", names: isLabelled ? names : nil) : nil
    if let test, test.inputWidth != train.inputWidth {
      throw options.invalid(
        "test_inputs",
        "test rows have \(counted(test.inputWidth, "input")), but training rows have "
          + "\(train.inputWidth)"
      )
    }
    if case .values(_, let width) = train.targets, case .values(_, let found)? = test?.targets,
      found != width
    {
      throw options.invalid(
        "test_targets",
        "test rows have \(counted(found, "target")), but training rows have \(width)")
    }
  }

  /// The training rows, or with the prefix `test_` the test rows.
  private static func samples(
    _ options: OptionReader, prefix: String, names: ClassNames?
  ) throws(ExperimentError) -> Samples {
    let (inputs, width) = try table(options, prefix + "inputs")
    let count = inputs.count / width
    let rows: Int
    let targets: Samples.Targets
    let key: String
    if let names {
      key = prefix + "classes"
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
      key = prefix + "targets"
      let (values, targetWidth) = try table(options, key)
      rows = values.count / targetWidth
      targets = .values(values, width: targetWidth)
    }
    guard rows == count else {
      throw options.invalid(
        key, "'\(key)' has \(counted(rows, "row")), but '\(prefix)inputs' has \(count)")
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
