import Synchronization
import Testing

@testable import NNCore

@Suite("Work queue")
struct WorkQueueTests {
  @Test("The calling thread knows how many parts it did", arguments: [false, true])
  func ownParts(isHelped: Bool) {
    let queue = WorkQueue(threads: 2)
    defer { queue.stop() }
    if isHelped { #expect(queue.startWorker(1)) }
    for _ in 0..<200 {
      let work = CountingWork()
      let count = withUnsafePointer(to: work as any ParallelWork) { task in
        let count = queue.share(WorkDivision(parts: 40, threads: 2), task)
        while work.count < 40 {}
        return count
      }
      #expect(count == work.ownCount)
      if !isHelped { #expect(count == 40) }
    }
  }

  /// Counts parts.
  private final class CountingWork: ParallelWork {
    private let all = Atomic<Int>(0)
    private let first = Atomic<Int>(0)

    /// The number of parts that are done.
    var count: Int { all.load(ordering: .acquiring) }
    /// The number of parts that the calling thread has done.
    var ownCount: Int { first.load(ordering: .relaxed) }

    func perform(_ part: Int, thread: Int) {
      if thread == 0 { first.add(1, ordering: .relaxed) }
      all.add(1, ordering: .releasing)
    }
  }
}
