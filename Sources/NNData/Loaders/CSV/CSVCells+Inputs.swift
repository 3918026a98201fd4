import NNFiles

// From cells to inputs of a network.
extension CSVCells {
  /// Makes numbers of the labels of a feature: those of categories, or 0 and 1.
  mutating func resolve(_ place: Int, _ kind: FeatureKind) {
    let labels = columns[place].table.labels
    guard !labels.isEmpty else { return }
    let values = labels.map { label -> Double in
      switch kind {
      case .number: CellCode.missing
      case .boolean: BooleanWord.value(of: label) ?? CellCode.missing
      case .categories(let names): names.index(of: label).map { Double($0) } ?? CellCode.missing
      }
    }
    replace(place) { code in CellCode.label(of: code).map { values[$0] } ?? code }
  }

  /// The values of a feature that are not missing, in some rows or in all.
  func values(_ place: Int, rows: [Int]?) -> [Double] {
    var values: [Double] = []
    func add(_ code: Double) { if !CellCode.isMissing(code) { values.append(code) } }
    if let rows {
      for row in rows { add(self[row, place]) }
    } else {
      for row in 0..<rowCount { add(self[row, place]) }
    }
    return values
  }

  /// Makes one-hot columns of categories.
  mutating func encode(_ encoding: InputEncoding) throws(OutOfMemory) {
    try widen(to: encoding.width) { row, inputs in
      inputs.update(repeating: 0)
      for (feature, start) in encoding.starts.enumerated() {
        if encoding.kinds[feature].categories != nil {
          inputs[start + Int(row[feature])] = 1
        } else {
          inputs[start] = row[feature]
        }
      }
    }
  }

  /// Scales inputs.
  mutating func scale(_ scaling: Scaling?, width: Int) {
    var numbers = codes.numbers
    scaling?.apply(to: &numbers, width: width)
  }

  /// Checks that one-hot columns of all labels so far fit the memory: numbers that are taken for
  /// words, or names of rows, would make a category for each row.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - settings: what the experiment says of columns
  /// - Throws: `DataError` that names the column with most labels
  func checkMemory(_ path: String, _ settings: CSVColumns) throws(DataError) {
    let counts = columns.map { column in
      column.reading == .labels || column.labelCount > 0 ? column.table.count : 1
    }
    let width = counts.reduce(0, +)
    let needed = Double(rowCount) * Double(width) * Double(MemoryLayout<Double>.stride)
    guard width > columns.count, needed > Double(MachineMemory.size),
      let largest = counts.indices.max(by: { counts[$0] < counts[$1] })
    else { return }
    throw DataError(
      path,
      "\(columns[largest].title) has \(counts[largest]) categories in \(rowCount) rows, and one-hot "
        + "columns for them take more than the memory of this machine, "
        + "\(MachineMemory.text(MachineMemory.size)); to leave it out, set "
        + "'\(settings.setting(without: [columns[largest].name], of: columns.map(\.name)))'"
        + (settings.namesEncoded ? ", and leave it out of 'encode', too" : ""))
  }
}
