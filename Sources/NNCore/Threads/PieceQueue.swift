/// Bytes that are made piece by piece by one thread, and used in the same order by that thread and
/// perhaps a second one.
///
/// The thread that makes them never waits for help: if there is no room for another piece, it uses
/// one itself. So the second thread may come at any time, or not at all. All pieces together are
/// small enough for a cache.
package final class PieceQueue: @unchecked Sendable {
  private let use: (UnsafeRawBufferPointer) -> Bool
  private let memory: UnsafeMutableRawBufferPointer
  private let pieceSize: Int
  private static let capacity = 8
  private let monitor = Monitor()

  // Accessed while the monitor is locked. Piece number n is in slot n % capacity.
  private var sizes = [Int](repeating: 0, count: capacity)
  private var made = 0
  private var used = 0
  private var isInUse = false
  private var isRefused = false
  private var isClosed = false

  /// An empty queue.
  ///
  /// - Parameters:
  ///   - pieceSize: the maximum number of bytes of a piece
  ///   - use: uses a piece, and returns whether it wants more; is never called by two threads at a
  ///     time
  package init(pieceSize: Int, use: @escaping (_ piece: UnsafeRawBufferPointer) -> Bool) {
    self.pieceSize = pieceSize
    self.use = use
    memory = .allocate(byteCount: Self.capacity * pieceSize, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// Makes pieces until there are no more or one has been refused, and returns when no piece is in
  /// use any more.
  ///
  /// - Parameter make: fills a buffer and returns the number of bytes; 0 at the end
  /// - Returns: whether all pieces were used; otherwise those since the first one that was refused
  ///   are `refused`
  /// - Throws: what `make` throws
  package func run(_ make: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> Bool {
    defer { close() }
    while let slot = freeSlot() {
      let size = try make(slot)
      if size == 0 { break }
      add(size)
    }
    return useRest()
  }

  /// Uses pieces until all have been used, or the thread that makes them has ended for another
  /// reason.
  package func help() {
    monitor.locked {
      while !isClosed { useNextOrWait() }
    }
  }

  /// Calls `body` with the pieces that were not used, after `run`.
  package func forEachRefused(_ body: (UnsafeRawBufferPointer) -> Void) {
    for number in used..<made {
      body(UnsafeRawBufferPointer(rebasing: slot(number)[..<sizes[number % Self.capacity]]))
    }
  }

  private func slot(_ number: Int) -> UnsafeMutableRawBufferPointer {
    let start = number % Self.capacity * pieceSize
    return UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + pieceSize])
  }

  /// A slot for another piece, as soon as there is one; `nil` if no more are wanted.
  private func freeSlot() -> UnsafeMutableRawBufferPointer? {
    monitor.locked {
      while !isRefused, made - used == Self.capacity { useNextOrWait() }
      return isRefused ? nil : slot(made)
    }
  }

  private func add(_ size: Int) {
    let isWorthwhile = monitor.locked {
      sizes[made % Self.capacity] = size
      made += 1
      // To wake a thread takes time, so it is done for several pieces at once.
      return made - used >= Self.capacity / 2
    }
    if isWorthwhile { monitor.wakeOne() }
  }

  /// Uses what is left; returns whether nothing was refused.
  private func useRest() -> Bool {
    monitor.locked {
      while isInUse || canUse { useNextOrWait() }
      return !isRefused
    }
  }

  /// Ends `help` when no piece is in use any more. `run` does so itself; whoever does not come to
  /// call it has to, or the other thread would wait for ever.
  package func close() {
    monitor.locked {
      while isInUse { monitor.wait() }
      isClosed = true
      monitor.wakeAll()
    }
  }

  private var canUse: Bool { used < made && !isInUse && !isRefused }

  /// Uses the next piece if that is possible, otherwise waits for a change. The monitor is unlocked
  /// meanwhile.
  private func useNextOrWait() {
    guard canUse else { return monitor.wait() }
    let piece = UnsafeRawBufferPointer(rebasing: slot(used)[..<sizes[used % Self.capacity]])
    isInUse = true
    let isAccepted = monitor.unlocked { use(piece) }
    isInUse = false
    if isAccepted { used += 1 } else { isRefused = true }
    monitor.wakeAll()
  }
}
