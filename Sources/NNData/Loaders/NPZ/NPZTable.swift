import NNFiles

/// The inputs and targets of a set in NumPy arrays.
struct NPZTable {
  /// An array of numbers, and what messages call it.
  typealias NamedArray = (name: String, array: StoredArray)
  /// An array of numbers or words, and what messages call it.
  typealias NamedContent = (name: String, content: NPYContent)

  private enum Targets {
    case classes(NPZLabels)
    case values([Double], width: Int)
  }

  /// The inputs; the first dimension is the rows, all others together are the columns.
  let inputs: StoredArray
  /// The number of rows.
  let count: Int
  /// The values of a row.
  let width: Int
  private let targets: Targets
  private let targetType: String
  private let names: (inputs: String, targets: String)

  /// Checks arrays, and copies the targets.
  ///
  /// - Parameters:
  ///   - inputs: an array of at least one dimension
  ///   - targets: an array with as many rows and one or two dimensions
  ///   - limit: the number of rows to use at most
  ///   - task: what targets are; by default, a single column of integers, truth values or words is
  ///     classes
  ///   - remedy: what to do about numbers that are not classes; `nil` if they have to be
  /// - Throws: `DataError` if the shapes do not fit, a value is not finite, or a target is not a
  ///   class or a number although it has to be; `OutOfMemory` if there is no memory for the targets
  init(
    inputs: NamedArray, targets: NamedContent, limit: Int?, task: Task?, remedy: String?
  ) throws {
    let names = (inputs: inputs.name, targets: targets.name)
    let (inputs, targets) = (inputs.array, targets.content)
    guard let rows = inputs.shape.first, inputs.count > 0 else {
      throw DataError(names.inputs, "has the shape \(inputs.shape), so it has no rows")
    }
    guard !inputs.isFortranOrder || inputs.shape.count == 2 else {
      throw DataError(
        names.inputs,
        "has \(inputs.shape.count) dimensions in Fortran order, which is read only if there are 2; "
          + "save numpy.ascontiguousarray(...)")
    }
    let targetCount = targets.shape.reduce(1, *)
    guard targets.shape.first == rows, (1...2).contains(targets.shape.count), targetCount > 0
    else {
      throw DataError(
        names.targets,
        "has the shape \(targets.shape), but \(names.inputs) has \(counted(rows, "row"))")
    }
    self.inputs = inputs
    self.names = names
    count = min(rows, limit ?? rows)
    width = inputs.count / rows
    if let position = inputs.firstNonFinite {
      let (row, column) =
        inputs.isFortranOrder
        ? (position % rows, position / rows) : (position / width, position % width)
      throw DataError(
        names.inputs, "row \(row), column \(column) (from 0) is not a finite number")
    }
    try MachineMemory.require(targetCount.checkedProduct(16), for: names.targets)
    let targetWidth = targetCount / rows
    switch targets {
    case .words(let words):
      targetType = "words"
      if let task, task != .classification {
        throw DataError(names.targets, "has words, but task '\(task)' needs numbers")
      }
      guard targetWidth == 1 else {
        throw DataError(
          names.targets,
          "has \(targetWidth) words in each row; save one, the name of its class, or a column of 0 "
            + "and 1 for each label")
      }
      self.targets = .classes(
        try NPZLabels(.words(words), name: names.targets, isDeclared: true, remedy: nil))
    case .numbers(let array):
      targetType = "\(array.type)"
      let isOfClasses =
        task.map { $0 == .classification } ?? (array.type.isInteger || array.type == .bool)
      guard isOfClasses, targetWidth == 1 else {
        self.targets = .values(
          try Self.values(array, rows: count, of: rows, name: names.targets), width: targetWidth)
        return
      }
      self.targets = .classes(
        try NPZLabels(targets, name: names.targets, isDeclared: task != nil, remedy: remedy))
    }
  }

  /// The targets of the first rows as numbers, row after row.
  private static func values(
    _ targets: StoredArray, rows count: Int, of rows: Int, name: String
  ) throws(DataError) -> [Double] {
    let width = targets.count / rows
    let all = targets.doubles
    let values = count < rows ? Array(all.prefix(count * width)) : all
    let isBoolean = targets.type == .bool
    if targets.firstNonFinite != nil,
      let position = values.firstIndex(where: { isBoolean ? $0 > 1 : !$0.isFinite })
    {
      throw DataError(
        name,
        "row \(position / width) (from 0) is not a \(isBoolean ? "truth value" : "finite number")")
    }
    return values
  }

  /// The names of the classes in the array, so that a limit does not change them; none if targets
  /// are numbers.
  var classes: [String] {
    if case .classes(let labels) = targets { labels.classes } else { [] }
  }

  private var targetWidth: Int {
    if case .values(_, let width) = targets { width } else { 1 }
  }

  /// Checks that a set has rows of the same width and targets of the same kind as the training set.
  ///
  /// - Throws: `DataError` if not
  func check(against train: NPZTable) throws(DataError) {
    guard width == train.width else {
      throw DataError(
        names.inputs,
        "has \(counted(width, "number")) in a row, but \(train.names.inputs) has \(train.width)")
    }
    guard classes.isEmpty == train.classes.isEmpty, targetWidth == train.targetWidth else {
      throw DataError(
        names.targets, "has targets of another type or width than \(train.names.targets)")
    }
  }

  /// Checks that targets are classes if the training set has classes.
  ///
  /// - Throws: `DataError` if not
  func check(against preprocessing: Preprocessing) throws(DataError) {
    guard case .values(_, let width) = targets, !preprocessing.classes.isEmpty else { return }
    throw DataError(
      names.targets,
      "must have one class in each row, an integer or a word, as the training set has; it has "
        + (width == 1 ? "numbers (\(targetType))" : counted(width, "number")))
  }

  /// The rows as samples.
  ///
  /// - Parameters:
  ///   - divisor: what inputs are divided by
  ///   - classes: the names of the training set's classes
  /// - Returns: samples that share the array of the inputs
  /// - Throws: `DataError` if a row is of another class
  func samples(divisor: Double, classes: [String]) throws(DataError) -> Samples {
    let targets: Samples.Targets =
      switch targets {
      case .classes(let labels):
        .classes(try labels.indices(in: classes, count: count, name: names.targets))
      case .values(let values, let width): .values(values, width: width)
      }
    return Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: inputs, rows: count, width: width, divisor: divisor),
      targets: targets)
  }
}
