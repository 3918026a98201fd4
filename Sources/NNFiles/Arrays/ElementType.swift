/// The types of numbers that arrays in files have.
public enum ElementType: String, Sendable, CaseIterable {
  case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64

  /// The bytes of an element.
  public var size: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// Whether elements are whole numbers.
  public var isInteger: Bool { self != .float32 && self != .float64 }

  /// The type that NumPy calls `u1`, `i4`, `f8` and so on; a byte order before it is left out.
  init?(numPyCode code: some StringProtocol) {
    switch code {
    case "u1": self = .uint8
    case "i1": self = .int8
    case "u2": self = .uint16
    case "i2": self = .int16
    case "u4": self = .uint32
    case "i4": self = .int32
    case "u8": self = .uint64
    case "i8": self = .int64
    case "f4": self = .float32
    case "f8": self = .float64
    default: return nil
    }
  }
}
