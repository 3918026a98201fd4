import CNNKernels
import Synchronization

/// Threads that help the calling thread with the parts of a task.
///
/// Threads claim parts one at a time, first those that they own, so a preempted thread delays only
/// the part that it has claimed. If no other thread comes, the calling thread does all parts.
package final class WorkerPool: Sendable {
  /// The number of threads that work on a task, the calling one included.
  package let threads: Int
  private let queue: WorkQueue
  private let isBusy = Atomic<Bool>(false)

  /// Starts up to `threads - 1` threads, fewer if the system allows no more, or there is no memory
  /// for their stacks.
  ///
  /// - Parameters:
  ///   - threads: the number of threads, the calling one included
  ///   - memory: the bytes that are needed for what the threads will do
  package init(threads: Int, sparing memory: Int = 0) {
    precondition(threads > 0, "at least the calling thread works")
    queue = WorkQueue(threads: threads)
    var started = 1
    while started < threads, queue.startWorker(started, sparing: memory) { started += 1 }
    self.threads = started
  }

  deinit { queue.stop() }

  /// Does each part of some work once, on several threads, and returns when all are done.
  ///
  /// Only one thread may call this at a time, and not from within a part.
  ///
  /// - Parameters:
  ///   - division: the parts, and the threads that own them, at most `threads`
  ///   - work: does a part
  package func run(_ division: WorkDivision, _ work: any ParallelWork) {
    guard division.owners > 1, division.parts > 1 else {
      for part in 0..<division.parts { work.perform(part, thread: 0) }
      return
    }
    let wasBusy = isBusy.exchange(true, ordering: .acquiring)
    precondition(!wasBusy, "the threads are working on another task")
    withUnsafePointer(to: work) { queue.run(division, $0) }
    isBusy.store(false, ordering: .releasing)
  }

  /// Calls `body` once for each part, on several threads, and returns when all are done.
  ///
  /// Only one thread may call this at a time, and not from within a part.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - body: does the part with the given index, from 0
  package func run(_ parts: Int, _ body: (_ part: Int) -> Void) {
    withoutActuallyEscaping(body) {
      run(WorkDivision(parts: parts, threads: threads), ClosureWork($0))
    }
  }

  /// The number of processors that this process may use.
  package static var processorCount: Int { Int(nn_processor_count()) }
}
