/// The size of some work.
struct Work: Equatable {
  /// The number of additions and multiplications.
  let operations: Double
  /// The least number of bytes that have to be read and written.
  let bytes: Double

  /// The work of several threads that do the same.
  func times(_ threads: Int) -> Work {
    Work(operations: operations * Double(threads), bytes: bytes * Double(threads))
  }
}
