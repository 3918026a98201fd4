/// Calls two functions at the same time, if the system provides a second thread.
///
/// - Parameters:
///   - first: the first function
///   - second: the second function, which is called even if the first one throws
/// - Returns: what both return
/// - Throws: what the first one throws, or otherwise what the second one throws
package func concurrently<First, Second>(
  _ first: () throws -> First, _ second: () throws -> Second
) throws -> (First, Second) {
  var firstResult: Result<First, any Error>?
  var secondResult: Result<Second, any Error>?
  WorkerPool(threads: 2).run(2) { part in
    if part == 0 {
      firstResult = Result { try first() }
    } else {
      secondResult = Result { try second() }
    }
  }
  guard let firstResult, let secondResult else { preconditionFailure("both parts are done") }
  return (try firstResult.get(), try secondResult.get())
}
