import NNFiles

/// The inputs and targets of a training or test set in arrays of NumPy.
struct NPZTable {
  /// An array and what errors call it.
  typealias NamedArray = (name: String, array: StoredArray)

  /// The inputs: rows x whatever makes a row.
  let inputs: StoredArray
  /// The number of rows.
  let count: Int
  /// The numbers in each row.
  let width: Int
  /// The classes of the rows; `nil` if targets are numbers.
  let labels: [Int32]?
  /// One more than the largest class of the array: a limit does not change the task.
  let classCount: Int
  private let values: [Double]
  private let valueWidth: Int
  private let names: (inputs: String, targets: String)

  /// Checks arrays.
  ///
  /// - Parameters:
  ///   - inputs: an array of at least one dimension
  ///   - targets: one of as many rows
  ///   - limit: use only so many rows
  ///   - task: what targets are; by default a column of whole numbers is classes
  /// - Throws: `DataError` that names the array, and row and column of what is no finite number;
  ///   `OutOfMemory`
  init(inputs: NamedArray, targets: NamedArray, limit: Int?, task: Task?) throws {
    let names = (inputs: inputs.name, targets: targets.name)
    let (inputs, targets) = (inputs.array, targets.array)
    guard let rows = inputs.shape.first, inputs.count > 0 else {
      throw DataError(names.inputs, "has the shape \(inputs.shape) and so no rows")
    }
    guard !inputs.isFortranOrder || inputs.shape.count == 2 else {
      throw DataError(
        names.inputs,
        "has \(inputs.shape.count) dimensions in Fortran order; save numpy.ascontiguousarray(...)")
    }
    guard targets.shape.first == rows, (1...2).contains(targets.shape.count), targets.count > 0
    else {
      throw DataError(
        names.targets,
        "has the shape \(targets.shape); \(names.inputs) has \(counted(rows, "row"))")
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
        names.inputs, "row \(row), column \(column) (from 0) is no finite number")
    }
    try MachineMemory.require(targets.count.checkedProduct(16), for: names.targets)
    let isOfClasses = task.map { $0 == .classification } ?? targets.type.isInteger
    if isOfClasses, valueWidth == 1 {
      let classes = try Self.classes(
        targets, name: names.targets,
        remedy: task == nil
          ? "save other numbers as float32 or float64"
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
        throw DataError(names.targets, "row \(position / valueWidth) (from 0) is no finite number")
      }
    }
  }

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
          name, "row \(row) (from 0) is \(found), which is no index of a class; \(remedy)")
      }
      classes.append(Int32(label))
    }
    return classes
  }

  /// The training set decides how wide rows are, and what targets are.
  func check(against train: NPZTable) throws(DataError) {
    guard width == train.width else {
      throw DataError(
        names.inputs,
        "has \(counted(width, "number")) in a row, \(train.names.inputs) has \(train.width)")
    }
    guard (labels == nil) == (train.labels == nil), valueWidth == train.valueWidth else {
      throw DataError(names.targets, "has other targets than \(train.names.targets)")
    }
    try checkLabels(classCount: train.classCount)
  }

  /// The training set decides whether targets are classes, and which there are.
  func check(against preprocessing: Preprocessing) throws(DataError) {
    if preprocessing.classes.isEmpty { return }
    guard labels != nil else {
      throw DataError(
        names.targets,
        "must have a whole number in each row, the class, as the training set has; it has "
          + (valueWidth == 1 ? "numbers of another type" : counted(valueWidth, "number")))
    }
    try checkLabels(classCount: preprocessing.classes.count)
  }

  private func checkLabels(classCount: Int) throws(DataError) {
    if let row = labels?.firstIndex(where: { $0 >= classCount }), let label = labels?[row] {
      throw DataError(
        names.targets,
        "row \(row) (from 0) is class \(label), but the training set has only the classes "
          + "0 to \(classCount - 1)")
    }
  }

  /// The rows as samples.
  func samples(divisor: Double) -> Samples {
    Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: inputs, rows: count, width: width, divisor: divisor),
      targets: labels.map { .classes($0) } ?? .values(values, width: valueWidth))
  }
}
