import NNFiles
import Platform
import Synchronization

/// Names the library if the process is ended by a signal, or by `exit`, while a function of a
/// library runs.
///
/// A signal handler has no context but global state, and may neither allocate nor wait for a lock.
/// So the names are prepared in advance.
enum LibraryCrashes {
  /// A function of a library, with the text that names it.
  struct Mark: @unchecked Sendable {
    /// Never freed, as libraries are never unloaded.
    fileprivate let text: UnsafeMutableRawBufferPointer

    /// - Parameters:
    ///   - name: the plugin or the library: `loader 'words' of ./libwords.so`
    ///   - function: what it calls the function
    init(_ name: String, function: String) {
      let line = "\(name), in '\(function)': "
      text = UnsafeMutableRawBufferPointer.allocate(byteCount: line.utf8.count, alignment: 1)
      text.copyBytes(from: line.utf8)
    }
  }

  /// How many threads run a function of a library.
  private static let running = Atomic<Int>(0)
  /// The text of the function that was called last, and its length.
  private static let textAddress = Atomic<UInt>(0)
  private static let textLength = Atomic<Int>(0)
  /// What handled lost bytes of mapped files before.
  nonisolated(unsafe) private static var busErrorAction = sigaction()

  /// Calls a function of a library.
  ///
  /// - Parameters:
  ///   - mark: the function
  ///   - body: calls it
  /// - Returns: what `body` returns
  /// - Throws: what `body` throws
  static func during<Result>(_ mark: Mark, _ body: () throws -> Result) rethrows -> Result {
    textLength.store(mark.text.count, ordering: .relaxed)
    textAddress.store(UInt(bitPattern: mark.text.baseAddress), ordering: .relaxed)
    running.add(1, ordering: .sequentiallyConsistent)
    defer { running.subtract(1, ordering: .sequentiallyConsistent) }
    return try body()
  }

  /// Makes the process name libraries from now on; done once.
  static let areReported: Void = {
    // So that an overflow of this thread's stack can be reported, too.
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { number, info, context in
        LibraryCrashes.report(number, info, context)
      }
      action.sa_flags = SA_SIGINFO | SA_ONSTACK
      var previous = sigaction()
      sigaction(number, &action, &previous)
      if number == SIGBUS { busErrorAction = previous }
    }
    atexit {
      guard LibraryCrashes.running.load(ordering: .sequentiallyConsistent) > 0 else { return }
      LibraryCrashes.write("ended the process, which a library must not do\n")
      _exit(ExitStatus.unavailable.rawValue)
    }
  }()

  /// The signal handler: names the library, and lets the signal do what it does otherwise.
  private static func report(
    _ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
  ) {
    if running.load(ordering: .sequentiallyConsistent) > 0 {
      write("crashed; this has to be mended in the library\n")
    }
    if number == SIGBUS, busErrorAction.sa_flags & SA_SIGINFO != 0 {
      // A mapped file may have become shorter.
      return busErrorAction.__sigaction_handler.sa_sigaction(number, info, context)
    }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Writes a line about the function that runs.
  private static func write(_ ending: StaticString) {
    let beginning: StaticString = isatty(STDERR_FILENO) == 1 ? "\nerror: " : "error: "
    _ = Platform.write(STDERR_FILENO, beginning.utf8Start, beginning.utf8CodeUnitCount)
    _ = Platform.write(
      STDERR_FILENO, UnsafeRawPointer(bitPattern: textAddress.load(ordering: .relaxed)),
      textLength.load(ordering: .relaxed))
    _ = Platform.write(STDERR_FILENO, ending.utf8Start, ending.utf8CodeUnitCount)
  }
}
