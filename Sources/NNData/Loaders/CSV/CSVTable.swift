import NNConfig
import NNFiles

/// The features and targets of the rows of a CSV file.
///
/// They are cells when the file is read, and what the columns are is decided by all of them. Numbers
/// and categories take the place of all cells when it is known which rows train (`prepare`).
struct CSVTable: ~Copyable {
  /// What the columns are.
  private(set) var layout: CSVLayout
  /// The features of all rows.
  private(set) var features: CSVCells
  /// Numeric targets, row after row; empty if there are classes.
  private(set) var targets: [Double]
  /// The classes of the rows; empty if targets are numeric.
  private(set) var labels: [Int32]
  /// The number of rows that were left out because they lack values.
  let droppedRows: Int
  /// What is doubtful about the file.
  let notes: [String]
  /// Whether it has the training set, from which is learnt what takes the place of missing values.
  private let isTraining: Bool
  /// What to do about what cannot be used.
  private let advice: CSVAdvice

  /// The number of rows.
  var count: Int { features.rowCount }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: which columns are what
  ///   - model: the training set, if this is the test set; it has the same columns and its targets
  ///     are of the same kind
  ///   - limit: use only so many rows; what kinds of columns there are, which classes and which
  ///     categories depends on all rows, so that a limit does not change the task
  /// - Returns: the rows, not prepared yet
  /// - Throws: a `UserFacingError` that names rows and columns of what cannot be used
  static func read(
    path: String, columns: CSVColumns, model: CSVLayout?, limit: Int?
  ) throws -> CSVTable {
    let marks = columns.marks
    var file = try CSVFile.open(path, columns: columns, model: model)
    var uses =
      try model?.find(in: file.header, path: path, columns: columns)
      ?? columns.find(in: file.header, path: path)
    var features = CSVCells(
      Self.features(uses.features, file.header, columns, model), of: path, marks: marks)
    var targets = CSVCells(
      Self.targets(uses.targets, file.header, columns, model), of: path, marks: marks)
    var rowCount = 0
    var strangers: Set<Int> = []
    while try file.nextRow() {
      let isUsed = limit.map { rowCount < $0 } ?? true
      try features.append(file.reader, isUsed: isUsed)
      try targets.append(file.reader, isUsed: isUsed)
      for index in uses.unnamed where !marks.contains(file.reader.text(index)) {
        strangers.insert(index)
      }
      rowCount += 1
      if rowCount.isMultiple(of: 1024) {
        try features.checkMemory(path, columns)
        try Self.requireRoom(forLabelsOf: targets, path)
      }
    }
    // For what is made of targets and rows below.
    try MachineMemory.require((targets.codes.count + 2 * rowCount) * 8, for: path)
    try model?.refuse(strangers.sorted(), of: file.header, path)

    var emptyColumns: [Int] = []
    if model == nil {
      if !columns.choosesFeatures { emptyColumns = features.emptyColumns(rowCount: rowCount) }
      features.remove(emptyColumns)
      uses.removeFeatures(emptyColumns)
      guard features.width > 0 else {
        throw DataError(path, "has no column but the target that has a name or values")
      }
      try file.checkHeader(above: features.columns + targets.columns)
    }
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
      notes.add(emptyColumns: emptyColumns.count)
    }
    let (methods, targetMethods) = (uses.features.map(\.method), uses.targets.map(\.method))
    let rows = Self.completeRows(features, methods, targets, targetMethods)
    let droppedRows = rows.map { features.rowCount - $0.count } ?? 0
    if let rows {
      guard !rows.isEmpty else {
        throw DataError(path, "no row is left: each lacks a value, and 'missing' is drop_row")
      }
      features.keep(rows)
      targets.keep(rows)
    }
    try features.checkMemory(path, columns)
    let (values, labels) = Self.values(of: targets, classes)
    let layout = CSVLayout(
      path: path, featureNames: features.columns.map(\.name), encoding: InputEncoding(kinds),
      methods: methods, fills: model?.fills ?? [Double?](repeating: nil, count: kinds.count),
      targetNames: targets.columns.map(\.name), targetMethods: targetMethods, classes: classes,
      excluded: columns.excluded.compactMap(file.header.column).map { file.header.names[$0] },
      isOfRun: false)
    return CSVTable(
      layout: layout, features: features, targets: values, labels: labels,
      droppedRows: droppedRows, notes: notes.texts, isTraining: model == nil, advice: advice)
  }

  /// Checks that there is memory for twice as many labels.
  private static func requireRoom(
    forLabelsOf cells: borrowing CSVCells, _ path: String
  ) throws(OutOfMemory) {
    try MachineMemory.require(cells.columns.reduce(0) { $0 + $1.table.count } * 200, for: path)
  }

  private static func features(
    _ uses: [CSVColumns.Use], _ header: CSVHeader, _ columns: CSVColumns, _ model: CSVLayout?
  ) -> [CSVColumn] {
    uses.enumerated().map { place, use in
      let known = model?.encoding.kinds[place].categories
      // Words that become no categories are only needed for messages.
      let table =
        columns.encodesWords || use.hasCategories || known != nil
        ? LabelTable(known: known) : LabelTable(maximumLabels: 1000)
      return CSVColumn(
        index: use.index, name: header.names[use.index],
        reading: use.hasCategories || known != nil ? .labels : .numbers, table: table)
    }
  }

  private static func targets(
    _ uses: [CSVColumns.Use], _ header: CSVHeader, _ columns: CSVColumns, _ model: CSVLayout?
  ) -> [CSVColumn] {
    // Only a single target can be a class by its name; several are a column of 0 and 1 for each.
    let hasClasses =
      model.map { $0.classes != nil } ?? (columns.task == .classification && uses.count == 1)
    return uses.map { use in
      CSVColumn(
        index: use.index, name: header.names[use.index],
        reading: hasClasses ? .labels : .numbers,
        table: LabelTable(known: model?.classes, maximumLabels: 1_000_000))
    }
  }

  /// The rows that lack no value for which rows are left out; `nil` if that are all.
  private static func completeRows(
    _ features: borrowing CSVCells, _ methods: [MissingMethod], _ targets: borrowing CSVCells,
    _ targetMethods: [MissingMethod]
  ) -> [Int]? {
    func incomplete(_ cells: borrowing CSVCells, _ methods: [MissingMethod]) -> [Int] {
      methods.indices.filter {
        methods[$0] == .dropRow && cells.columns[$0].missing.count > 0
      }
    }
    let places = incomplete(features, methods)
    let targetPlaces = incomplete(targets, targetMethods)
    if places.isEmpty, targetPlaces.isEmpty { return nil }
    var rows: [Int] = []
    for row in 0..<features.rowCount {
      let isComplete =
        !places.contains { CellCode.isMissing(features[row, $0]) }
        && !targetPlaces.contains { CellCode.isMissing(targets[row, $0]) }
      if isComplete { rows.append(row) }
    }
    return rows
  }

  /// Targets as numbers, or as classes.
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
    for place in 0..<cells.width where cells.columns[place].labelCount > 0 {
      let ofLabel = cells.columns[place].table.labels.map { BooleanWord.value(of: $0) ?? 0 }
      for index in stride(from: place, to: values.count, by: cells.width) {
        if let label = CellCode.label(of: values[index]) { values[index] = ofLabel[label] }
      }
    }
    return (values, [])
  }
}

