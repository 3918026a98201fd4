import Synchronization
import Testing

@testable import nnbench

@Suite("nnbench: work at the same time")
struct SimultaneouslyTests {
  /// Otherwise they would wait for each other for ever.
  @Test("Each thread does its own work, at the same time as the others", arguments: [1, 2, 5])
  func together(threads: Int) throws {
    let arrived = Atomic<Int>(0)
    let indices = Mutex<[Int]>([])
    _ = try Simultaneously.seconds(threads: threads) { thread in
      arrived.add(1, ordering: .sequentiallyConsistent)
      while arrived.load(ordering: .sequentiallyConsistent) < threads {}
      indices.withLock { $0.append(thread) }
    }
    #expect(indices.withLock { $0.sorted() } == Array(0..<threads))
  }

  @Test("Too few threads are an error that names the limits")
  func tooFew() {
    #expect(
      TooFewThreads(wanted: 4, started: 1).description
        == "the system allows only 1 of 4 threads; try a smaller --threads, or raise the limits "
        + "(ulimit -u, ulimit -v)")
  }
}
