import NNConfig
import NNFiles

/// Rows of a CSV file whose columns are named in its first row.
struct CSV: DatasetLoader {
  private let options: OptionReader
  private let path: String
  private let testPath: String?

  func files() -> [String] { [path] + (testPath.map { [$0] } ?? []) }

  func load(seed: UInt64) throws -> Dataset {
    let columns = CSVColumns(options)
    var train = try CSVTable(
      path: path, columns: columns, model: nil, limit: options.optionalInteger("limit"))
    let parts = try HoldOut.rows(options, of: train.count, owner: "the file has", seed: seed)
    let scaling = try fitScaling(to: train, rows: parts?.train)
    let layout = train.layout
    var preprocessing = Preprocessing()
    preprocessing.task = columns.task
    preprocessing.features = layout.featureNames
    preprocessing.categories = zip(layout.featureNames, layout.encoding.categories).compactMap {
      feature, categories in
      categories.map { FeatureCategories(feature: feature, names: $0.names) }
    }
    preprocessing.delimiter = columns.delimiter
    preprocessing.inputScaling = scaling.inputs
    preprocessing.targetScaling = scaling.targets
    if let classes = layout.classes {
      preprocessing.classes = classes.names
    } else {
      preprocessing.targets = layout.targetNames
    }
    let all = train.takeSamples(preprocessing)
    var test = parts.map { all.selecting($0.test) }
    if let testPath {
      var table = try CSVTable(
        path: testPath, columns: columns, model: layout,
        limit: options.optionalInteger("test_limit"))
      test = table.takeSamples(preprocessing)
    }
    let used = parts.map { all.selecting($0.train) } ?? all
    return Dataset(
      train: used, test: test, preprocessing: preprocessing,
      summary: "\(used.count) + \(test?.count ?? 0) rows of \(path)"
        + Self.summary(of: preprocessing.categories))
  }

  /// Which columns are one-hot, and how many inputs that makes.
  private static func summary(of categories: [FeatureCategories]) -> String {
    let most = 10
    let shown = categories.prefix(most).map { "\($0.feature.excerpt) (\($0.names.count))" }
    return shown.isEmpty
      ? "" : ", one-hot: \(shown.joined(separator: ", "))\(categories.count > most ? ", ..." : "")"
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
        inputs, to: train.inputs.numbers, rows: rows,
        names: layout.encoding.inputNames(of: layout.featureNames)
      ).map { layout.encoding.sparingCategories($0) },
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
  static let plugin = Plugin<any DatasetLoader>(
    "csv", summary: "a CSV file (RFC 4180) with names of columns in its first row",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the file"),
      Parameter(
        "delimiter", .text, default: .text(","),
        summary: "what separates columns; also \";\", \"|\" or, for a tab, \"\\t\""),
      Parameter(
        "target", .oneOrMore(.text), isRequired: true, summary: "the column to predict, or several"),
      Parameter("features", .oneOrMore(.text), summary: "the input columns; by default all others"),
      Parameter(
        "encode", .choice(["none", "onehot"]), default: .text("none"),
        summary: "onehot: a feature that has words becomes a column of 0 and 1 for each category, "
          + "in byte order; categories are those of all rows of path"),
      Task.parameter,
      Parameter(
        "normalize", .choice(Normalization.allCases.map(\.rawValue)), default: .text("none"),
        summary: "scale of numeric features, fitted on the training rows; one-hot columns stay"),
      Parameter(
        "normalize_targets", .choice(Normalization.allCases.map(\.rawValue)),
        default: .text("none"),
        summary: "scale of numeric targets; costs are in it, predictions and MAE are not"),
      Parameter(
        "limit", .integer(1...Int.max),
        summary: "use only so many rows, from which test_fraction draws"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use only so many rows of test_path"),
      HoldOut.parameter,
      Parameter("test_path", .path, summary: "a file of rows for testing, with the same columns"),
    ]
  ) { options throws(ExperimentError) in
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
          + "\"\\t\", and no letter, digit, sign, point, quote or space, not '\(delimiter.excerpt)'"
      )
    }
    return CSV(
      options: options, path: options.text("path"), testPath: options.optionalText("test_path"))
  }
}

extension CSV {
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    try files.refuseTargets()
    let training = CSVLayout(
      path: path, featureNames: preprocessing.features,
      encoding: preprocessing.encoding(inputs: preprocessing.features.count),
      targetNames: options.optionalTexts("target") ?? [],
      classes: preprocessing.classes.isEmpty ? nil : ClassNames(preprocessing.classes))
    var table = try CSVTable(
      path: files.path, columns: CSVColumns(options), model: training, limit: nil)
    return table.takeSamples(preprocessing)
  }
}
