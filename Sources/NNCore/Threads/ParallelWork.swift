/// Work in parts that threads may do at the same time.
///
/// It is an object and not a closure, because threads then call it without an allocation; an
/// iteration of training must not allocate.
package protocol ParallelWork: AnyObject {
  /// Does a part.
  ///
  /// - Parameters:
  ///   - part: the index of the part, counted from 0
  ///   - thread: the index of the thread that does it, from 0 and below the number of owners; no
  ///     two parts are done at the same time by one
  func perform(_ part: Int, thread: Int)
}

/// Work whose parts a closure does.
final class ClosureWork: ParallelWork {
  private let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) { self.body = body }

  func perform(_ part: Int, thread: Int) { body(part) }
}
