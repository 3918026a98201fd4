import NNFiles

// In files, matrices of weights are transposed, as in the lecture: a row for each neuron and a
// column for each input, the bias neuron's first.
extension PanelMatrix {
  /// The shape of the array in a file: columns x rows.
  var fileShape: [Int] { [columns, rows] }

  /// The array for a file.
  var array: NPYArray {
    func elements<Element: BinaryFloatingPoint>(_ type: Element.Type) -> [Element] {
      (0..<count).map { Element(self[$0 % rows, $0 / rows]) }
    }
    return NPYArray(
      shape: fileShape,
      elements: T.self == Float.self
        ? .float32(elements(Float.self)) : .float64(elements(Double.self)))
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
    func set(_ values: [some BinaryFloatingPoint]) {
      for position in 0..<count { self[position % rows, position / rows] = T(values[position]) }
    }
    switch array.elements {
    case .float32(let values): set(values)
    case .float64(let values): set(values)
    case .uint8(let values):
      for position in 0..<count { self[position % rows, position / rows] = T(values[position]) }
    }
  }

  /// Sets all elements to those of a matrix of the same shape.
  func copy(_ other: PanelMatrix) {
    precondition(rows == other.rows && columns == other.columns, "the shapes differ")
    elements.update(from: other.elements, count: paddedCount)
  }
}
