import NNFiles
import Platform

/// Memory for elements whose number is not known in advance.
///
/// The system moves what is large without copying it, and provides pages when they are first
/// written to.
final class GrowingMemory<Element: BitwiseCopyable> {
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  /// The number of bytes that are reserved.
  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  /// The first element; only after memory was reserved.
  var start: UnsafeMutablePointer<Element> {
    guard let memory else { preconditionFailure("no memory was reserved") }
    return memory.assumingMemoryBound(to: Element.self)
  }

  /// Makes room for elements; those that are there stay.
  ///
  /// - Parameters:
  ///   - count: how many there has to be room for
  ///   - expected: how many there will be, most likely
  /// - Returns: whether there is room; if not, nothing has changed
  func reserve(_ count: Int, expected: Double) -> Bool {
    if count <= capacity, memory != nil { return true }
    // What is expected may be what a file says, so it counts only in proportion to what is there.
    return resize(max(count, Int(min(expected, Double(4 * count))))) || resize(count)
  }

  /// The memory, cut to a number of elements; the caller frees it.
  func take(_ count: Int) -> UnsafeMutablePointer<Element> {
    _ = resize(count)
    let start = start
    memory = nil
    return start
  }

  private func resize(_ count: Int) -> Bool {
    let size = MemoryLayout<Element>.stride
    let bytes = max(1, count) * size
    guard (try? MachineMemory.require(bytes - capacity * size, for: "sparse rows")) != nil,
      let resized = realloc(memory, bytes)
    else { return false }
    memory = resized
    capacity = count
    return true
  }

  deinit { free(memory) }
}
