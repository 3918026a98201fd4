import NNConfig
import NNFiles

/// The rows of a CSV file, and optionally validation rows and test rows of others.
struct CSV: DatasetLoader {
  private let options: OptionReader
  private let path: String

  func files() -> [String] {
    Split.allCases.compactMap { options.optionalText($0.setting("path")) }
  }

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func adviceOnLabels(declared task: Task?) -> String? {
    Task.adviceToDeclareClasses(declared: task)
  }

  func load(seed: UInt64) throws -> Dataset {
    let columns = CSVColumns(options)
    var train = try CSVTable.read(
      path: path, columns: columns, model: nil, limit: options.optionalInteger("limit"))
    try HoldOut.requireMemory(
      options, rows: train.count, width: train.layout.targetNames.count, for: path)
    let strata = train.strata
    let rows = try HoldOut.rows(options, strata: strata, owner: "the file has", seed: seed)
    try train.prepare(rows: rows?.train)
    let layout = train.layout
    var preprocessing = Preprocessing(layout, columns)
    let scaling = try fitScaling(to: train, rows: rows?.train)
    preprocessing.inputScaling = scaling.inputs
    preprocessing.targetScaling = scaling.targets
    var droppedRows = train.droppedRows
    let notes = train.notes + HoldOut.notes(options, strata, preprocessing)
    let all = try train.takeSamples(preprocessing)
    /// The rows that are held out for a set, or those of its own file.
    func samples(_ split: Split) throws -> Samples? {
      if let rows = rows?[split] { return all.selecting(rows) }
      guard let path = options.optionalText(split.setting("path")) else { return nil }
      var table = try CSVTable.read(
        path: path, columns: columns, model: layout,
        limit: options.optionalInteger(split.setting("limit")))
      try table.prepare()
      droppedRows += table.droppedRows
      return try table.takeSamples(preprocessing)
    }
    let (validation, test) = (try samples(.validation), try samples(.test))
    return Dataset(
      train: rows.map { all.selecting($0.train) } ?? all, validation: validation, test: test,
      preprocessing: preprocessing,
      contents: Dataset.Contents(
        "row", "of \(path)\(Self.remarks(on: layout, droppedRows: droppedRows))"),
      notes: notes)
  }

  /// Fits the scalings of inputs and targets to the training rows.
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

  /// Fits a scaling to columns of numbers.
  private func fit<Values: RandomAccessCollection<Double>>(
    _ normalization: Normalization, to values: Values, rows: [Int]?, names: [String]
  ) throws(DataError) -> Scaling? where Values.Index == Int {
    guard let scaling = normalization.fitted(to: values, width: names.count, rows: rows) else {
      return nil
    }
    for (column, name) in names.enumerated() {
      // Sums and squares of finite numbers can overflow, and squares can become zero.
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
  ///
  /// - Throws: `ExperimentError` at a setting that does not fit the others
  init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options) { [$0.setting("path")] }
    for split in Split.heldOut {
      let (limit, path) = (split.setting("limit"), split.setting("path"))
      if options.isSet(limit), !options.isSet(path) {
        throw options.invalid(
          limit, "'\(limit)' needs '\(path)'; set that, too, or remove '\(limit)'")
      }
    }
    let delimiter = options.text("delimiter")
    guard CSVDelimiter(delimiter) != nil else {
      throw options.invalid(
        "delimiter",
        "'delimiter' of csv must be 'whitespace' or a single ASCII character, such as \";\" or "
          + "\\t (a tab), other than letters, digits, signs, the point, quotes and the space; "
          + "it is '\(delimiter.excerpt)'")
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
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    try files.rejectTargets()
    let columns = CSVColumns(options)
    let targets = preprocessing.targets
    guard !preprocessing.features.isEmpty, !targets.isEmpty else {
      throw DataError(files.path, "cannot be read, because the run does not record its columns")
    }
    let encoding = preprocessing.encoding(inputs: preprocessing.features.count)
    // All rows count, even if the training set leaves out those with missing values.
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
    return try table.takeSamples(preprocessing)
  }
}

extension CSV {
  /// What else there is to say about the rows: how many were left out, and which features are
  /// one-hot, with their numbers of categories.
  private static func remarks(on layout: CSVLayout, droppedRows: Int) -> String {
    let maximumNames = 10
    let counts = zip(layout.featureNames, layout.encoding.kinds).compactMap { name, kind in
      kind.categories.map { "'\(name.excerpt)' (\($0.names.count))" }
    }
    let shown = counts.prefix(maximumNames) + (counts.count > maximumNames ? ["..."] : [])
    return (droppedRows > 0 ? ", \(droppedRows) with missing values left out" : "")
      + (counts.isEmpty ? "" : ", with \(shown.joined(separator: ", ")) one-hot encoded")
  }
}

extension Preprocessing {
  /// What is learnt from the training set of a CSV file, except its scalings.
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
