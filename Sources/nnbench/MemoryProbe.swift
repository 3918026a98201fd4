import NNCore

/// How long it takes to fetch a cache line from memory when many are fetched at the same time, as
/// batches from all over a large data set are.
///
/// Neighbours on a shared machine may take bandwidth away while the processor itself computes as
/// fast as ever.
struct MemoryProbe {
  private static let lineSize = 64
  /// 64 MB, more than the caches of most processors that programs share.
  private static let lines = 1 << 20
  private static let linesAtATime = 1 << 17
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
    var times: [Double] = []
    for round in 0..<rounds {
      let seconds = try Simultaneously.seconds(threads: threads) { thread in
        probe.fetch(first: round * threads + thread)
      }
      times.append(seconds * 1e9 / Double(linesAtATime))
    }
    return withExtendedLifetime(probe.arena) { times.median }
  }

  /// Fetches lines from all over the memory, none of which depends on another.
  private func fetch(first: Int) {
    var (line, sum) = (first * Self.linesAtATime, 0)
    for _ in 0..<Self.linesAtATime {
      // Knuth's linear congruential generator, which visits each line once before it repeats.
      line = (line &* 1_664_525 &+ 1_013_904_223) & (Self.lines - 1)
      sum &+= Int(bytes[line * Self.lineSize])
    }
    // All bytes are zero, which the compiler does not know.
    precondition(sum == 0, "nothing else writes to this memory")
  }
}
