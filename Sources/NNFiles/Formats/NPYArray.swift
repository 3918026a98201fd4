/// An array of floating-point numbers, as NumPy saves it.
public struct NPYArray: Sendable, Equatable {
  /// The elements in C order: the last index varies fastest.
  public enum Elements: Sendable, Equatable {
    /// NumPy's float32.
    case float32([Float])
    /// NumPy's float64.
    case float64([Double])
  }

  /// The length of each dimension.
  public let shape: [Int]
  /// The elements in C order.
  public let elements: Elements

  /// An array; the number of elements must be the product of the lengths.
  public init(shape: [Int], elements: Elements) {
    self.shape = shape
    self.elements = elements
    precondition(elements.count == shape.reduce(1, *), "elements do not fill the shape")
  }

  /// The file's bytes: header and elements, lowest byte first.
  var bytes: [UInt8] {
    switch elements {
    case .float32(let values): Self.bytes(values.map(\.bitPattern.littleEndian), "<f4", shape)
    case .float64(let values): Self.bytes(values.map(\.bitPattern.littleEndian), "<f8", shape)
    }
  }

  private static func bytes<Bits>(_ elements: [Bits], _ descr: String, _ shape: [Int]) -> [UInt8] {
    var bytes = NPYHeader(descr: descr, fortranOrder: false, shape: shape).bytes
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return bytes
  }
}

extension NPYArray.Elements {
  /// The number of elements.
  public var count: Int {
    switch self {
    case .float32(let values): values.count
    case .float64(let values): values.count
    }
  }
}

extension NPYArray {
  /// Makes an array of a header and the bytes that follow it.
  ///
  /// - Throws: the reason why it cannot be read
  init(header: NPYHeader, payload: [UInt8]) throws(NPYProblem) {
    let shape = header.shape
    let isFortran = header.fortranOrder && shape.count > 1
    func decode<Bits: FixedWidthInteger, Value>(
      _ bits: Bits.Type, _ convert: (Bits) -> Value
    ) -> [Value] {
      let values = payload.withUnsafeBytes { raw in
        stride(from: 0, to: raw.count, by: MemoryLayout<Bits>.size).map {
          convert(Bits(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: Bits.self)))
        }
      }
      return isFortran ? Self.cOrder(values, shape: shape) : values
    }
    self.shape = shape
    switch header.descr {
    case "<f4": elements = .float32(decode(UInt32.self, Float.init(bitPattern:)))
    case "<f8": elements = .float64(decode(UInt64.self, Double.init(bitPattern:)))
    case ">f4": elements = .float32(decode(UInt32.self) { Float(bitPattern: $0.byteSwapped) })
    case ">f8": elements = .float64(decode(UInt64.self) { Double(bitPattern: $0.byteSwapped) })
    default: throw .type(header.descr)
    }
  }

  /// The bytes of an element of a type; `nil` for types that are not read.
  static func elementSize(of descr: String) -> Int? {
    switch descr {
    case "<f4", ">f4": 4
    case "<f8", ">f8": 8
    default: nil
    }
  }

  private static func cOrder<Value>(_ values: [Value], shape: [Int]) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(values.count)
    var index = [Int](repeating: 0, count: shape.count)
    for _ in values {
      // In Fortran order the first index varies fastest.
      var position = 0
      for dimension in shape.indices.reversed() {
        position = position * shape[dimension] + index[dimension]
      }
      result.append(values[position])
      for dimension in shape.indices.reversed() {
        index[dimension] += 1
        if index[dimension] < shape[dimension] { break }
        index[dimension] = 0
      }
    }
    return result
  }
}

/// Why an array cannot be read.
public enum NPYProblem: Error, Equatable, CustomStringConvertible {
  /// The bytes before the elements make no sense.
  case header
  /// The elements have a type that is not read.
  case type(String)
  /// The shape has more elements than the reader accepts.
  case tooLarge(shape: [Int])
  /// There are fewer or more bytes than the shape needs.
  case length(shape: [Int])

  /// The reason.
  public var description: String {
    switch self {
    case .header: "is no array in NumPy's format"
    case .type(let descr) where descr.contains("O") || descr.hasPrefix("["):
      "has Python objects or records in it, which are never loaded; save plain float arrays"
    case .type(let descr): "has elements of the type '\(descr)'; save float32 or float64"
    case .tooLarge(let shape): "declares the shape \(shape), which is too large"
    case .length(let shape): "has another number of bytes than its shape \(shape) needs"
    }
  }
}
