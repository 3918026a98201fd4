import Foundation
import Synchronization
import Testing

@testable import NNCore

@Suite("Worker pool")
struct WorkerPoolTests {
  @Test("Every part is done once, and all are done when `run` returns", arguments: [1, 2, 3, 16])
  func everyPartOnce(threads: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.threads == threads)
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: 100)
    defer { counts.deallocate() }
    counts.initialize(repeating: 0, count: 100)
    for round in 1...500 {
      let parts = 1 + round % 100
      // Each part has a counter of its own, so that a part that is done twice is noticed.
      pool.run(parts) { counts[$0] += 1 }
      for part in 0..<parts where counts[part] != 1 { Issue.record("part \(part) of \(parts)") }
      counts.update(repeating: 0, count: 100)
    }
  }

  /// Threads that are late for a task find the next one, which has fewer owners.
  @Test("Only threads that own parts of a task do its parts", arguments: [3, 7])
  func owners(threads: Int) {
    // Once waits outweigh help, the calling thread works alone for a while, but not in a new pool.
    for _ in 0..<30 {
      let pool = WorkerPool(threads: threads)
      for round in 0..<2_000 {
        let owners = round.isMultiple(of: 2) ? threads : 2
        let work = LastThread()
        pool.run(WorkDivision(parts: 2 * threads, threads: owners), work)
        let last = work.thread.load(ordering: .relaxed)
        if last >= owners { Issue.record("thread \(last), \(owners) owners, round \(round)") }
      }
    }
  }

  /// Keeps the highest index of a thread that does a part.
  private final class LastThread: ParallelWork {
    let thread = Atomic<Int>(0)

    func perform(_ part: Int, thread: Int) {
      self.thread.max(thread, ordering: .relaxed)
    }
  }

  /// Foundation looks at what the system allows, too.
  @Test("Only processors that the process may use are counted")
  func processors() {
    #expect(WorkerPool.processorCount == ProcessInfo.processInfo.activeProcessorCount)
  }

  @Test("Pools can be created and released, busy or idle")
  func lifetime() {
    let sum = Atomic<Int>(0)
    for _ in 0..<50 {
      let pool = WorkerPool(threads: 4)
      pool.run(8) { sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 50 * 28)
  }
}
