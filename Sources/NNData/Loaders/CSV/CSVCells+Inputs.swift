import NNFiles

// From cells to the inputs of a network.
extension CSVCells {
  /// Replaces the labels of a feature by numbers: the indices of categories, or 0 and 1.
  mutating func resolve(_ position: Int, _ kind: FeatureKind) {
    let labels = columns[position].table.labels
    guard !labels.isEmpty else { return }
    let values = labels.map { label -> Double in
      switch kind {
      case .number: CellCode.missing
      case .boolean: BooleanWord.value(of: label) ?? CellCode.missing
      case .categories(let names): names.index(of: label).map { Double($0) } ?? CellCode.missing
      }
    }
    replace(position) { code in CellCode.label(of: code).map { values[$0] } ?? code }
  }

  /// The values of a feature that are not missing, in these rows or by default in all.
  func values(_ position: Int, rows: [Int]?) -> [Double] {
    var values: [Double] = []
    func add(_ code: Double) { if !CellCode.isMissing(code) { values.append(code) } }
    if let rows {
      for row in rows { add(self[row, position]) }
    } else {
      for row in 0..<rowCount { add(self[row, position]) }
    }
    return values
  }

  /// Replaces categories by one-hot columns.
  ///
  /// - Throws: `OutOfMemory` if there is no memory for them
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

  /// Scales rows of inputs.
  mutating func scale(_ scaling: Scaling?, width: Int) {
    var numbers = codes.numbers
    scaling?.apply(to: &numbers, width: width)
  }

  /// Checks that one-hot columns for all labels so far fit into memory: row names, or numbers that
  /// are taken for words, would become a category for each row.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - settings: the experiment's settings
  /// - Throws: `DataError` if not; it names the column with the most labels
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
      "\(columns[largest].title) has \(counts[largest]) categories in \(rowCount) rows; one-hot "
        + "columns for them take more than this machine's memory, "
        + "\(MachineMemory.text(MachineMemory.size)); to leave the column out, set "
        + "'\(settings.setting(without: [columns[largest].name], of: columns.map(\.name)))'"
        + (settings.hasEncodingByColumn ? ", and remove it from 'encode'" : ""))
  }
}
