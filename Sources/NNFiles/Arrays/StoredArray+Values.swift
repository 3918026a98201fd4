extension StoredArray {
  /// An element by its place in the storage.
  public func double(at position: Int) -> Double {
    let bytes = bytes
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

  /// All elements of an array of one or two dimensions, row after row.
  public var doubles: [Double] {
    guard isFortranOrder else { return (0..<count).map { double(at: $0) } }
    precondition(shape.count == 2, "only rows and columns can be exchanged")
    return (0..<shape[0]).flatMap { row in
      (0..<shape[1]).map { double(at: $0 * shape[0] + row) }
    }
  }

  /// The place in the storage of the first number that is not finite; `nil` if all are.
  public var firstNonFinite: Int? {
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