// From cells to inputs.
extension CSVTable {
  /// Fills in what is missing and makes inputs of all features.
  ///
  /// - Parameter rows: the rows that train, from which is learnt what is filled in; by default all. A
  ///   test set has that from its training set.
  /// - Throws: `DataError` if nothing can be learnt; `OutOfMemory` if inputs do not fit the memory
  mutating func prepare(rows: [Int]? = nil) throws {
    let kinds = layout.encoding.kinds
    for (place, kind) in kinds.enumerated() {
      features.resolve(place, kind)
      if isTraining { layout.fills[place] = try fitted(place, kind, rows) }
      if let fill = layout.fills[place] {
        features.replace(place) { CellCode.isMissing($0) ? fill : $0 }
      }
    }
    if !layout.encoding.isPlain { try features.encode(layout.encoding) }
  }

  /// What takes the place of missing values of a feature.
  private func fitted(
    _ place: Int, _ kind: FeatureKind, _ rows: [Int]?
  ) throws -> Double? {
    let method = layout.methods[place]
    if method == .category { return kind.categories?.index(of: "").map { Double($0) } }
    guard [.mean, .median, .mostFrequent].contains(method), method.fits(kind) else { return nil }
    try MachineMemory.require(features.rowCount * 32, for: layout.path)
    let values = features.values(place, rows: rows)
    let fill = values.isEmpty ? nil : method.fill(values)
    guard let fill, fill.isFinite else {
      throw DataError(
        layout.path,
        "\(features.columns[place].title) has "
          + (fill == nil
            ? "no value in any training row" : "values that are too large for \(method.rawValue)")
          + "; to leave it out, set \(advice.exclude([features.columns[place].name]))")
    }
    return fill
  }

  /// The rows by their classes.
  var strata: Strata {
    layout.classes == nil
      ? Strata(.values(targets, width: layout.targetNames.count)) : Strata(labels: labels)
  }

  /// The rows as samples in the network's units; the table has no rows afterwards.
  mutating func takeSamples(_ preprocessing: Preprocessing) -> Samples {
    let width = layout.encoding.width
    let count = count
    features.scale(preprocessing.inputScaling, width: width)
    preprocessing.targetScaling?.apply(to: &targets, width: layout.targetNames.count)
    let array = StoredArray(
      shape: [count, width], type: .float64, storage: features.takeStorage())
    let samples = Samples(
      count: count, inputWidth: width, inputs: Samples.Inputs(array),
      targets: layout.classes == nil
        ? .values(targets, width: layout.targetNames.count) : .classes(labels))
    (targets, labels) = ([], [])
    return samples
  }
}
