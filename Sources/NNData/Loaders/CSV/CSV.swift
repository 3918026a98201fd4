import NNConfig
import NNFiles

/// Rows of a CSV file.
struct CSV: DatasetLoader {
  private let options: OptionReader
  private let path: String
  private let testPath: String?

  func files() -> [String] { [path] + (testPath.map { [$0] } ?? []) }

  var usesSeed: Bool { HoldOut.isChosen(in: options) }

  func adviceOnLabels(declared task: Task?) -> String? {
    Task.adviceToDeclareClasses(declared: task)
  }

  func load(seed: UInt64) throws -> Dataset {
    let columns = CSVColumns(options)
    var train = try CSVTable.read(
      path: path, columns: columns, model: nil, limit: options.optionalInteger("limit"))
    try HoldOut.requireMemory(
      options, rows: train.count, width: train.layout.targetNames.count, for: path)
    let parts = try HoldOut.rows(
      options, strata: train.strata, owner: "the file has", seed: seed)
    try train.prepare(rows: parts?.train)
    let layout = train.layout
    var preprocessing = Preprocessing(layout, columns)
    let scaling = try fitScaling(to: train, rows: parts?.train)
    preprocessing.inputScaling = scaling.inputs
    preprocessing.targetScaling = scaling.targets
    var droppedRows = train.droppedRows
    let notes = train.notes
    let all = train.takeSamples(preprocessing)
    var test = parts.map { all.selecting($0.test) }
    if let testPath {
      var table = try CSVTable.read(
        path: testPath, columns: columns, model: layout,
        limit: options.optionalInteger("test_limit"))
      try table.prepare()
      droppedRows += table.droppedRows
      test = table.takeSamples(preprocessing)
    }
    let summary = Summary(layout, droppedRows: droppedRows)
    let used = parts.map { all.selecting($0.train) } ?? all
    return Dataset(
      train: used, test: test, preprocessing: preprocessing,
      summary: "\(used.count) + \(test?.count ?? 0) rows of \(path)\(summary.text)", notes: notes)
  }

  private func fitScaling(
    to train: borrowing CSVTable, rows: [Int]?
  ) throws -> (inputs: Scaling?, targets: Scaling?) {
    let layout = train.layout
    let targets = Normalization(rawValue: options.text("normalize_targets")) ?? .none
    let task = layout.classes == nil ? Task(declaredIn: options) ?? .regression : .classification
    guard task == .regression || targets == .none else {
      throw options.invalid(
        "normalize_targets",
        "\(task == .multilabel ? "labels" : "classes") cannot be normalised; "
          + "remove 'normalize_targets'")
    }
    let inputs = Normalization(rawValue: options.text("normalize")) ?? .none
    return (
      try fit(
        inputs, to: train.features.codes.numbers, rows: rows,
        names: layout.encoding.inputNames(of: layout.featureNames)
      ).map { layout.encoding.excludingCategories($0) },
      layout.classes == nil
        ? try fit(targets, to: train.targets, rows: rows, names: layout.targetNames) : nil
    )
  }

  private func fit<Values: RandomAccessCollection<Double>>(
    _ normalization: Normalization, to values: Values, rows: [Int]?, names: [String]
  ) throws(DataError) -> Scaling? where Values.Index == Int {
    guard let scaling = normalization.fitted(to: values, width: names.count, rows: rows) else {
      return nil
    }
    for (column, name) in names.enumerated() {
      // Sums and squares of finite numbers can overflow, and squares can vanish.
      let divisor = scaling.divisors[column]
      guard divisor > 0, divisor.isFinite, scaling.offsets[column].isFinite else {
        throw DataError(
          path,
          "the values of column '\(name.excerpt)' are too large or too close to each other "
            + "for \(normalization.rawValue)")
      }
    }
    return scaling
  }
}

extension CSV {
  /// Checks settings that depend on each other.
  init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options, excludes: ["test_path"])
    if options.isSet("test_limit"), !options.isSet("test_path") {
      throw options.invalid(
        "test_limit", "'test_limit' goes with 'test_path'; set that too or remove it")
    }
    let delimiter = options.text("delimiter")
    guard CSVDelimiter(delimiter) != nil else {
      throw options.invalid(
        "delimiter",
        "'delimiter' of csv must be a single character of ASCII, such as \";\" or, for a tab, "
          + "\"\\t\", and no letter, digit, sign, point, quote or space, or 'whitespace', not "
          + "'\(delimiter.excerpt)'")
    }
    if delimiter == ",", options.text("decimal") == "," {
      throw options.invalid(
        "decimal", "numbers with a decimal comma need another 'delimiter', such as \";\"")
    }
    if options.isSet("features"), options.isSet("exclude") {
      throw options.invalid(
        "exclude", "'features' leaves out all other columns; remove 'exclude' or 'features'")
    }
    self.options = options
    path = options.text("path")
    testPath = options.optionalText("test_path")
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    try files.refuseTargets()
    let columns = CSVColumns(options)
    let targets = preprocessing.targets
    guard !preprocessing.features.isEmpty, !targets.isEmpty else {
      throw DataError(files.path, "cannot be read, for the run does not say what its columns are")
    }
    let encoding = preprocessing.encoding(inputs: preprocessing.features.count)
    // All rows count, also where the training set leaves out what lacks values.
    let training = CSVLayout(
      path: path, featureNames: preprocessing.features, encoding: encoding,
      methods: preprocessing.features.map { _ in .error },
      fills: preprocessing.fillCodes(encoding), targetNames: targets,
      targetMethods: targets.map { _ in .error },
      classes: preprocessing.classes.isEmpty ? nil : ClassNames(preprocessing.classes),
      excluded: columns.excluded, isOfRun: true)
    var table = try CSVTable.read(
      path: files.path, columns: columns, model: training, limit: nil)
    try table.prepare()
    return table.takeSamples(preprocessing)
  }
}

extension CSV {
  /// What is remarkable about the rows, in a few words.
  private struct Summary {
    let text: String

    init(_ layout: CSVLayout, droppedRows: Int) {
      let most = 10
      let counts = zip(layout.featureNames, layout.encoding.kinds).compactMap { name, kind in
        kind.categories.map { "\(name.excerpt) (\($0.names.count))" }
      }
      let shown = counts.prefix(most).joined(separator: ", ")
      text =
        (droppedRows > 0 ? ", \(droppedRows) without a value left out" : "")
        + (counts.isEmpty ? "" : ", one-hot: \(shown)\(counts.count > most ? ", ..." : "")")
    }
  }
}

extension Preprocessing {
  /// What the training set of a CSV file determines, its scales aside.
  fileprivate init(_ layout: CSVLayout, _ columns: CSVColumns) {
    self.init()
    features = layout.featureNames
    let named = zip(layout.featureNames, layout.encoding.kinds)
    categories = named.compactMap { name, kind in
      kind.categories.map { FeatureCategories(feature: name, names: $0.names) }
    }
    booleans = named.compactMap { name, kind in if case .boolean = kind { name } else { nil } }
    fills = zip(named, layout.fills).compactMap { feature, fill in
      fill.map { fill in
        FeatureFill(
          feature: feature.0,
          value: feature.1.categories.map { .category($0.names[Int(fill)]) } ?? .number(fill))
      }
    }
    task = columns.task
    delimiter = columns.delimiter
    decimalMark = columns.decimalMark
    hasHeader = columns.hasHeader ?? true
    missingMarks = columns.marks
    classes = layout.classes?.names ?? []
    targets = layout.targetNames
  }
}
