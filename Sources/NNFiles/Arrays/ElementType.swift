/// The types of numbers in arrays that files store.
public enum ElementType: String, Sendable, CaseIterable {
  /// A byte that is 0 or 1.
  case bool
  case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float16, float32, float64

  /// The number of bytes of an element.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .uint16, .int16, .float16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// Whether elements are integers.
  public var isInteger: Bool { ![.bool, .float16, .float32, .float64].contains(self) }

  /// NumPy's name of the type, without the byte order.
  var numPyCode: String {
    let kind =
      switch self {
      case .bool: "b"
      case .uint8, .uint16, .uint32, .uint64: "u"
      case .int8, .int16, .int32, .int64: "i"
      case .float16, .float32, .float64: "f"
      }
    return "\(kind)\(size)"
  }

  /// The type that NumPy calls `u1`, `i4`, `f8` and so on, without the byte order.
  init?(numPyCode code: some StringProtocol) {
    guard let type = Self.allCases.first(where: { $0.numPyCode == code }) else { return nil }
    self = type
  }
}
