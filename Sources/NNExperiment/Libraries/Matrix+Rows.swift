import NNCore

// Rows as functions of libraries take them.
extension Matrix {
  /// A row of a matrix of floats.
  func floats(_ row: Int) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(self.row(row)).assumingMemoryBound(to: Float.self)
  }

  /// A row of a matrix of doubles.
  func doubles(_ row: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(self.row(row)).assumingMemoryBound(to: Double.self)
  }

  /// Calls a function with memory for some rows of doubles, for functions that have no version for
  /// float.
  ///
  /// - Parameters:
  ///   - count: the number of rows
  ///   - body: receives the first element of the first row; the next one begins `columns` later
  func withDoubles(rows count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count * columns)) { memory in
      if let start = memory.baseAddress { body(start) }
    }
  }

  /// Converts a row of floats.
  func widen(_ row: Int, into doubles: UnsafeMutablePointer<Double>) {
    let floats = floats(row)
    for column in 0..<columns { doubles[column] = Double(floats[column]) }
  }

  /// Rounds doubles to a row of floats.
  func round(_ doubles: UnsafePointer<Double>, into row: Int) {
    let floats = floats(row)
    for column in 0..<columns { floats[column] = Float(doubles[column]) }
  }
}
