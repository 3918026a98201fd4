/// Work in parts that threads may do at the same time.
///
/// An object and no closure: to call it from other threads takes no memory, so an iteration of
/// training takes none.
public protocol ParallelWork: AnyObject {
  /// Does a part, counted from 0.
  func perform(_ part: Int)
}

/// Work that is told by a closure.
final class ClosureWork: ParallelWork {
  private let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) { self.body = body }

  func perform(_ part: Int) { body(part) }
}
