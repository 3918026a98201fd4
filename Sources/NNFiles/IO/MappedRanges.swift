#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Synchronization

/// Where files are mapped into the memory of this process, for the signal that comes when bytes of
/// one of them are not there any more: then the process ends with a message.
///
/// A handler of signals has no context but what all of the process share, and may neither take memory
/// nor wait for a lock. So the messages are prepared, and the handler reads a table that never moves.
public enum MappedRanges {
  /// A range of addresses and the message about it. All zero: not used.
  struct Entry {
    var start: UInt = 0
    var end: UInt = 0
    var message: UnsafeMutableRawBufferPointer?
  }

  /// Without room in it, a mapping has no message; no command maps more than a few files.
  private static let capacity = 256

  /// Written only by who holds the lock, in whole words; read by the handler at any time.
  nonisolated(unsafe) private static let entries: UnsafeMutablePointer<Entry> = {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    entries.initialize(repeating: Entry(), count: capacity)
    return entries
  }()
  private static let lock = Mutex(())
  private typealias Handler =
    @convention(c) (
      Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
    ) -> Void
  /// Whether a thread is writing the message: others may meet the same file at the same time.
  private static let isReporting = Atomic<Bool>(false)

  /// Enters the addresses of a mapped file.
  ///
  /// - Parameters:
  ///   - bytes: where it is mapped
  ///   - path: what the message calls it
  /// - Returns: the number of its entry; `nil` if there is no room
  static func add(_ bytes: UnsafeRawBufferPointer, path: String) -> Int? {
    let text =
      "error: \(path): bytes of it are gone while it is used: somebody has made it shorter, or its "
      + "disk fails; put the file back as it was and repeat the command\n"
    let message = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    message.copyBytes(from: text.utf8)
    let start = UInt(bitPattern: bytes.baseAddress)
    let number = lock.withLock { _ -> Int? in
      guard let number = (0..<capacity).first(where: { entries[$0].start == 0 }) else {
        return nil
      }
      entries[number].message = message
      entries[number].end = start + UInt(bytes.count)
      entries[number].start = start
      return number
    }
    if number == nil { message.deallocate() }
    return number
  }

  /// Removes an entry, whose addresses nobody reads any more.
  static func remove(_ number: Int) {
    let message = lock.withLock { _ in
      let message = entries[number].message
      entries[number] = Entry()
      return message
    }
    message?.deallocate()
  }

  /// From now on, a process that reads bytes of a mapped file which are gone writes the message to
  /// standard error and exits as for bad data, instead of dying of the signal.
  ///
  /// - Parameter erasesLine: whether the message takes the place of the terminal's current line
  public static func reportLostBytes(erasesLine: Bool) {
    // What the handler uses is made now.
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

  /// What the handler does: no memory is taken, no lock, nothing is counted.
  private static func report(_ info: UnsafeMutablePointer<siginfo_t>?, erasesLine: Bool) {
    let entries = entries
    // Positive codes come from the system, others from whoever sends the signal.
    if let info, info.pointee.si_code > 0 {
      let address = UInt(bitPattern: info.pointee._sifields._sigfault.si_addr)
      for number in 0..<capacity
      where entries[number].start <= address && address < entries[number].end {
        while isReporting.exchange(true, ordering: .sequentiallyConsistent) { pause() }
        if erasesLine {
          let erasure: StaticString = "\r\u{1B}[K"
          _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
        }
        if let message = entries[number].message {
          _ = write(STDERR_FILENO, message.baseAddress, message.count)
        }
        _exit(ExitStatus.badData.rawValue)
      }
    }
    // Any other fault is a bug, and any other signal is meant to end the process.
    signal(SIGBUS, SIG_DFL)
    raise(SIGBUS)
  }
}
