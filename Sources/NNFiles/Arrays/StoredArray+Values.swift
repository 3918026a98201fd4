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
    case .bool, .uint8: Double(load(UInt8.self))
    case .int8: Double(load(Int8.self))
    case .uint16: Double(load(UInt16.self))
    case .int16: Double(load(Int16.self))
    case .uint32: Double(load(UInt32.self))
    case .int32: Double(load(Int32.self))
    case .uint64: Double(load(UInt64.self))
    case .int64: Double(load(Int64.self))
    case .float16: Double(Float(half: load(UInt16.self)))
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

  /// The position in the storage of the first element that is not a finite number, or not a truth
  /// value in an array of these; `nil` if all are.
  package var firstNonFinite: Int? {
    switch type {
    case .bool: first { $0.loadUnaligned(as: UInt8.self) > 1 }
    case .float16: first { $0.loadUnaligned(as: UInt16.self) & 0x7C00 == 0x7C00 }
    case .float32: firstNonFinite(Float.self)
    case .float64: firstNonFinite(Double.self)
    default: nil
    }
  }

  /// The first position whose element a function finds, given its address.
  private func first(where isFound: (UnsafeRawPointer) -> Bool) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    for piece in pieces {
      if let found = piece.first(where: { isFound(start + $0 * type.size) }) { return found }
      forget(piece)
    }
    return nil
  }

  private func firstNonFinite<Value: BinaryFloatingPoint>(_ type: Value.Type) -> Int? {
    let bytes = bytes
    let size = MemoryLayout<Value>.size
    for piece in pieces {
      // The sum of 0 x is NaN if any x is not finite, and can be computed in any order.
      var sum: Value = 0
      for position in piece {
        sum += 0 * bytes.loadUnaligned(fromByteOffset: position * size, as: type)
      }
      if sum.isNaN { return piece.first { !double(at: $0).isFinite } }
      forget(piece)
    }
    return nil
  }

  /// All positions, piece by piece, so that a pass over a mapped file takes little memory.
  private var pieces: [Range<Int>] {
    let size = 1 << 20
    return stride(from: 0, to: count, by: size).map { $0..<Swift.min($0 + size, count) }
  }

  private func forget(_ piece: Range<Int>) {
    let size = type.size
    storage.forget(offset + piece.lowerBound * size..<offset + piece.upperBound * size)
  }
}
