import TestSupport
import Testing

@testable import NNCore

@Suite("Building sparse rows")
struct SparseRowsBuilderTests {
  private static func rows(_ count: Int, width: Int, zeros: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count * width).map { _ in
      generator.next(below: 100) < zeros ? 0 : UInt8(1 + generator.next(below: 255))
    }
  }

  @Test("Rows that are added in pieces are the rows that are added at once")
  func pieces() throws {
    for (width, count) in [(1, 100), (65, 40), (784, 700)] {
      let bytes = Self.rows(count, width: width, zeros: 80, seed: UInt64(width))
      let builder = SparseRowsBuilder(width: width, expectedCount: count, maximumShare: 4)
      var (start, size) = (0, 1)
      while start < count {
        let end = min(count, start + size)
        let isAdded = bytes[start * width..<end * width].withUnsafeBytes { builder.append($0) }
        #expect(isAdded, "row \(start)")
        (start, size) = (end, size + 1)
      }
      var expanded = [UInt8](repeating: 7, count: bytes.count)
      expanded.withUnsafeMutableBytes { builder.expand(into: $0) }
      #expect(expanded == bytes)
      let sparse = builder.finish()
      let whole = try #require(
        SparseRows(bytes, width: width, count: count, maximumShare: 4))
      #expect(sparse.count == count && sparse.nonzeroCount == whole.nonzeroCount)
      #expect(sparse.byteCount == whole.byteCount)
      for row in 0..<count { #expect(sparse.expanded(row) == whole.expanded(row), "row \(row)") }
    }
  }

  @Test("Rows are refused when more is not zero than in all rows together may be")
  func dense() {
    let builder = SparseRowsBuilder(width: 10, expectedCount: 10, maximumShare: 0.3)
    #expect([UInt8](repeating: 1, count: 20).withUnsafeBytes { builder.append($0) })
    #expect([UInt8](repeating: 0, count: 20).withUnsafeBytes { builder.append($0) })
    #expect(![UInt8](repeating: 1, count: 10).withUnsafeBytes { builder.append($0) })
    // Nothing of a piece is kept that is refused.
    #expect(builder.count == 4)
  }

  @Test(
    "Announced rows that do not come take no memory, whether they would fit or not",
    arguments: [1 << 20, .max >> 8])
  func announced(count: Int) {
    let builder = SparseRowsBuilder(width: 1, expectedCount: count, maximumShare: 4)
    #expect(builder.reservedBytes == 0)
    #expect([UInt8](repeating: 1, count: 10).withUnsafeBytes { builder.append($0) })
    #expect(builder.reservedBytes < 1000)
    #expect(builder.finish().count == 10)
  }
}
