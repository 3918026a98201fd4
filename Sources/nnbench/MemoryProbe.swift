import NNCore

/// How long it takes to fetch a cache line from memory when many are fetched at the same time, as
/// batches from all over a large data set are.
///
/// Neighbours on a shared machine may take bandwidth away while the processor itself computes as
/// fast as ever.
struct MemoryProbe {
  private static let lineSize = 64
  /// 128 MB, more than the caches that a program has on most machines.
  private static let lines = 1 << 21
  private static let rounds = 5

  private let arena = Arena()
  private let bytes: UnsafeMutablePointer<UInt8>

  private init() { bytes = arena.zeros(Self.lines * Self.lineSize) }

  /// Measures it.
  ///
  /// - Parameter threads: the number of threads that fetch at the same time
  /// - Returns: the nanoseconds that a thread takes for a line, the median of several rounds
  /// - Throws: `TooFewThreads` if the system allows no more threads
  static func nanoseconds(threads: Int) throws(TooFewThreads) -> Double {
    let probe = MemoryProbe()
    // No line is fetched twice, by whatever thread, or a cache might have it.
    let linesAtATime = min(1 << 17, lines / (rounds * threads))
    var times: [Double] = []
    for round in 0..<rounds {
      let seconds = try Simultaneously.seconds(threads: threads) { thread in
        probe.fetch(linesAtATime, from: (round * threads + thread) * linesAtATime)
      }
      times.append(seconds * 1e9 / Double(linesAtATime))
    }
    return withExtendedLifetime(probe.arena) { times.median }
  }

  /// Fetches lines from all over the memory, none of which depends on another.
  private func fetch(_ count: Int, from first: Int) {
    var sum = 0
    for index in first..<first + count {
      // An odd factor, so that each index has a line of its own: Knuth's for hashing.
      let line = (index &* 2_654_435_761) & (Self.lines - 1)
      sum &+= Int(bytes[line * Self.lineSize])
    }
    // All bytes are zero, which the compiler does not know.
    precondition(sum == 0, "nothing else writes to this memory")
  }
}
