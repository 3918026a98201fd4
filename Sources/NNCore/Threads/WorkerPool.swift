import CNNKernels

/// Threads that share the parts of a task with the thread that has it.
///
/// Parts are claimed one after the other: a thread that the system has put aside holds up no more
/// than the part that it has claimed, and if none comes, the calling thread does all of them.
public final class WorkerPool: Sendable {
  /// The number of threads that work on a task, the calling one included.
  public let threads: Int
  private let board: TaskBoard

  /// Starts up to `threads - 1` threads, fewer if the system allows no more.
  public init(threads: Int) {
    precondition(threads > 0, "at least the calling thread works")
    board = TaskBoard()
    var started = 1
    while started < threads, board.startWorker() { started += 1 }
    self.threads = started
  }

  deinit { board.stop() }

  /// Calls `body` once for each part, on several threads, and returns when all are done.
  ///
  /// Only one thread at a time may call this.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - body: works on the part with the given index, from 0
  public func run(_ parts: Int, _ body: (_ part: Int) -> Void) {
    guard threads > 1, parts > 1 else {
      for part in 0..<parts { body(part) }
      return
    }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { board.run(parts, $0) }
    }
  }

  /// The processors that this process may use.
  public static var processorCount: Int { Int(nn_processor_count()) }
}
