import CNNKernels
import Synchronization

/// Threads that share the parts of a task with the thread that has it.
///
/// Parts are claimed one after the other: a thread that the system has put aside holds up no more
/// than the part that it has claimed, and if none comes, the calling thread does all of them.
public final class WorkerPool: Sendable {
  /// The number of threads that work on a task, the calling one included.
  public let threads: Int
  private let board: WorkQueue
  private let isBusy = Atomic<Bool>(false)

  /// Starts up to `threads - 1` threads, fewer if the system allows no more.
  public init(threads: Int) {
    precondition(threads > 0, "at least the calling thread works")
    board = WorkQueue()
    var started = 1
    while started < threads, board.startWorker() { started += 1 }
    self.threads = started
  }

  deinit { board.stop() }

  /// Does each part of some work once, on several threads, and returns when all are done.
  ///
  /// Only one thread at a time may call this, and no part may.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - work: what to do
  public func run(_ parts: Int, _ work: any ParallelWork) {
    guard threads > 1, parts > 1 else {
      for part in 0..<parts { work.perform(part) }
      return
    }
    let wasBusy = isBusy.exchange(true, ordering: .acquiring)
    precondition(!wasBusy, "the threads are at work on another task")
    withUnsafePointer(to: work) { board.run(parts, $0) }
    isBusy.store(false, ordering: .releasing)
  }

  /// Calls `body` once for each part, on several threads, and returns when all are done.
  ///
  /// Only one thread at a time may call this, and no part may.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - body: works on the part with the given index, from 0
  public func run(_ parts: Int, _ body: (_ part: Int) -> Void) {
    withoutActuallyEscaping(body) { run(parts, ClosureWork($0)) }
  }

  /// The processors that this process may use.
  public static var processorCount: Int { Int(nn_processor_count()) }
}
