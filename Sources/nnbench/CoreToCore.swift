import NNCore
import Synchronization

/// How long it takes until one core sees what another one has written.
///
/// Threads that share an iteration meet several times in it, and read what others have written. On
/// a virtual machine, that time may change within minutes by a factor of five, though cores compute
/// as fast as ever.
struct CoreToCore: ~Copyable {
  /// A number that two threads increase in turns, which says whose turn it is.
  private let turn: UnsafeMutablePointer<Atomic<Int>>
  private let memory: UnsafeMutablePointer<Atomic<Int>>

  /// How often the number is increased in a round.
  private static let turns = 2_000
  private static let rounds = 15
  /// Some 100 microseconds, much longer than a line ever takes: the other thread is not running.
  private static let patience = 100_000

  private init() {
    // Two cache lines may be moved together, and nobody else uses those on either side.
    memory = .allocate(capacity: 32)
    turn = memory + 16
    turn.initialize(to: Atomic(0))
  }

  deinit {
    turn.deinitialize(count: 1)
    memory.deallocate()
  }

  /// Measures it.
  ///
  /// - Returns: the nanoseconds of one way, the median of several rounds; `nil` if no two threads
  ///   ran at the same time for long enough
  /// - Throws: `TooFewThreads` if the system allows no second thread
  static func nanoseconds() throws(TooFewThreads) -> Double? {
    guard WorkerPool.processorCount > 1 else { return nil }
    let players = CoreToCore()
    var times: [Double] = []
    for _ in 0..<3 * rounds where times.count < rounds {
      if let seconds = try players.round() { times.append(seconds * 1e9 / Double(turns)) }
    }
    return times.isEmpty ? nil : times.median
  }

  /// The seconds of a round; `nil` if one thread gave up, because the other one did not run.
  private func round() throws(TooFewThreads) -> Double? {
    turn.pointee.store(0, ordering: .relaxed)
    let seconds = try Simultaneously.seconds(threads: 2) { thread in
      for number in stride(from: thread, to: Self.turns, by: 2) {
        guard isReached(number) else { return }
        turn.pointee.store(number + 1, ordering: .releasing)
      }
    }
    return turn.pointee.load(ordering: .relaxed) == Self.turns ? seconds : nil
  }

  /// Waits for a number, but not for ever.
  private func isReached(_ number: Int) -> Bool {
    for _ in 0..<Self.patience where turn.pointee.load(ordering: .acquiring) == number {
      return true
    }
    return false
  }
}
