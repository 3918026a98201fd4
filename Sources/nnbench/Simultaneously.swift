import NNCore
import NNFiles
import Platform
import Synchronization

/// Work that several threads do at the same time.
enum Simultaneously {
  /// Calls a function on each of some threads, all from the same moment on.
  ///
  /// - Parameters:
  ///   - threads: the number of threads, the calling one among them
  ///   - work: is called once on each of them, and receives its index from 0
  /// - Returns: the seconds from when all threads were there until all calls have returned
  /// - Throws: `TooFewThreads` if the system allows no more threads
  static func seconds(
    threads: Int, _ work: (_ thread: Int) -> Void
  ) throws(TooFewThreads) -> Double {
    // A pool whose threads were held up works with fewer of them for a while; a new one does not.
    let pool = WorkerPool(threads: threads)
    guard pool.threads == threads else {
      throw TooFewThreads(wanted: threads, started: pool.threads)
    }
    let missing = Atomic<Int>(threads)
    let clock = ContinuousClock()
    var start = clock.now
    // Each thread does one part: none can claim a second one before all parts have been claimed.
    pool.run(threads) { part in
      missing.subtract(1, ordering: .acquiringAndReleasing)
      while missing.load(ordering: .acquiring) > 0 { sched_yield() }
      if part == 0 { start = clock.now }
      work(part)
    }
    return (clock.now - start) / .seconds(1)
  }
}

/// Fewer threads than are to be measured.
struct TooFewThreads: UserFacingError, Equatable {
  let wanted: Int
  let started: Int

  var exitStatus: ExitStatus { .unavailable }
  var description: String {
    "the system allows only \(started) of \(counted(wanted, "thread")); try a smaller --threads, or "
      + "raise the limits (ulimit -u, ulimit -v)"
  }
}
