import CNNKernels
import NNFiles
import Platform

/// A thread of the operating system.
package enum SystemThread {
  /// As large as the stack of a main thread usually is.
  static let usualStackSize = 8 << 20

  /// Starts a thread that calls a function and ends.
  ///
  /// - Parameters:
  ///   - stackSize: the bytes of its stack
  ///   - memory: the bytes that have to be left besides
  ///   - body: the function
  /// - Returns: whether it was started: the system may not allow any more threads, or there may be
  ///   no memory for the stack
  package static func start(
    stackSize: Int, sparing memory: Int = 0, _ body: @escaping @Sendable () -> Void
  ) -> Bool {
    let needed = stackSize.checkedSum(memory)
    guard (try? MachineMemory.require(needed, for: "a thread")) != nil else { return false }
    // A heap of its own would take 64 MB of the address space, when the thread first allocates.
    if MachineMemory.leftOfLimits < .max { nn_share_heap() }
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setstacksize(attributes, stackSize)
    var thread = pthread_t()
    let work = Unmanaged.passRetained(ThreadWork(body))
    let failure = pthread_create(
      &thread, attributes,
      { argument in
        if let argument { Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard failure == 0 else {
      work.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

/// What a thread does.
private final class ThreadWork: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
