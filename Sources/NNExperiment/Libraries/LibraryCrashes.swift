import CNNPlugin
import NNFiles
import Platform

/// Names the library if the process is ended by a signal, or by `exit`, while a function of a
/// library runs on the thread that causes that.
enum LibraryCrashes {
  /// What handled lost bytes of mapped files before.
  nonisolated(unsafe) private static var busErrorAction = sigaction()

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
      guard nnrun_running().pointee.name != nil else { return }
      LibraryCrashes.write("ended the process, which a library must not do\n")
      TemporaryPaths.removeAll { _exit(ExitStatus.unavailable.rawValue) }
    }
  }()

  /// The signal handler: names the library, and lets the signal do what it does otherwise.
  private static func report(
    _ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
  ) {
    // A signal that another process has sent says nothing about the function.
    let isOwn = info.map { $0.pointee.si_code > 0 || $0.pointee._sifields._kill.si_pid == getpid() }
    let isOfFile = number == SIGBUS && MappedRanges.contain(info)
    if isOwn ?? false, !isOfFile, nnrun_running().pointee.name != nil {
      write("crashed; this has to be mended in the library\n")
    }
    if isOfFile, busErrorAction.sa_flags & SA_SIGINFO != 0 {
      return busErrorAction.__sigaction_handler.sa_sigaction(number, info, context)
    }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Writes a line about the function that runs.
  private static func write(_ ending: StaticString) {
    let beginning: StaticString = isatty(STDERR_FILENO) == 1 ? "\nerror: " : "error: "
    let function = nnrun_running().pointee
    _ = Platform.write(STDERR_FILENO, beginning.utf8Start, beginning.utf8CodeUnitCount)
    _ = Platform.write(STDERR_FILENO, function.name, function.length)
    _ = Platform.write(STDERR_FILENO, ending.utf8Start, ending.utf8CodeUnitCount)
  }
}
