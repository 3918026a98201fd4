import NNConfig
import NNFiles

extension CSVTable {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: the settings
  ///   - model: the training set, which has the same columns and targets of the same kind; `nil` if
  ///     this is the training set
  ///   - limit: the number of rows to use at most; all rows decide the kinds of the columns, the
  ///     classes and the categories, so that a limit does not change the task
  /// - Returns: the rows, not yet prepared
  /// - Throws: a `UserFacingError` that names the rows and columns that cannot be used
  static func read(
    path: String, columns: CSVColumns, model: CSVLayout?, limit: Int?
  ) throws -> CSVTable {
    var reader = try CSVTableReader(path: path, columns: columns, model: model)
    try reader.readRows(limit: limit)
    return try reader.makeTable()
  }
}

/// Reads the table of a CSV file: first the cells of all rows, then what the columns are.
private struct CSVTableReader: ~Copyable {
  private let path: String
  private let columns: CSVColumns
  /// The training set; `nil` if this is the training set.
  private let model: CSVLayout?
  private var file: CSVFile
  private var uses: CSVColumns.UsedColumns
  private var features: CSVCells
  private var targets: CSVCells
  /// Where the rows that are used are in the file.
  private var origins = RowOrigins(lines: LineNumbers())
  /// The number of all rows of the file.
  private var rowCount = 0

  /// Opens a file, and finds its columns.
  init(path: String, columns: CSVColumns, model: CSVLayout?) throws {
    let file = try CSVFile.open(path, columns: columns, model: model)
    uses =
      try model?.find(in: file.header, path: path, columns: columns)
      ?? columns.find(in: file.header, path: path)
    self.path = path
    self.columns = columns
    self.model = model
    features = CSVCells(
      Self.features(uses.features, file.header, columns, model), of: path, marks: columns.marks)
    targets = CSVCells(
      Self.targets(uses.targets, file.header, columns, model), of: path, marks: columns.marks)
    self.file = file
  }

  /// Reads the cells of all rows.
  mutating func readRows(limit: Int?) throws {
    let marks = columns.marks
    var unnamedWithValues: Set<Int> = []
    while try file.nextRow() {
      let isUsed = limit.map { rowCount < $0 } ?? true
      try features.append(file.reader, isUsed: isUsed)
      try targets.append(file.reader, isUsed: isUsed)
      if isUsed { origins.lines?.append(file.reader.line) }
      for index in uses.unnamed where !marks.contains(file.reader.text(index)) {
        unnamedWithValues.insert(index)
      }
      rowCount += 1
      if rowCount.isMultiple(of: 1024) {
        try features.checkMemory(path, columns)
        try Self.requireMemory(forLabelsOf: targets, path)
      }
    }
    // For what is made of targets and rows from here on.
    try MachineMemory.require((targets.codes.count + 2 * rowCount) * 8, for: path)
    try model?.reject(unnamedWithValues.sorted(), of: file.header, path)
  }

  /// Decides what the columns are, and makes a table of the rows that are used.
  consuming func makeTable() throws -> CSVTable {
    let emptyColumns = model == nil ? try removeEmptyColumns() : 0
    try checkHeaderIsNotRepeated()
    var problems = CSVProblems(path: path)
    let kinds = problems.kinds(
      of: features, uses.features, rowCount: rowCount, columns, model: model)
    let isNumeric = problems.areNumeric(
      targets, uses.targets, rowCount: rowCount, columns, model: model)
    let advice = CSVAdvice(
      columns, uses, features: features, targets: targets, kinds: kinds,
      isOfRun: model?.isOfRun ?? false)
    try problems.throwIfAny(advice)

    let classes = isNumeric ? nil : model?.classes ?? ClassNames(targets.columns[0].table.labels)
    var notes = CSVNotes(columns, advice)
    if model == nil {
      notes.add(features, kinds)
      if classes != nil { notes.add(target: targets.columns[0]) }
      notes.add(firstRowOf: features.columns + targets.columns)
      notes.add(emptyColumns: emptyColumns)
    }
    let droppedRows = try removeIncompleteRows()
    try features.checkMemory(path, columns)
    let (values, labels) = Self.values(of: targets, classes)
    let layout = CSVLayout(
      path: path, featureNames: features.columns.map(\.name), encoding: InputEncoding(kinds),
      methods: uses.features.map(\.method),
      fills: model?.fills ?? [Double?](repeating: nil, count: kinds.count),
      targetNames: targets.columns.map(\.name), targetMethods: uses.targets.map(\.method),
      classes: classes,
      excluded: columns.excluded.compactMap(file.header.column).map { file.header.names[$0] },
      isOfRun: false)
    return CSVTable(
      layout: layout, features: features, targets: values, labels: labels,
      origins: origins, droppedRows: droppedRows, notes: notes.texts, isTraining: model == nil,
      advice: advice)
  }

