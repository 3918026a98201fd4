import NNFiles

extension ByteSource {
  /// The bytes that are left, read at most `step` at a time.
  mutating func content(step: Int = 1 << 16) throws -> [UInt8] {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: step)
    while true {
      let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { return all }
      all += piece[..<count]
    }
  }
}
