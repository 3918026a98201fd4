import CNNKernels
import NNFiles
import Platform

/// What a function returns that a thread of its own calls.
package final class BackgroundResult<Value: Sendable>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let end = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Accessed while the mutex is locked.
  private var result: Result<Value, any Error>?

  /// As large as the stack of a main thread usually is.
  private static var stackSize: Int { 8 << 20 }

  /// Starts a thread that calls a function; `nil` if there is none to be had.
  package init?(_ body: @escaping @Sendable () throws -> Value) {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(end, nil)
    let isStarted = SystemThread.start(stackSize: Self.stackSize) { [self] in
      let result = Result { try body() }
      pthread_mutex_lock(mutex)
      self.result = result
      pthread_cond_broadcast(end)
      pthread_mutex_unlock(mutex)
    }
    if !isStarted { return nil }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(end)
    mutex.deallocate()
    end.deallocate()
  }

  /// Waits until the function has returned.
  ///
  /// - Returns: what it has returned
  /// - Throws: what it has thrown
  package func wait() throws -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result { return try result.get() }
      pthread_cond_wait(end, mutex)
    }
  }
}
