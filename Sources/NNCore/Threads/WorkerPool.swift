import CNNKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads that share the parts of a task with the thread that has it.
///
/// Workers look for the next task for some microseconds before they sleep, because the products of
/// an iteration follow each other closely.
public final class WorkerPool: Sendable {
  /// The number of threads that work on a task, the calling one included.
  public let threads: Int
  private let shared: Shared

  /// Starts up to `threads - 1` threads, fewer if the system allows no more.
  public init(threads: Int) {
    precondition(threads > 0, "at least the calling thread works")
    shared = Shared()
    var started = 1
    while started < threads, shared.startWorker() { started += 1 }
    self.threads = started
  }

  deinit { shared.stop() }

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
      withUnsafePointer(to: body) { shared.run(Task(parts: parts, body: $0)) }
    }
  }

  /// The processors that this process may use.
  public static var processorCount: Int { Int(nn_processor_count()) }
}

/// A function and the number of times to call it.
private struct Task: @unchecked Sendable {
  let parts: Int
  // Valid until all parts are done, for which `run` waits.
  let body: UnsafePointer<(Int) -> Void>
}

/// What the threads of a pool have in common.
private final class Shared: @unchecked Sendable {
  /// Counts tasks; workers see by it that there is a new one. The top bit means stop.
  private let generation = Atomic<UInt64>(0)
  private let nextPart = Atomic<Int>(0)
  private let unfinishedWorkers = Atomic<Int>(0)
  /// Changed only while no worker is busy.
  private var task: Task?
  private var workers = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private static let stopBit: UInt64 = 1 << 63
  private static let looksBeforeSleep = 5_000

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(wake)
    mutex.deallocate()
    wake.deallocate()
  }

  /// Starts a thread; `false` if the system allows no more.
  func startWorker() -> Bool {
    var thread = pthread_t()
    let reference = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Shared>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, reference.toOpaque())
    guard failure == 0 else {
      reference.release()
      return false
    }
    pthread_detach(thread)
    workers += 1
    return true
  }

  func run(_ task: Task) {
    self.task = task
    nextPart.store(0, ordering: .relaxed)
    unfinishedWorkers.store(workers, ordering: .relaxed)
    announce { $0 + 1 }
    doParts(of: task)
    var looks = 0
    while unfinishedWorkers.load(ordering: .acquiring) > 0 {
      looks += 1
      if looks > Self.looksBeforeSleep { sched_yield() }
    }
  }

  func stop() { announce { $0 | Self.stopBit } }

  private func announce(_ change: (UInt64) -> UInt64) {
    pthread_mutex_lock(mutex)
    generation.store(change(generation.load(ordering: .relaxed)), ordering: .releasing)
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(mutex)
  }

  private func work() {
    var seen: UInt64 = 0
    while true {
      seen = nextGeneration(after: seen)
      if seen & Self.stopBit != 0 { return }
      if let task { doParts(of: task) }
      unfinishedWorkers.subtract(1, ordering: .releasing)
    }
  }

  private func nextGeneration(after seen: UInt64) -> UInt64 {
    for _ in 0..<Self.looksBeforeSleep {
      let current = generation.load(ordering: .acquiring)
      if current != seen { return current }
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while generation.load(ordering: .acquiring) == seen { pthread_cond_wait(wake, mutex) }
    return generation.load(ordering: .acquiring)
  }

  private func doParts(of task: Task) {
    while true {
      let part = nextPart.add(1, ordering: .relaxed).oldValue
      guard part < task.parts else { return }
      task.body.pointee(part)
    }
  }
}
