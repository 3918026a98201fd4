/// What a function returns that a thread of its own calls.
package final class BackgroundResult<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  // Accessed while the monitor is locked.
  private var result: Result<Value, any Error>?

  /// Starts a thread that calls a function; `nil` if there is none to be had.
  package init?(_ body: @escaping @Sendable () throws -> Value) {
    let isStarted = SystemThread.start(stackSize: SystemThread.usualStackSize) { [self] in
      let result = Result { try body() }
      monitor.locked {
        self.result = result
        monitor.wakeAll()
      }
    }
    if !isStarted { return nil }
  }

  /// Waits until the function has returned.
  ///
  /// - Returns: what it has returned
  /// - Throws: what it has thrown
  package func wait() throws -> Value {
    try monitor.locked {
      while true {
        if let result { return try result.get() }
        monitor.wait()
      }
    }
  }
}
