import Platform

/// A mutex with a condition, for threads that wait for what others do.
final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// Calls a function while no other thread is in such a call, unless that waits.
  func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
    lock()
    defer { unlock() }
    return try body()
  }

  /// Calls a function, from within `locked`, while other threads may be in such a call.
  func unlocked<Value>(_ body: () throws -> Value) rethrows -> Value {
    unlock()
    defer { lock() }
    return try body()
  }

  /// Waits, from within `locked`, until another thread wakes this one, or for no reason.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes a thread that waits.
  func wakeOne() { pthread_cond_signal(condition) }

  /// Wakes all threads that wait.
  func wakeAll() { pthread_cond_broadcast(condition) }

  private func lock() { pthread_mutex_lock(mutex) }
  private func unlock() { pthread_mutex_unlock(mutex) }
}
