import Synchronization

/// Calls a function on several threads at the same time, the calling one among them, and returns
/// when all calls have returned.
///
/// Unlike those of a `WorkerPool`, the threads wait without using a processor, have stacks as large
/// as a main thread's, and may use pools of their own.
///
/// - Parameters:
///   - threads: the number of threads; there are fewer if the system allows no more
///   - body: is called once on each of them, and receives its index from 0
package func onThreads(_ threads: Int, _ body: @escaping @Sendable (_ thread: Int) -> Void) {
  precondition(threads > 0, "at least the calling thread works")
  let calls = ConcurrentCalls()
  for thread in 1..<max(1, threads) where !calls.start({ body(thread) }) { break }
  body(0)
  calls.wait()
}

/// Calls a function for each of some indices, on several threads.
///
/// - Parameters:
///   - count: the number of indices, from 0
///   - threads: the number of threads
///   - partSize: how many indices in a row a thread claims at a time: many if each takes little
///     time
///   - body: makes the value of an index
/// - Returns: what `body` returns or throws for each index, in their order
package func concurrentMap<Value: Sendable>(
  _ count: Int, threads: Int, partSize: Int = 32,
  _ body: @escaping @Sendable (_ index: Int) throws -> Value
) -> [Result<Value, any Error>] {
  let map = ConcurrentMap<Value>(count: count, partSize: partSize)
  onThreads(max(1, min(threads, map.parts))) { _ in map.doParts(body) }
  return map.values
}

/// The values that several threads make.
private final class ConcurrentMap<Value: Sendable>: Sendable {
  private let count: Int
  // For each part, the results are locked.
  private let partSize: Int
  private let next = Atomic<Int>(0)
  private let results: Mutex<[Result<Value, any Error>?]>

  init(count: Int, partSize: Int) {
    self.count = count
    self.partSize = partSize
    results = Mutex(Array(repeating: nil, count: count))
  }

  var parts: Int { (count + partSize - 1) / partSize }

  var values: [Result<Value, any Error>] { results.withLock { $0.compactMap { $0 } } }

  /// Makes the values of parts that no other thread has claimed.
  func doParts(_ body: (Int) throws -> Value) {
    while true {
      let start = next.add(1, ordering: .relaxed).oldValue * partSize
      guard start < count else { return }
      let range = start..<min(count, start + partSize)
      let made = range.map { index in Optional(Result { try body(index) }) }
      results.withLock { $0.replaceSubrange(range, with: made) }
    }
  }
}

/// Calls on threads of their own.
private final class ConcurrentCalls: @unchecked Sendable {
  private let monitor = Monitor()
  // Accessed while the monitor is locked.
  private var running = 0

  /// Starts a thread for a call; `false` if there is none to be had.
  func start(_ call: @escaping @Sendable () -> Void) -> Bool {
    monitor.locked { running += 1 }
    let isStarted = SystemThread.start(stackSize: SystemThread.usualStackSize) { [self] in
      call()
      end()
    }
    if !isStarted { end() }
    return isStarted
  }

  private func end() {
    monitor.locked {
      running -= 1
      monitor.wakeOne()
    }
  }

  /// Waits until all calls have returned.
  func wait() {
    monitor.locked {
      while running > 0 { monitor.wait() }
    }
  }
}
