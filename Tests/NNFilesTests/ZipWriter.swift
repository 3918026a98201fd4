@testable import NNFiles

/// Makes small zip files in memory.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var layout = ZipLayout()

  mutating func add(_ name: String, _ content: [UInt8]) {
    bytes += layout.header(name, size: content.count, checksum: CRC32.checksum(content)) ?? []
    bytes += content
  }

  consuming func finish() -> [UInt8] { bytes + (layout.end() ?? []) }
}
