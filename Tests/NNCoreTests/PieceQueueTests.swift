import NNCore
import Synchronization
import Testing

@Suite("Piece queues")
struct PieceQueueTests {
  /// What was used, which threads may do in turns, but never at a time.
  private final class Uses: @unchecked Sendable {
    private let isInUse = Atomic<Bool>(false)
    private(set) var bytes: [UInt8] = []
    private(set) var overlaps = 0

    func add(_ piece: UnsafeRawBufferPointer) {
      if isInUse.exchange(true, ordering: .acquiring) { overlaps += 1 }
      bytes += piece
      isInUse.store(false, ordering: .releasing)
    }
  }

  private struct Failure: Error {}

  /// Makes pieces of different sizes, the last one at the end of `content`.
  private func run(
    _ queue: PieceQueue, _ content: [UInt8], throwingAt end: Int = .max
  ) throws -> Bool {
    var rest = content[...]
    var number = 0
    return try queue.run { buffer in
      number += 1
      if number > end { throw Failure() }
      let piece = rest.prefix(min(buffer.count, 1 + number % 64))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private static let content = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  @Test("One thread alone uses all pieces in order")
  func alone() throws {
    let uses = Uses()
    let queue = PieceQueue(pieceSize: 64) {
      uses.add($0)
      return true
    }
    #expect(try run(queue, Self.content))
    #expect(uses.bytes == Self.content)
    // Whoever comes to help later has nothing to do.
    queue.help()
  }

  @Test("A second thread helps, in the same order")
  func helped() throws {
    for _ in 0..<50 {
      let uses = Uses()
      let queue = PieceQueue(pieceSize: 64) {
        uses.add($0)
        return true
      }
      let (isComplete, _) = try concurrently(
        { try run(queue, Self.content) }, { queue.help() })
      #expect(isComplete && uses.bytes == Self.content && uses.overlaps == 0)
    }
  }

  @Test("From a piece that is refused on, all are left over", arguments: [0, 1, 5000, 19_999])
  func refused(accepted: Int) throws {
    for isHelped in [false, true] {
      let uses = Uses()
      let queue = PieceQueue(pieceSize: 64) { piece in
        guard uses.bytes.count + piece.count <= accepted else { return false }
        uses.add(piece)
        return true
      }
      let (isComplete, _) = try concurrently(
        { try run(queue, Self.content) }, { if isHelped { queue.help() } })
      #expect(!isComplete)
      var all = uses.bytes
      queue.forEachRefused { all += $0 }
      #expect(all.count > accepted && Self.content.starts(with: all))
    }
  }

  @Test("An error of the thread that makes pieces ends the help", arguments: [0, 3, 100])
  func failing(pieces: Int) {
    let queue = PieceQueue(pieceSize: 64) { _ in true }
    #expect(throws: Failure.self) {
      try concurrently(
        { _ = try run(queue, Self.content, throwingAt: pieces) }, { queue.help() })
    }
  }

  @Test("Help ends, too, if the other thread never comes to make pieces")
  func abandoned() throws {
    let queue = PieceQueue(pieceSize: 64) { _ in true }
    _ = try concurrently({ queue.close() }, { queue.help() })
  }
}
