/// An array of floating-point numbers or bytes as NumPy saves it.
package struct NPYArray: Sendable, Equatable {
  /// The elements in C order: the last index varies fastest.
  package enum Elements: Sendable, Equatable {
    /// NumPy's float32.
    case float32([Float])
    /// NumPy's float64.
    case float64([Double])
    /// NumPy's uint8.
    case uint8([UInt8])
  }

  /// The length of each dimension.
  package let shape: [Int]
  /// The elements in C order.
  package let elements: Elements

  /// An array; the number of elements must be the product of the dimensions' lengths.
  package init(shape: [Int], elements: Elements) {
    self.shape = shape
    self.elements = elements
    precondition(elements.count == shape.reduce(1, *), "elements do not fill the shape")
  }

  /// The bytes of its file: header and elements, little-endian.
  package var bytes: [UInt8] {
    switch elements {
    // Closures, because key paths take a hundred times as long.
    case .float32(let values):
      Self.bytes(values.map { $0.bitPattern.littleEndian }, "<f4", shape)
    case .float64(let values):
      Self.bytes(values.map { $0.bitPattern.littleEndian }, "<f8", shape)
    case .uint8(let values): Self.bytes(values, "|u1", shape)
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
  package var count: Int {
    switch self {
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .uint8(let values): values.count
    }
  }
}

extension NPYArray {
  /// A copy of a stored array; `nil` for integers other than bytes.
  package init?(_ array: StoredArray) {
    let bytes = array.bytes
    func values<Value>(_ type: Value.Type) -> [Value] {
      array.inCOrder { position in
        bytes.loadUnaligned(fromByteOffset: position * array.type.size, as: type)
      }
    }
    let elements: Elements
    switch array.type {
    case .float32: elements = .float32(values(Float.self))
    case .float64: elements = .float64(values(Double.self))
    case .uint8: elements = .uint8(values(UInt8.self))
    default: return nil
    }
    self.init(shape: array.shape, elements: elements)
  }
}

/// Why an array cannot be read.
package enum NPYProblem: Error, Equatable, CustomStringConvertible {
  /// The bytes before the elements are not a header.
  case header
  /// The elements have a type that is not supported.
  case type(String)
  /// The shape has more elements than the reader accepts.
  case tooLarge(shape: [Int])
  /// There are fewer or more bytes than the shape needs.
  case length(shape: [Int])

  /// The reason.
  package var description: String {
    switch self {
    case .header: "is not an array in NumPy's format"
    case .type(let descr) where descr.hasPrefix("[") || descr.contains("V"):
      "contains records; save each of their fields as an array of its own"
    case .type(let descr) where descr.contains("O"):
      "contains Python objects, which are never loaded; save numbers, 'array.astype(float)', or words, "
        + "'array.astype(str)'"
    case .type(let descr) where descr.contains("M"):
      "has dates, type '\(descr)'; save numbers, such as days: "
        + "'array.astype(\"datetime64[D]\").astype(float)'"
    case .type(let descr) where descr.contains("m"):
      "has durations, type '\(descr)'; save numbers, 'array.astype(float)'"
    case .type(let descr) where descr.contains("c"):
      "has complex numbers, type '\(descr)'; save their parts, 'array.real' and 'array.imag'"
    case .type("|b1"):
      "has truth values; save numbers, 'array.astype(numpy.float32)'"
    case .type(let descr) where descr.contains("U") || descr.contains("S"):
      "has words, type '\(descr)'; save numbers"
    case .type(let descr): "has elements of type '\(descr)'; save float32 or float64"
    case .tooLarge(let shape): "declares the shape \(shape), which is too large"
    case .length(let shape): "does not have as many bytes as its shape \(shape) needs"
    }
  }
}
