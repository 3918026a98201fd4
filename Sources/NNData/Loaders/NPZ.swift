import NNConfig
import NNFiles

/// Arrays that were saved by NumPy: in one `.npz` file, or in `.npy` files.
///
/// Inputs stay in the type in which they are stored, and `.npy` files are mapped, so that they may
/// be larger than memory. Targets are the indices of classes if they are a single column of
/// integers.
struct NPZ: DatasetLoader {
  /// Where the arrays are: inputs, targets, and the same of the test set if there is one.
  private enum Arrays {
    case entries(keys: [String])
    case files([String])
  }

  private let options: OptionReader
  private let path: String
  private let arrays: Arrays

  func files() -> [String] {
    guard case .files(let paths) = arrays else { return [path] }
    var files: [String] = []
    for path in paths where !files.contains(path) { files.append(path) }
    return files
  }

  var usesSeed: Bool { HoldOut.isChosen(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    let arrays = try Self.read(arrays, of: path)
    let task = Task(declaredIn: options)
    let train = try NPZTable(
      inputs: arrays[0], targets: arrays[1], limit: options.optionalInteger("limit"), task: task)
    let test =
      arrays.count == 2
      ? nil
      : try NPZTable(
        inputs: arrays[2], targets: arrays[3], limit: options.optionalInteger("test_limit"),
        task: task)
    try test?.check(against: train)
    var preprocessing = Preprocessing()
    preprocessing.task = task
    preprocessing.classes = (0..<train.classCount).map(String.init)
    let divisor = options.number("divide_by")
    if divisor != 1 { preprocessing.inputScaling = Scaling(offsets: [0], divisors: [divisor]) }
    let dataset = Dataset(
      train: train.samples(divisor: divisor), test: test?.samples(divisor: divisor),
      preprocessing: preprocessing,
      contents: Dataset.Contents(
        "row", "of \(counted(train.width, "number")) (\(train.inputs.type))"))
    return try HoldOut.split(dataset, options, seed: seed)
  }

  private static func read(_ arrays: Arrays, of path: String) throws -> [NPZTable.NamedArray] {
    switch arrays {
    case .entries(let keys):
      zip(keys, try NPZFile.read(path, keys: keys)).map { ("\(path): '\($0)'", $1) }
    case .files(let paths):
      try paths.map { ($0, try StoredArray.npy($0)) }
    }
  }
}

extension NPZ {
  /// Reads the arrays of an `.npz` file with the keys of the data set, or two `.npy` files; the
  /// data set itself may be in the other format.
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    let places: Arrays
    switch try DataFormat(ofFile: files.path) {
    case .npz:
      try files.rejectTargets()
      places = .entries(keys: try keys(in: files.path))
    case .npy:
      guard let targetsPath = files.targetsPath else {
        throw SampleFilesError.noTargets(of: files.path)
      }
      places = .files([files.path, targetsPath])
    default:
      throw DataError(
        files.path, "is neither an .npz nor an .npy file, which the data set of the run is")
    }
    let arrays = try Self.read(places, of: files.path)
    // If the training set has no classes, targets are numbers, whatever their type.
    let table = try NPZTable(
      inputs: arrays[0], targets: arrays[1], limit: nil,
      task: preprocessing.classes.isEmpty ? .regression : Task(declaredIn: options))
    try table.check(against: preprocessing)
    // Targets are copies now, so this is the last use of their file.
    for (_, array) in arrays { try array.storage.checkUnchanged() }
    return table.samples(divisor: options.number("divide_by"))
  }

  /// The keys of the test set if the file has one of them, otherwise those of the training set.
  private func keys(in path: String) throws -> [String] {
    let found = try NPZFile.keys(path)
    let train = [options.text("inputs"), options.text("targets")]
    let test = options.optionalText("test_inputs").map { [$0, options.text("test_targets")] }
    let pairs = [test, train].compactMap { $0 }
    guard let pair = pairs.first(where: { $0.contains { found.contains($0) } }) else {
      let wanted = pairs.map { "'\($0[0])' and '\($0[1])'" }.joined(separator: ", nor ")
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
}

extension NPZ {
  static let plugin = Plugin<any DatasetLoader>(
    "npz",
    summary: "NumPy arrays in an .npz file, or in .npy files, which may be larger than memory",
    parameters: [
      Parameter(
        "path", .path, isRequired: true, summary: "the .npz file, or the .npy file of the inputs"),
      Parameter(
        "inputs", .text, default: .text("x_train"),
        summary: "with an .npz file, the key of the inputs"),
      Parameter(
        "targets", .text, default: .text("y_train"),
        summary:
          "with an .npz file, the key of the targets; a single column of integers is classes"),
      Parameter("test_inputs", .text, summary: "with an .npz file, the key of the test inputs"),
      Parameter("test_targets", .text, summary: "with an .npz file, the key of the test targets"),
      Parameter("targets_path", .path, summary: "with an .npy file, the .npy file of the targets"),
      Parameter("test_path", .path, summary: "with an .npy file, the .npy file of the test inputs"),
      Parameter(
        "test_targets_path", .path,
        summary: "with an .npy file, the .npy file of the test targets"),
      .number(
        "divide_by", default: 1, in: .positive,
        summary: "the number by which inputs are divided; 255 for pixels that are bytes"),
      Task.parameter,
      Parameter("limit", .integer(1...Int.max), summary: "use at most this many training rows"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use at most this many test rows"),
      HoldOut.parameter,
    ]
  ) { options throws(ExperimentError) in
    try NPZ(options)
  }

  private init(_ options: OptionReader) throws(ExperimentError) {
    try HoldOut.check(options, excludes: ["test_inputs", "test_path", "test_limit"])
    self.options = options
    path = options.text("path")
    let isSingleArray = path.hasSuffix(".npy")
    let keys = ["inputs", "targets", "test_inputs", "test_targets"]
    let paths = ["targets_path", "test_path", "test_targets_path"]
    // A key that is set to its default, as in resolved.yaml, is not a mistake.
    let defaults = ["inputs": "x_train", "targets": "y_train"]
    if let wrong = (isSingleArray ? keys : paths).first(where: {
      options.isSet($0) && options.optionalText($0) != defaults[$0]
    }) {
      throw options.invalid(
        wrong,
        isSingleArray
          ? "'\(wrong)' is a key in an .npz file; with an .npy file, set 'targets_path' and so on"
          : "'\(wrong)' is for .npy files; with an .npz file, set its keys: 'targets' and so on")
    }
    let tests = isSingleArray ? ("test_path", "test_targets_path") : ("test_inputs", "test_targets")
    guard options.isSet(tests.0) == options.isSet(tests.1) else {
      throw options.invalid(
        options.isSet(tests.0) ? tests.0 : tests.1,
        "'\(tests.0)' and '\(tests.1)' go together; set both or neither")
    }
    guard isSingleArray else {
      let tests = [tests.0, tests.1].compactMap(options.optionalText)
      arrays = .entries(keys: [options.text("inputs"), options.text("targets")] + tests)
      return
    }
    guard let targetsPath = options.optionalText("targets_path") else {
      throw options.invalid(
        "path", "an .npy file has inputs only; name the file of the targets in 'targets_path'")
    }
    arrays = .files([path, targetsPath] + [tests.0, tests.1].compactMap(options.optionalText))
  }
}
