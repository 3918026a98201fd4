import NNConfig
import NNFiles

/// The features and targets of a CSV file.
struct CSVTable: ~Copyable {
  /// What the columns are.
  let layout: CSVLayout
  /// The inputs, row after row.
  private(set) var inputs: NumberBuffer
  /// Numeric targets, row after row; empty if there are classes.
  private(set) var targets: [Double] = []
  /// The classes of the rows; empty if targets are numeric.
  private var labels: [Int32] = []
  /// The number of rows.
  private(set) var count = 0

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: which columns are what
  ///   - model: the training set, if this is the test set; it has the same columns and its targets
  ///     are of the same kind
  ///   - limit: use only so many rows; classes and categories are those of all rows, so that a limit
  ///     does not change the task
  /// - Throws: a `UserFacingError` that names row and column of what cannot be read
  init(path: String, columns: CSVColumns, model: CSVLayout?, limit: Int?) throws {
    var reader = try CSVReader(ByteSource(path: path), delimiter: columns.delimiter)
    guard try reader.nextRow() else { throw DataError(path, "is empty") }
    let header = try CSVHeader(reader.texts, path: path)
    let indices =
      try model?.find(in: header, path: path, columns: columns)
      ?? columns.find(in: header, path: path)
    let hasCategories =
      try model?.encoding.categories.map { $0 != nil }
      ?? columns.hasCategories(indices.features, path: path)
    var features = CSVFeatures(
      columns: indices.features, header: header, hasCategories: hasCategories, model: model)
    // Only a single target can be a class; several are one-hot.
    let isSingle = indices.targets.count == 1
    var isNumeric: Bool? =
      columns.task.map { $0 != .classification || !isSingle } ?? model.map { $0.classes == nil }
    let hint =
      switch columns.task {
      case nil where isSingle: "; if the targets are classes, set 'task: classification'"
      case .classification: "; classification has one target, or a column of 0 and 1 for each class"
      default: ""
      }
    var table = LabelTable(known: model?.classes)
    while try reader.nextRow() {
      if let limit, count == limit {
        let hasClasses = isNumeric == false
        guard model == nil, hasClasses || hasCategories.contains(true) else { break }
        if hasClasses { _ = table.index(of: try reader.text(indices.targets[0], of: header)) }
        try features.addCategories(reader)
        continue
      }
      try features.append(reader)
      let asNumbers = try isNumeric ?? Self.looksNumeric(reader, indices.targets, header: header)
      isNumeric = asNumbers
      for column in indices.targets {
        if asNumbers {
          targets.append(try reader.number(column, of: header, hint: hint))
        } else {
          let label = try reader.text(column, of: header)
          guard let index = table.index(of: label) else {
            throw reader.error(
              column, of: header,
              "is '\(label.excerpt)', which is none of the classes of the training set: "
                + (model?.classes?.listing ?? ""))
          }
          labels.append(index)
        }
      }
      count += 1
    }
    guard count > 0 else { throw DataError(path, "has no rows below the names of the columns") }
    var classes: ClassNames?
    if isNumeric == false {
      let (names, ofIndex) = table.classes
      for row in labels.indices { labels[row] = ofIndex[Int(labels[row])] }
      classes = names
    }
    let encoding = try features.encode(path: path)
    inputs = features.numbers
    layout = CSVLayout(
      path: path, featureNames: indices.features.map { header.names[$0] }, encoding: encoding,
      targetNames: indices.targets.map { header.names[$0] }, classes: classes)
  }

  /// The first row decides what the targets are, where the experiment does not.
  private static func looksNumeric(
    _ reader: borrowing CSVReader, _ columns: [Int], header: CSVHeader
  ) throws(DataError) -> Bool {
    if columns.count > 1 { return true }
    _ = try reader.text(columns[0], of: header)
    return reader.number(columns[0]) != nil || reader.hasDecimalComma(columns[0])
  }

  /// The rows as samples in the network's units; the table has no rows afterwards.
  mutating func takeSamples(_ preprocessing: Preprocessing) -> Samples {
    let width = layout.encoding.width
    var numbers = inputs.numbers
    preprocessing.inputScaling?.apply(to: &numbers, width: width)
    preprocessing.targetScaling?.apply(to: &targets, width: layout.targetNames.count)
    let array = StoredArray(
      shape: [count, width], type: .float64, storage: inputs.takeStorage())
    let samples = Samples(
      count: count, inputWidth: width, inputs: Samples.Inputs(array),
      targets: layout.classes == nil
        ? .values(targets, width: layout.targetNames.count) : .classes(labels))
    (targets, labels, count) = ([], [], 0)
    return samples
  }
}
