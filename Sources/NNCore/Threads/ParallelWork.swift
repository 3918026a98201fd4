/// Work in parts that threads may do at the same time.
///
/// An object rather than a closure: calling it from other threads allocates nothing, so an iteration
/// of training allocates nothing.
package protocol ParallelWork: AnyObject {
  /// Does a part, counted from 0.
  func perform(_ part: Int)
}

/// Work that a closure does.
final class ClosureWork: ParallelWork {
  private let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) { self.body = body }

  func perform(_ part: Int) { body(part) }
}
