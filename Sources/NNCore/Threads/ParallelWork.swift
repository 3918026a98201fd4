/// Work in parts that threads may do at the same time.
///
/// It is an object and not a closure, because threads then call it without an allocation; an
/// iteration of training must not allocate.
package protocol ParallelWork: AnyObject {
  /// Does the part with an index, counted from 0.
  func perform(_ part: Int)
}

/// Work whose parts a closure does.
final class ClosureWork: ParallelWork {
  private let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) { self.body = body }

  func perform(_ part: Int) { body(part) }
}
