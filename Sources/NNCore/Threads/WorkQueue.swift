import CNNKernels
import Platform
import Synchronization

/// Hands out the parts of a task to threads, without locks.
///
/// A ticket holds the number of the task and that of its next part. A thread claims a part by
/// replacing the ticket with that of the following part (compare and exchange). While a task is
/// being published, the ticket has no valid part, and tickets of earlier tasks can no longer be
/// replaced: a thread that arrives late may read anything, but it claims nothing.
final class WorkQueue: @unchecked Sendable {
  typealias Task = UnsafePointer<any ParallelWork>

  private let ticket = Atomic<UInt64>(WorkQueue.partMask)
  private let parts = Atomic<Int>(0)
  // Valid until all parts are finished, for which `run` waits.
  private let task = Atomic<UnsafeRawPointer?>(nil)
  private let finishedParts = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)

  // Used only by `run`: until when the calling thread works alone, for how long it does so, and how
  // long its own work usually takes.
  private var pauseEnd = ContinuousClock.now
  private var pause = Duration.zero
  private var usualWork = Duration.seconds(1)

  private let sleepers = Atomic<Int>(0)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Kernels need some hundred kilobytes; the system's default may be less.
  private static let stackSize = 1 << 20
  private static let partBits: UInt64 = 24
  private static let partMask: UInt64 = (1 << partBits) - 1
  /// Some 30 microseconds, which is longer than the time between the tasks of an iteration.
  private static let spinsBeforeSleep = 2_000
  /// A wait that exceeds the calling thread's own work by this much shows that a thread was
  /// preempted.
  private static let tolerance = Duration.microseconds(50)
  private static let maximumPause = Duration.seconds(1)

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

  /// Starts a thread; `false` if the system allows no more, or there is no memory for its stack.
  func startWorker() -> Bool {
    SystemThread.start(stackSize: Self.stackSize) { [self] in work() }
  }

  /// Does the parts of a task together with the other threads.
  ///
  /// On a busy machine, a thread may be preempted for milliseconds in the middle of a part. When
  /// that has happened, the calling thread does tasks alone for a while.
  func run(_ count: Int, _ task: Task) {
    let start = ContinuousClock.now
    guard start > pauseEnd else {
      for part in 0..<count { task.pointee.perform(part) }
      return
    }
    share(count, task)
    let middle = ContinuousClock.now
    waitForOthers(count)
    judge(work: middle - start, wait: ContinuousClock.now - middle, end: middle)
  }

  /// Decides whether the other threads have helped, or delayed the task.
  private func judge(work: Duration, wait: Duration, end: ContinuousClock.Instant) {
    // The calling thread may have been preempted itself, so one long time hardly raises what is
    // usual.
    usualWork = min(work, usualWork + usualWork / 8)
    if wait > usualWork + Self.tolerance {
      // The first pause is short: working alone then costs about as much time as was lost.
      pause = min(max(pause * 2, wait * 2), Self.maximumPause)
      pauseEnd = end + wait + pause
    } else if pauseEnd.duration(to: end) > pause * 2 {
      pause = .zero
    }
  }

  private func share(_ count: Int, _ task: Task) {
    precondition(count < Self.partMask, "too many parts to number")
    let number = ((ticket.load(ordering: .relaxed) >> Self.partBits) &+ 1) << Self.partBits
    ticket.store(number | Self.partMask, ordering: .relaxed)
    finishedParts.store(0, ordering: .releasing)
    parts.store(count, ordering: .releasing)
    self.task.store(UnsafeRawPointer(task), ordering: .releasing)
    announce { ticket.store(number, ordering: .sequentiallyConsistent) }
    doParts()
  }

  private func waitForOthers(_ count: Int) {
    var spins = 0
    while finishedParts.load(ordering: .acquiring) < count {
      spins += 1
      if spins < Self.spinsBeforeSleep { nn_pause() } else { sched_yield() }
    }
  }

  /// Makes the threads end.
  func stop() {
    announce { isStopped.store(true, ordering: .sequentiallyConsistent) }
  }

  private func announce(_ change: () -> Void) {
    change()
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(mutex)
  }

  private func work() {
    while waitForParts() { doParts() }
  }

  /// Whether there is an unclaimed part.
  private var hasPart: Bool {
    let part = ticket.load(ordering: .sequentiallyConsistent) & Self.partMask
    return part < parts.load(ordering: .acquiring)
  }

  /// Waits for parts to do; `false` if there will be no more.
  private func waitForParts() -> Bool {
    for _ in 0..<Self.spinsBeforeSleep {
      if hasPart { return true }
      nn_pause()
    }
    sleepers.add(1, ordering: .sequentiallyConsistent)
    pthread_mutex_lock(mutex)
    while !hasPart, !isStopped.load(ordering: .sequentiallyConsistent) {
      pthread_cond_wait(wake, mutex)
    }
    pthread_mutex_unlock(mutex)
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    return !isStopped.load(ordering: .sequentiallyConsistent)
  }

  private func doParts() {
    while true {
      let current = ticket.load(ordering: .acquiring)
      let part = Int(current & Self.partMask)
      guard part < parts.load(ordering: .acquiring) else { return }
      let task = task.load(ordering: .acquiring)
      let isMine = ticket.compareExchange(
        expected: current, desired: current + 1, ordering: .acquiringAndReleasing
      ).exchanged
      guard isMine else { continue }
      task?.assumingMemoryBound(to: (any ParallelWork).self).pointee.perform(part)
      finishedParts.add(1, ordering: .releasing)
    }
  }
}
