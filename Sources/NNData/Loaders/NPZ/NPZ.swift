import NNConfig
import NNFiles

/// Arrays that were saved by NumPy: in one `.npz` file, or in `.npy` files.
///
/// Inputs stay in the type in which they are stored, and `.npy` files are mapped, so that they may
/// be larger than memory. Targets are classes if they are a single column of integers, which are
/// the indices of the classes, of truth values or of words.
struct NPZ: DatasetLoader {
  /// Where the arrays of a set are: their keys in an `.npz` file, or their `.npy` files.
  private struct Places {
    let inputs: String
    let targets: String
  }

  private let options: OptionReader
  private let path: String
  private let places: BySplit<Places>

  func files() -> [String] {
    guard Self.isArray(path) else { return [path] }
    func paths(_ split: Split) -> [String] { places[split].map { [$0.inputs, $0.targets] } ?? [] }
    var files: [String] = []
    for path in paths(.train) + paths(.test) where !files.contains(path) { files.append(path) }
    // Those are always the last two, so that the identity of a run shows which they are.
    return files + paths(.validation)
  }

  /// Whether a file has a single array by its name.
  private static func isArray(_ path: String) -> Bool { path.hasSuffix(".npy") }

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  var inputKeys: [String] { Self.isArray(path) ? [] : places.map(\.value.inputs) }

  func load(seed: UInt64) throws -> Dataset {
    let task = Task(declaredIn: options)
    var arrays = try Self.read(
      places.map(\.value), of: path, areFiles: Self.isArray(path))[...]
    let tables = try places.mapValues { split, _ in
      let (inputs, targets) = arrays.removeFirst()
      return try NPZTable(
        inputs: inputs, targets: targets, limit: options.optionalInteger(split.setting("limit")),
        task: task, remedy: "if targets are numbers, set 'task: \(Task.regression)'")
    }
    let train = tables.train
    for (split, table) in tables where split != .train { try table.check(against: train) }
    let classes = train.classes
    var preprocessing = Preprocessing()
    preprocessing.task = task
    preprocessing.classes = classes
    let divisor = options.number("divide_by")
    if divisor != 1 { preprocessing.inputScaling = Scaling(offsets: [0], divisors: [divisor]) }
    let dataset = Dataset(
      try tables.mapValues { try $1.samples(divisor: divisor, classes: classes) },
      preprocessing: preprocessing,
      contents: Dataset.Contents(
        "row", "of \(counted(train.width, "number")) (\(train.inputs.type))"), notes: [])
    return try HoldOut.split(dataset, options, seed: seed)
  }

  /// Reads the arrays of sets: from their own files, or from an `.npz` file at once.
  private static func read(
    _ places: [Places], of path: String, areFiles: Bool
  ) throws -> [(inputs: NPZTable.NamedArray, targets: NPZTable.NamedContent)] {
    let names = places.flatMap { [$0.inputs, $0.targets] }
    let arrays: [NPZTable.NamedContent] =
      areFiles
      ? try names.map { ($0, try NPYContent(mapping: $0)) }
      : zip(names, try NPZFile.contents(path, keys: names)).map { ("\(path): '\($0)'", $1) }
    return try places.indices.map { place in
      let (name, content) = arrays[2 * place]
      guard case .numbers(let inputs) = content else {
        throw DataError(name, "has words, but inputs are numbers; save one-hot columns")
      }
      return ((name, inputs), arrays[2 * place + 1])
    }
  }
}

extension NPZ {
  /// Reads the arrays of an `.npz` file with the keys of the data set, or two `.npy` files; the
  /// data set itself may be in the other format.
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    let format = try FileFormat.of(files.path)
    let places: Places
    switch format {
    case .npz, .zip:
      try files.rejectTargets()
      places = try keys(in: files.path)
    case .npy:
      guard let targetsPath = files.targetsPath else {
        throw SampleFilesError.noTargets(of: files.path)
      }
      places = Places(inputs: files.path, targets: targetsPath)
    default:
      throw DataError(
        files.path, "is neither an .npz nor an .npy file, which the data set of the run is")
    }
    let arrays = try Self.read([places], of: files.path, areFiles: format == .npy)[0]
    // If the training set has no classes, targets are numbers, whatever their type.
    let table = try NPZTable(
      inputs: arrays.inputs, targets: arrays.targets, limit: nil,
      task: preprocessing.classes.isEmpty ? .regression : Task(declaredIn: options), remedy: nil)
    try table.check(against: preprocessing)
    let samples = try table.samples(
      divisor: options.number("divide_by"), classes: preprocessing.classes)
    // Targets are copies now, so this is the last use of their file.
    for storage in [arrays.inputs.array.storage, arrays.targets.content.storage] {
      try storage.checkUnchanged()
    }
    return samples
  }

  /// The keys of the test set if the file has one of them, otherwise those of the validation set,
  /// otherwise those of the training set.
  private func keys(in path: String) throws -> Places {
    let found = try NPZFile.keys(path)
    let pairs = try Self.keys(options).map(\.value).reversed()
    guard
      let pair = pairs.first(where: { found.contains($0.inputs) || found.contains($0.targets) })
    else {
      let wanted = pairs.map { "'\($0.inputs)' and '\($0.targets)'" }.joined(separator: ", nor ")
      throw DataError(
        path,
        "has no arrays \(wanted), which are the keys of the run's data set; "
          + (found.isEmpty ? "it is empty" : "it has \(found.quoted.listing)"))
    }
    return pair
  }
}