  /// Removes features that have neither a name nor values, unless the settings choose the features,
  /// and checks that the header does not look like one of the rows.
  ///
  /// - Returns: the number of removed columns
  private mutating func removeEmptyColumns() throws(DataError) -> Int {
    let empty = columns.choosesFeatures ? [] : features.emptyColumns(rowCount: rowCount)
    features.remove(empty)
    uses.removeFeatures(empty)
    guard features.width > 0 else {
      throw DataError(path, "has no columns with a name or values besides the target")
    }
    try file.checkHeader(above: features.columns + targets.columns)
    return empty.count
  }

  /// Checks that no row that is used has the names of the columns, all of which are words there.
  ///
  /// - Throws: `DataError` if one has
  private func checkHeaderIsNotRepeated() throws(DataError) {
    let places = (features.columns + targets.columns).map { $0.occurrences(of: $0.name) }
    guard let first = places.first ?? nil, first.count > 0,
      places.allSatisfy({ $0?.line == first.line })
    else { return }
    throw .repeatedHeader("\(path):\(first.line)", count: first.count)
  }

  /// Removes the rows with missing values in columns with `drop_row`.
  ///
  /// - Returns: the number of removed rows
  private mutating func removeIncompleteRows() throws(DataError) -> Int {
    let count = features.rowCount
    guard let rows = completeRows() else { return 0 }
    guard !rows.isEmpty else {
      throw DataError(path, "no row is left: each has a missing value, and 'missing' is drop_row")
    }
    features.keep(rows)
    targets.keep(rows)
    origins.rows = rows
    return count - rows.count
  }

  /// The rows that are complete in all columns with `drop_row`; `nil` if all rows are.
  private func completeRows() -> [Int]? {
    func incomplete(_ cells: borrowing CSVCells, _ uses: [CSVColumns.UsedColumn]) -> [Int] {
      uses.indices.filter { uses[$0].method == .dropRow && cells.columns[$0].missing.count > 0 }
    }
    let positions = incomplete(features, uses.features)
    let targetPositions = incomplete(targets, uses.targets)
    if positions.isEmpty, targetPositions.isEmpty { return nil }
    var rows: [Int] = []
    for row in 0..<features.rowCount {
      let isComplete =
        !positions.contains { CellCode.isMissing(features[row, $0]) }
        && !targetPositions.contains { CellCode.isMissing(targets[row, $0]) }
      if isComplete { rows.append(row) }
    }
    return rows
  }
}

// Columns before and after reading.
extension CSVTableReader {
  /// Checks that there is memory for as many labels again.
  private static func requireMemory(
    forLabelsOf cells: borrowing CSVCells, _ path: String
  ) throws(OutOfMemory) {
    try MachineMemory.require(cells.columns.reduce(0) { $0 + $1.table.count } * 200, for: path)
  }

  /// The columns of the features, before any cell is read.
  private static func features(
    _ uses: [CSVColumns.UsedColumn], _ header: CSVHeader, _ columns: CSVColumns, _ model: CSVLayout?
  ) -> [CSVColumn] {
    uses.enumerated().map { position, use in
      let known = model?.encoding.kinds[position].categories
      // Words that do not become categories are only needed for messages.
      let table =
        columns.encodesWords || use.hasCategories || known != nil
        ? LabelTable(known: known) : LabelTable(maximumLabels: 1000)
      return CSVColumn(
        index: use.index, name: header.names[use.index],
        reading: use.hasCategories || known != nil ? .labels : .numbers, table: table)
    }
  }

  /// The columns of the targets, before any cell is read.
  private static func targets(
    _ uses: [CSVColumns.UsedColumn], _ header: CSVHeader, _ columns: CSVColumns, _ model: CSVLayout?
  ) -> [CSVColumn] {
    // Only a single target can have classes by name; several are one column of 0 and 1 per class.
    let hasClasses =
      model.map { $0.classes != nil } ?? (columns.task == .classification && uses.count == 1)
    return uses.map { use in
      CSVColumn(
        index: use.index, name: header.names[use.index],
        reading: hasClasses ? .labels : .numbers,
        table: LabelTable(known: model?.classes, maximumLabels: 1_000_000))
    }
  }

  /// The targets as numbers, or as the indices of classes.
  private static func values(
    of cells: borrowing CSVCells, _ classes: ClassNames?
  ) -> (values: [Double], labels: [Int32]) {
    if let classes {
      let ofLabel = cells.columns[0].table.labels.map { classes.index(of: $0) ?? 0 }
      let labels = (0..<cells.rowCount).map { row in
        CellCode.label(of: cells[row, 0]).map { ofLabel[$0] } ?? 0
      }
      return ([], labels)
    }
    var values = [Double](cells.codes.numbers)
    for position in 0..<cells.width where cells.columns[position].labelCount > 0 {
      let ofLabel = cells.columns[position].table.labels.map { BooleanWord.value(of: $0) ?? 0 }
      for index in stride(from: position, to: values.count, by: cells.width) {
        if let label = CellCode.label(of: values[index]) { values[index] = ofLabel[label] }
      }
    }
    return (values, [])
  }
}
