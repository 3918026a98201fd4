import CNNKernels
import TestSupport
import Testing

/// A row may change after it was counted, so that it needs more room than there is.
@Suite("Storing a sparse row")
struct SparseRowKernelTests {
  @Test(
    "Quads for which there is no room are left out, and nothing beyond it is written to",
    arguments: [1, 4, 61, 64, 65, 130, 784])
  func room(width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    var row = (0..<width).map { _ in UInt8(generator.next(below: 2) * generator.next(below: 256)) }
    row[0] = 1
    let quads = nn_count_nonzero(width, row).quads
    let masks = nn_sparse_row_size(width, 0)
    for stored in [0, 1, 2, 3, quads / 2, quads - 1, quads] where 0...quads ~= stored {
      // Less than a quad more is no room for one.
      for room in nn_sparse_row_size(width, stored)..<nn_sparse_row_size(width, stored) + 4 {
        var out = [UInt8](repeating: 0xa5, count: room + 64)
        let size = nn_store_sparse_row(width, row, room, &out)
        #expect(size == masks + 4 * stored, "\(room) bytes")
        #expect(out[size...].allSatisfy { $0 == 0xa5 }, "\(room) bytes")
        var expanded = [UInt8](repeating: 7, count: width)
        nn_expand_sparse_row(width, out, &expanded)
        #expect(expanded == first(stored, of: row), "\(room) bytes")
      }
    }
  }

  /// A row without its nonzero quads from one on.
  private func first(_ count: Int, of row: [UInt8]) -> [UInt8] {
    var rest = count
    var result = [UInt8](repeating: 0, count: row.count)
    for start in stride(from: 0, to: row.count, by: 4) {
      let quad = row[start..<min(start + 4, row.count)]
      guard quad.contains(where: { $0 != 0 }), rest > 0 else { continue }
      result.replaceSubrange(quad.indices, with: quad)
      rest -= 1
    }
    return result
  }
}