extension NPZ {
  func adviceOnLabels(declared task: Task?) -> String? {
    Task.adviceToDeclareClasses(declared: task)
  }

  func adviceOnNumbers(declared task: Task?) -> String? {
    task == nil ? "add '\(Task.parameter.name): \(Task.regression)' to 'dataset'" : nil
  }
}

extension NPZ {
  static let plugin = Plugin<any DatasetLoader>(
    "npz",
    summary: "NumPy arrays in an .npz file, or in .npy files, which may be larger than memory",
    source: "Kern: \"A simple file format for NumPy arrays\", NEP 1, 2007",
    example:
      "{loader: npz, path: data.npz, test_inputs: x_test, test_targets: y_test, divide_by: 255}",
    parameters: [
      Parameter(
        "path", .path, isRequired: true, summary: "the .npz file, or the .npy file of the inputs"),
      Parameter(
        "inputs", .text, default: .text("x_train"),
        summary: "with an .npz file, the key of the inputs"),
      Parameter(
        "targets", .text, default: .text("y_train"),
        summary:
          "with an .npz file, the key of the targets; a single column of integers, truth values or "
          + "words is classes"),
      Parameter("test_inputs", .text, summary: "with an .npz file, the key of the test inputs"),
      Parameter("test_targets", .text, summary: "with an .npz file, the key of the test targets"),
      Parameter(
        "validation_inputs", .text, summary: "with an .npz file, the key of the validation inputs"),
      Parameter(
        "validation_targets", .text,
        summary: "with an .npz file, the key of the validation targets"),
      Parameter("targets_path", .path, summary: "with an .npy file, the .npy file of the targets"),
      Parameter("test_path", .path, summary: "with an .npy file, the .npy file of the test inputs"),
      Parameter(
        "test_targets_path", .path,
        summary: "with an .npy file, the .npy file of the test targets"),
      Parameter(
        "validation_path", .path, isNamedInIdentity: true,
        summary: "with an .npy file, the .npy file of the validation inputs"),
      Parameter(
        "validation_targets_path", .path, isNamedInIdentity: true,
        summary: "with an .npy file, the .npy file of the validation targets"),
      .number(
        "divide_by", default: 1, in: .positive,
        summary: "the number by which inputs are divided; 255 for pixels that are bytes"),
      Task.parameter,
      Parameter("limit", .integer(1...Int.max), summary: "use at most this many training rows"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use at most this many test rows"),
      Parameter(
        "validation_limit", .integer(1...Int.max),
        summary: "use at most this many validation rows"),
    ] + HoldOut.parameters
  ) { options throws(ExperimentError) in
    try NPZ(options)
  }

  private init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options) { split in ["inputs", "path", "limit"].map(split.setting) }
    self.options = options
    path = options.text("path")
    let isArray = Self.isArray(path)
    let keys = Split.allCases.flatMap { [$0.setting("inputs"), $0.setting("targets")] }
    let paths = Split.allCases.flatMap { [$0.setting("path"), $0.setting("targets_path")] }
    // A key that is set to its default, as in resolved.yaml, is not a mistake.
    let defaults = ["inputs": "x_train", "targets": "y_train"]
    if let wrong = (isArray ? keys[...] : paths.dropFirst()).first(where: {
      options.isSet($0) && options.optionalText($0) != defaults[$0]
    }) {
      throw options.invalid(
        wrong,
        isArray
          ? "'\(wrong)' is a key in an .npz file; with an .npy file, set 'targets_path' and so on"
          : "'\(wrong)' is for .npy files; with an .npz file, set its keys: 'targets' and so on")
    }
    places = try isArray ? Self.files(options) : Self.keys(options)
    for split in Split.heldOut where places[split] == nil && options.isSet(split.setting("limit")) {
      let (limit, source) = (split.setting("limit"), split.setting(isArray ? "path" : "inputs"))
      throw options.invalid(
        limit, "'\(limit)' needs '\(source)'; set that, too, or remove '\(limit)'")
    }
  }

  /// The keys of all sets in an `.npz` file.
  private static func keys(_ options: OptionReader) throws(ExperimentError) -> BySplit<Places> {
    BySplit(
      train: Places(inputs: options.text("inputs"), targets: options.text("targets")),
      validation: try places(.validation, "inputs", "targets", options),
      test: try places(.test, "inputs", "targets", options))
  }

  /// The `.npy` files of all sets.
  private static func files(_ options: OptionReader) throws(ExperimentError) -> BySplit<Places> {
    guard let targetsPath = options.optionalText("targets_path") else {
      throw options.invalid(
        "path", "an .npy file has inputs only; name the file of the targets in 'targets_path'")
    }
    return BySplit(
      train: Places(inputs: options.text("path"), targets: targetsPath),
      validation: try places(.validation, "path", "targets_path", options),
      test: try places(.test, "path", "targets_path", options))
  }

  /// The values of two settings of a validation set or test set; `nil` if neither is set.
  private static func places(
    _ split: Split, _ inputs: String, _ targets: String, _ options: OptionReader
  ) throws(ExperimentError) -> Places? {
    let (inputs, targets) = (split.setting(inputs), split.setting(targets))
    switch (options.optionalText(inputs), options.optionalText(targets)) {
    case (let inputs?, let targets?): return Places(inputs: inputs, targets: targets)
    case (nil, nil): return nil
    case (let found, _):
      throw options.invalid(
        found == nil ? targets : inputs,
        "'\(inputs)' and '\(targets)' go together; set both or neither")
    }
  }
}
