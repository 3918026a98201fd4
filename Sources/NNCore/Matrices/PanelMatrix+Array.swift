import NNFiles

// In files, matrices of weights are transposed, as in the lecture: a row for each neuron and a
// column for each input, the bias neuron's first.
extension PanelMatrix {
  /// The shape of the array in a file: columns x rows.
  var fileShape: [Int] { [columns, rows] }

  /// The array for a file.
  var array: NPYArray {
    NPYArray(
      shape: fileShape,
      elements: T.self == Float.self
        ? .float32(elementsInFileOrder()) : .float64(elementsInFileOrder()))
  }

  /// All elements in the order of a file. Generic code over `T` would be slow, so `Element` is the
  /// same type by its name.
  private func elementsInFileOrder<Element: BinaryFloatingPoint>() -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { out, filled in
      forEachColumn(as: Element.self) { column, elements, stride in
        for row in 0..<rows { out[column * rows + row] = elements[row * stride] }
      }
      filled = count
    }
  }

  /// Sets all elements to values in the order of a file.
  private func setInFileOrder<Element: BinaryFloatingPoint>(_ values: [Element]) {
    forEachColumn(as: Element.self) { column, elements, stride in
      for row in 0..<rows { elements[row * stride] = values[column * rows + row] }
    }
  }

  /// Calls `body` with each column, its first element and the distance from one of its elements to
  /// the next.
  private func forEachColumn<Element: BinaryFloatingPoint>(
    as type: Element.Type,
    _ body: (_ column: Int, _ elements: UnsafeMutablePointer<Element>, _ stride: Int) -> Void
  ) {
    precondition(type == T.self, "elements are read as what they are")
    for start in panelStarts {
      let panel = panel(at: start, rows: 0..<rows)
      let elements = UnsafeMutableRawPointer(panel.elements).assumingMemoryBound(to: type)
      for column in 0..<panel.columns { body(start + column, elements + column, panel.stride) }
    }
  }

  /// Sets all elements from an array of a file, in either precision.
  ///
  /// - Parameters:
  ///   - arrays: the file's arrays by key
  ///   - key: the array's key
  ///   - path: the file, for messages
  /// - Throws: `WeightsError` if there is no such array or it has another shape
  func set(
    _ arrays: [String: NPYArray], key: String, from path: String
  ) throws(WeightsError) {
    guard let array = arrays[key] else {
      throw .missing(path, key: key, expected: fileShape)
    }
    guard array.shape == fileShape else {
      throw .shape(path, key: key, expected: fileShape, found: array.shape)
    }
    switch (array.elements, T.self == Float.self) {
    case (.float32(let values), true): setInFileOrder(values)
    case (.float64(let values), true): setInFileOrder(values.map { Float($0) })
    case (.uint8(let values), true): setInFileOrder(values.map { Float($0) })
    case (.float32(let values), false): setInFileOrder(values.map { Double($0) })
    case (.float64(let values), false): setInFileOrder(values)
    case (.uint8(let values), false): setInFileOrder(values.map { Double($0) })
    }
  }

  /// Sets all elements to those of a matrix of the same shape.
  func copy(_ other: PanelMatrix) {
    precondition(rows == other.rows && columns == other.columns, "the shapes differ")
    elements.update(from: other.elements, count: paddedCount)
  }
}
