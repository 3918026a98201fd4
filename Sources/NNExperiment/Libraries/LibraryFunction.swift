import CNNPlugin

/// A function of a library, with the text that names it in a message about a crash.
///
/// A signal handler may not allocate, so the text is there before the function is called.
final class LibraryFunction: @unchecked Sendable {
  private let text: UnsafeMutableBufferPointer<CChar>

  /// A function.
  ///
  /// - Parameters:
  ///   - owner: the plugin or the library: `loader 'words' of ./libwords.so`
  ///   - name: what the interface calls the function
  init(_ owner: String, _ name: String) {
    let line = "\(owner), in '\(name)': ".utf8
    text = .allocate(capacity: line.count)
    _ = text.initialize(from: line.lazy.map(CChar.init(bitPattern:)))
  }

  deinit { text.deallocate() }

  /// Calls it.
  ///
  /// - Parameter body: calls the function, on this thread
  /// - Returns: what `body` returns
  /// - Throws: what `body` throws
  func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    let running: UnsafeMutablePointer<nnrun_running_function> = nnrun_running()
    let before = running.pointee
    running.pointee = nnrun_running_function(name: text.baseAddress, length: text.count)
    defer { running.pointee = before }
    return try body()
  }
}
