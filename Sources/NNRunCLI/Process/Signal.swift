import Platform

/// Signals of the operating system.
enum Signal {
  /// Whether the process ignores a signal. It does so from its start if whoever started it wants
  /// that, as `nohup` does.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
