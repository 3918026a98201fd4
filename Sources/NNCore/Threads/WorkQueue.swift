import CNNKernels
import Platform
import Synchronization

/// Hands out the parts of a task to threads, without locks.
///
/// Each thread owns some parts, which it does first. A ticket of each owner holds the number of the
/// task and that of the owner's next part. A thread claims a part by replacing a ticket with that
/// of the following part (compare and exchange). While a task is being published, tickets have no
/// valid part, and tickets of earlier tasks can no longer be replaced: a thread that arrives late
/// may read anything, but it claims nothing.
final class WorkQueue: @unchecked Sendable {
  typealias Task = UnsafePointer<any ParallelWork>

  private let owners: UnsafeMutablePointer<Owner>
  private let ownerCount: Int
  // How many owners the current task has.
  private let usedOwners = Atomic<Int>(0)
  // The number of the current task.
  private let number = Atomic<UInt64>(0)
  // Valid until all parts are finished, for which `run` waits.
  private let task = Atomic<UnsafeRawPointer?>(nil)
  private let finishedParts = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)

  // Used only by `run`.
  private var balance = HelpBalance(now: .now)

  private let sleepers = Atomic<Int>(0)
  private let monitor = Monitor()

  /// Kernels need some hundred kilobytes; the system's default may be less.
  private static let stackSize = 1 << 20
  private static let partBits: UInt64 = 24
  fileprivate static let partMask: UInt64 = (1 << partBits) - 1
  /// Some 30 microseconds, which is longer than the time between the tasks of an iteration.
  private static let spinsBeforeSleep = 2_000

  /// A queue for up to so many threads, the calling one included.
  init(threads: Int) {
    ownerCount = threads
    owners = .allocate(capacity: threads)
    for index in 0..<threads { (owners + index).initialize(to: Owner()) }
  }

  deinit {
    owners.deinitialize(count: ownerCount)
    owners.deallocate()
  }

  /// Starts the thread with an index from 1; `false` if the system allows no more, or there is no
  /// memory for its stack.
  func startWorker(_ thread: Int, sparing memory: Int = 0) -> Bool {
    SystemThread.start(stackSize: Self.stackSize, sparing: memory) { [self] in work(thread) }
  }

  /// Does the parts of a task together with the other threads, or alone if they have lately
  /// hindered more than they have helped.
  func run(_ division: WorkDivision, _ task: Task) {
    let start = ContinuousClock.now
    guard start >= balance.aloneUntil else {
      for part in 0..<division.parts { task.pointee.perform(part, thread: 0) }
      return
    }
    let ownParts = share(division, task)
    let middle = ContinuousClock.now
    waitForOthers(division.parts)
    let end = ContinuousClock.now
    balance.record(
      HelpBalance.Task(
        work: middle - start, wait: end - middle, ownParts: ownParts, parts: division.parts,
        threads: division.owners), end: end)
  }

  /// Publishes a task and does parts of it until none is left to claim; returns how many.
  func share(_ division: WorkDivision, _ task: Task) -> Int {
    precondition(division.parts < Self.partMask, "too many parts to number")
    precondition(division.owners <= ownerCount, "more owners than threads")
    let number = self.number.load(ordering: .relaxed) &+ 1
    let ticket = number << Self.partBits
    for index in 0..<division.owners {
      owners[index].ticket.store(ticket | Self.partMask, ordering: .relaxed)
    }
    finishedParts.store(0, ordering: .releasing)
    self.task.store(UnsafeRawPointer(task), ordering: .releasing)
    usedOwners.store(division.owners, ordering: .releasing)
    for index in 0..<division.owners {
      owners[index].end.store(division.starts[index + 1], ordering: .releasing)
      owners[index].ticket.store(
        ticket | UInt64(division.starts[index]), ordering: .sequentiallyConsistent)
    }
    announce { self.number.store(number, ordering: .sequentiallyConsistent) }
    return doParts(ofTask: number, thread: 0)
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
    monitor.locked { monitor.wakeAll() }
  }

  private func work(_ thread: Int) {
    var last: UInt64 = 0
    while let number = waitForTask(after: last) {
      last = number
      doParts(ofTask: number, thread: thread)
    }
  }

  /// Waits for a task with another number; `nil` if there will be no more.
  private func waitForTask(after last: UInt64) -> UInt64? {
    func next() -> UInt64? {
      let number = number.load(ordering: .sequentiallyConsistent)
      return number == last ? nil : number
    }
    for _ in 0..<Self.spinsBeforeSleep {
      if let number = next() { return number }
      nn_pause()
    }
    sleepers.add(1, ordering: .sequentiallyConsistent)
    monitor.locked {
      while next() == nil, !isStopped.load(ordering: .sequentiallyConsistent) { monitor.wait() }
    }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    return isStopped.load(ordering: .sequentiallyConsistent) ? nil : next()
  }

  /// Does the parts of a task that a thread owns, then those that others have not begun.
  /// Returns how many that were.
  @discardableResult
  private func doParts(ofTask number: UInt64, thread: Int) -> Int {
    let count = usedOwners.load(ordering: .acquiring)
    // A small task has fewer owners: the other threads would only take what these have in their
    // caches.
    guard thread < count else { return 0 }
    var done = 0
    for offset in 0..<count {
      var owner = thread + offset
      if owner >= count { owner -= count }
      done += doParts(of: owner, inTask: number, thread: thread)
    }
    return done
  }

  private func doParts(of owner: Int, inTask number: UInt64, thread: Int) -> Int {
    var done = 0
    while true {
      let current = owners[owner].ticket.load(ordering: .acquiring)
      // A thread that is late must not go on with the next task, which may have fewer owners.
      guard current & ~Self.partMask == number << Self.partBits else { return done }
      let part = Int(current & Self.partMask)
      guard part < owners[owner].end.load(ordering: .acquiring) else { return done }
      let task = task.load(ordering: .acquiring)
      let isMine = owners[owner].ticket.compareExchange(
        expected: current, desired: current + 1, ordering: .acquiringAndReleasing
      ).exchanged
      guard isMine else { continue }
      task?.assumingMemoryBound(to: (any ParallelWork).self).pointee.perform(part, thread: thread)
      finishedParts.add(1, ordering: .releasing)
      done += 1
    }
  }
}

/// The parts of a thread. Threads write to their tickets, so those are on cache lines of their own,
/// two of which may be fetched together.
private struct Owner: ~Copyable {
  let ticket = Atomic<UInt64>(WorkQueue.partMask)
  let end = Atomic<Int>(0)
  private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) =
    (0, 0, 0, 0, 0, 0, 0, 0)
  private let morePadding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
}
