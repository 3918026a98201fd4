extension StoredArray {
  /// The element at a position in the storage, as a double.
  public func double(at position: Int) -> Double { double(at: position, in: bytes) }

  /// The same, given the elements' bytes, for loops over all of them.
  @inline(__always)
  private func double(at position: Int, in bytes: UnsafeRawBufferPointer) -> Double {
    func load<Value>(_ type: Value.Type) -> Value {
      bytes.loadUnaligned(fromByteOffset: position * self.type.size, as: type)
    }
    return switch type {
    case .uint8: Double(load(UInt8.self))
    case .int8: Double(load(Int8.self))
    case .uint16: Double(load(UInt16.self))
    case .int16: Double(load(Int16.self))
    case .uint32: Double(load(UInt32.self))
    case .int32: Double(load(Int32.self))
    case .uint64: Double(load(UInt64.self))
    case .int64: Double(load(Int64.self))
    case .float32: Double(load(Float.self))
    case .float64: load(Double.self)
    }
  }

  /// All elements, as doubles, in C order: the last index varies fastest.
  public var doubles: [Double] {
    let bytes = bytes
    return inCOrder { double(at: $0, in: bytes) }
  }

  /// The results of a function of each element's position in the storage, in C order.
  func inCOrder<Value>(_ value: (_ position: Int) -> Value) -> [Value] {
    guard isFortranOrder else { return (0..<count).map(value) }
    var index = [Int](repeating: 0, count: shape.count)
    return (0..<count).map { _ in
      // In Fortran order the first index varies fastest.
      var position = 0
      for dimension in shape.indices.reversed() {
        position = position * shape[dimension] + index[dimension]
      }
      for dimension in shape.indices.reversed() {
        index[dimension] += 1
        if index[dimension] < shape[dimension] { break }
        index[dimension] = 0
      }
      return value(position)
    }
  }

  /// The position in the storage of the first number that is not finite; `nil` if all are.
  package var firstNonFinite: Int? {
    switch type {
    case .float32: firstNonFinite(Float.self)
    case .float64: firstNonFinite(Double.self)
    default: nil
    }
  }

  private func firstNonFinite<Value: BinaryFloatingPoint>(_ type: Value.Type) -> Int? {
    let bytes = bytes
    let size = MemoryLayout<Value>.size
    let pieceSize = 1 << 20
    for start in stride(from: 0, to: count, by: pieceSize) {
      let piece = start..<min(start + pieceSize, count)
      // The sum of 0 x is NaN if any x is not finite, and can be computed in any order.
      var sum: Value = 0
      for position in piece {
        sum += 0 * bytes.loadUnaligned(fromByteOffset: position * size, as: type)
      }
      if sum.isNaN { return piece.first { !double(at: $0).isFinite } }
      storage.forget(offset + piece.lowerBound * size..<offset + piece.upperBound * size)
    }
    return nil
  }
}
