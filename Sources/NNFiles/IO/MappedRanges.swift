package import Platform
import Synchronization

/// The addresses at which files are mapped into this process, for the signal that reports that
/// bytes of one of them no longer exist: then the process ends with a message.
///
/// A signal handler has no context but global state, and may neither allocate nor wait for a lock.
/// So the messages are prepared in advance, and the handler reads a table that never moves.
package enum MappedRanges {
  /// A range of addresses and the message about it.
  struct Entry: ~Copyable {
    /// The first address; 0 if the entry is free. Set when all else is.
    let start = Atomic<UInt>(0)
    var end: UInt = 0
    var message: UnsafeMutableRawBufferPointer?
  }

  /// Mappings beyond this many have no message; no command maps more than a few files.
  private static let capacity = 256

  /// Written while the lock is held; read by the handler at any time.
  nonisolated(unsafe) private static let entries: UnsafeMutablePointer<Entry> = {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    for index in 0..<capacity { (entries + index).initialize(to: Entry()) }
    return entries
  }()
  private static let lock = Mutex(())
  private typealias Handler =
    @convention(c) (
      Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
    ) -> Void
  /// Whether a thread is writing the message; others may hit the same file at the same time.
  private static let isReporting = Atomic<Bool>(false)

  /// Adds the addresses of a mapped file.
  ///
  /// - Parameters:
  ///   - bytes: where it is mapped
  ///   - path: what the message calls it
  /// - Returns: the index of its entry; `nil` if the table is full
  static func add(_ bytes: UnsafeRawBufferPointer, path: String) -> Int? {
    let text =
      "error: \(path): a part of it disappeared while it was in use: it was truncated, or its disk "
      + "is failing; restore the file and repeat the command\n"
    let message = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    message.copyBytes(from: text.utf8)
    let start = UInt(bitPattern: bytes.baseAddress)
    let index = lock.withLock { _ -> Int? in
      guard
        let index = (0..<capacity).first(where: { entries[$0].start.load(ordering: .relaxed) == 0 })
      else {
        return nil
      }
      entries[index].message = message
      entries[index].end = start + UInt(bytes.count)
      entries[index].start.store(start, ordering: .releasing)
      return index
    }
    if index == nil { message.deallocate() }
    return index
  }

  /// Removes an entry whose addresses are no longer read.
  static func remove(_ index: Int) {
    let message = lock.withLock { _ in
      entries[index].start.store(0, ordering: .sequentiallyConsistent)
      let message = entries[index].message
      entries[index].message = nil
      return message
    }
    message?.deallocate()
  }

  /// From now on, if this process reads bytes of a mapped file that no longer exist, it writes the
  /// message to standard error and exits as for bad data, instead of being killed by the signal.
  ///
  /// - Parameter erasesLine: whether the message replaces the terminal's current line
  package static func reportLostBytes(erasesLine: Bool) {
    // What the handler uses is initialised now.
    _ = entries
    isReporting.store(false, ordering: .sequentiallyConsistent)
    let handler: Handler =
      erasesLine
      ? { _, info, _ in MappedRanges.report(info, erasesLine: true) }
      : { _, info, _ in MappedRanges.report(info, erasesLine: false) }
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = handler
    action.sa_flags = SA_SIGINFO
    sigaction(SIGBUS, &action, nil)
  }

  /// Whether a signal is about bytes of a mapped file that no longer exist; async-signal-safe.
  package static func contain(_ info: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    entry(of: info) != nil
  }

  /// The entry of the file that a signal is about; `nil` if there is none.
  private static func entry(of info: UnsafeMutablePointer<siginfo_t>?) -> Int? {
    // Positive codes come from the kernel, others from a process that sent the signal.
    guard let info, info.pointee.si_code > 0 else { return nil }
    let entries = entries
    let address = UInt(bitPattern: info.pointee._sifields._sigfault.si_addr)
    for index in 0..<capacity {
      let start = entries[index].start.load(ordering: .acquiring)
      if start != 0, start <= address, address < entries[index].end { return index }
    }
    return nil
  }

  /// The signal handler; async-signal-safe: no allocation, no lock, no reference counting.
  private static func report(_ info: UnsafeMutablePointer<siginfo_t>?, erasesLine: Bool) {
    if let index = entry(of: info) {
      while isReporting.exchange(true, ordering: .sequentiallyConsistent) { pause() }
      if erasesLine {
        let erasure: StaticString = "\r\u{1B}[J"
        _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
      }
      if let message = entries[index].message {
        _ = write(STDERR_FILENO, message.baseAddress, message.count)
      }
      _exit(ExitStatus.badData.rawValue)
    }
    // Any other fault is a bug, and any other signal is meant to end the process.
    signal(SIGBUS, SIG_DFL)
    raise(SIGBUS)
  }
}
