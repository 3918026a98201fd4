import NNFiles

/// The inputs and targets of a set in NumPy arrays.
struct NPZTable {
  /// An array, and what messages call it.
  typealias NamedArray = (name: String, array: StoredArray)

  /// The inputs; the first dimension is the rows, all others together are the columns.
  let inputs: StoredArray
  /// The number of rows.
  let count: Int
  /// The values of a row.
  let width: Int
  /// The classes of the rows; `nil` if targets are numbers.
  let labels: [Int32]?
  /// One more than the largest class in the array, so that a limit does not change the classes.
  let classCount: Int
  private let values: [Double]
  private let valueWidth: Int
  private let names: (inputs: String, targets: String)

  /// Checks arrays, and copies the targets.
  ///
  /// - Parameters:
  ///   - inputs: an array of at least one dimension
  ///   - targets: an array with as many rows and one or two dimensions
  ///   - limit: the number of rows to use at most
  ///   - task: what targets are; by default, a single column of integers is classes
  /// - Throws: `DataError` if the shapes do not fit, a value is not finite, or a target is not the
  ///   index of a class although it has to be; `OutOfMemory` if there is no memory for the targets
  init(inputs: NamedArray, targets: NamedArray, limit: Int?, task: Task?) throws {
    let names = (inputs: inputs.name, targets: targets.name)
    let (inputs, targets) = (inputs.array, targets.array)
    guard let rows = inputs.shape.first, inputs.count > 0 else {
      throw DataError(names.inputs, "has the shape \(inputs.shape), so it has no rows")
    }
    guard !inputs.isFortranOrder || inputs.shape.count == 2 else {
      throw DataError(
        names.inputs,
        "has \(inputs.shape.count) dimensions in Fortran order, which is read only if there are 2; "
          + "save numpy.ascontiguousarray(...)")
    }
    guard targets.shape.first == rows, (1...2).contains(targets.shape.count), targets.count > 0
    else {
      throw DataError(
        names.targets,
        "has the shape \(targets.shape), but \(names.inputs) has \(counted(rows, "row"))")
    }
    self.inputs = inputs
    self.names = names
    count = min(rows, limit ?? rows)
    width = inputs.count / rows
    valueWidth = targets.count / rows
    if let position = inputs.firstNonFinite {
      let (row, column) =
        inputs.isFortranOrder
        ? (position % rows, position / rows) : (position / width, position % width)
      throw DataError(
        names.inputs, "row \(row), column \(column) (from 0) is not a finite number")
    }
    try MachineMemory.require(targets.count.checkedProduct(16), for: names.targets)
    let isOfClasses = task.map { $0 == .classification } ?? targets.type.isInteger
    if isOfClasses, valueWidth == 1 {
      let classes = try Self.classes(
        targets, name: names.targets,
        remedy: task == nil
          ? "if targets are not classes, save them as float32 or float64"
          : "if targets are numbers, set 'task: regression'")
      labels = Array(classes.prefix(count))
      classCount = Int(classes.max() ?? 0) + 1
      values = []
    } else {
      labels = nil
      classCount = 0
      let all = targets.doubles
      values = count < rows ? Array(all.prefix(count * valueWidth)) : all
      if targets.firstNonFinite != nil, let position = values.firstIndex(where: { !$0.isFinite }) {
        throw DataError(
          names.targets, "row \(position / valueWidth) (from 0) is not a finite number")
      }
    }
  }

  /// Targets as the indices of classes.
  private static func classes(
    _ targets: StoredArray, name: String, remedy: String
  ) throws(DataError) -> [Int32] {
    let maximumClasses = 1_000_000
    var classes: [Int32] = []
    classes.reserveCapacity(targets.count)
    for row in 0..<targets.count {
      let value = targets.double(at: row)
      guard let label = Int(exactly: value), (0..<maximumClasses).contains(label) else {
        let found = Int(exactly: value).map { "\($0)" } ?? "\(value)"
        throw DataError(
          name, "row \(row) (from 0) is \(found), which is not the index of a class; \(remedy)")
      }
      classes.append(Int32(label))
    }
    return classes
  }

  /// Checks that a set has rows of the same width and targets of the same kind as the training set,
  /// and no other classes.
  ///
  /// - Throws: `DataError` if not
  func check(against train: NPZTable) throws(DataError) {
    guard width == train.width else {
      throw DataError(
        names.inputs,
        "has \(counted(width, "number")) in a row, but \(train.names.inputs) has \(train.width)")
    }
    guard (labels == nil) == (train.labels == nil), valueWidth == train.valueWidth else {
      throw DataError(
        names.targets, "has targets of another type or width than \(train.names.targets)")
    }
    try checkLabels(classCount: train.classCount)
  }

  /// Checks that targets are classes of the training set if it has classes.
  ///
  /// - Throws: `DataError` if not
  func check(against preprocessing: Preprocessing) throws(DataError) {
    if preprocessing.classes.isEmpty { return }
    guard labels != nil else {
      throw DataError(
        names.targets,
        "must have one integer in each row, the index of its class, as the training set has; "
          + "it has "
          + (valueWidth == 1 ? "numbers of another type" : counted(valueWidth, "number")))
    }
    try checkLabels(classCount: preprocessing.classes.count)
  }

  private func checkLabels(classCount: Int) throws(DataError) {
    if let row = labels?.firstIndex(where: { $0 >= classCount }), let label = labels?[row] {
      throw DataError(
        names.targets,
        "row \(row) (from 0) is of class \(label), but the classes of the training set are "
          + "0 to \(classCount - 1)")
    }
  }

  /// The rows as samples.
  ///
  /// - Parameter divisor: what inputs are divided by
  /// - Returns: samples that share the array of the inputs
  func samples(divisor: Double) -> Samples {
    Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: inputs, rows: count, width: width, divisor: divisor),
      targets: labels.map { .classes($0) } ?? .values(values, width: valueWidth))
  }
}
