import CISAL

/// Decompresses a stream of the deflate format (RFC 1951), which arrives in pieces.
///
/// It takes the same memory, less than 100 kB, whatever the stream says.
final class Inflater {
  /// What ended a step.
  enum Outcome {
    /// There are no more bytes, or no more room.
    case stopped
    /// The stream has ended.
    case finished
    /// The bytes are not a deflate stream.
    case damaged(reason: String)
  }

  private let state = UnsafeMutableRawPointer.allocate(
    byteCount: nnrun_inflate_size(), alignment: 16)
  /// The maximum number of bytes after the end of a stream that are read with its last ones.
  static let maximumRest = 8

  /// A decoder of a stream of which nothing has been read.
  init() { nnrun_inflate_start(state) }

  deinit { state.deallocate() }

  /// Prepares for a new stream.
  func start() { nnrun_inflate_start(state) }

  /// Decompresses until there are no more bytes, there is no more room, or the stream ends.
  ///
  /// - Parameters:
  ///   - input: the next bytes of the stream; those that were read are removed
  ///   - output: receives what they decompress to; what was filled is removed
  /// - Returns: what ended this; a stream with bytes and room left has made no progress only if it
  ///   has finished or is damaged
  func inflate(
    _ input: inout UnsafeRawBufferPointer, into output: inout UnsafeMutableRawBufferPointer
  ) -> Outcome {
    var buffers = nnrun_inflate_buffers(
      next_in: input.baseAddress?.assumingMemoryBound(to: UInt8.self),
      next_out: output.baseAddress?.assumingMemoryBound(to: UInt8.self),
      avail_in: UInt32(clamping: input.count), avail_out: UInt32(clamping: output.count))
    let given = (input: Int(buffers.avail_in), output: Int(buffers.avail_out))
    let status = nnrun_inflate(state, &buffers)
    let read = given.input - Int(buffers.avail_in)
    let filled = given.output - Int(buffers.avail_out)
    input = UnsafeRawBufferPointer(rebasing: input[read...])
    output = UnsafeMutableRawBufferPointer(rebasing: output[filled...])
    switch status {
    case ISAL_INVALID_BLOCK: return .damaged(reason: "invalid block")
    case ISAL_INVALID_SYMBOL: return .damaged(reason: "invalid symbol")
    case ISAL_INVALID_LOOKBACK: return .damaged(reason: "invalid distance")
    case ..<0: return .damaged(reason: "unknown")
    default: break
    }
    if nnrun_inflate_is_finished(state) != 0 { return .finished }
    if read == 0, filled == 0, !input.isEmpty, !output.isEmpty {
      return .damaged(reason: "unknown")
    }
    return .stopped
  }

  /// Takes the bytes after the end of a finished stream that were read with its last ones.
  func takeRest() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.maximumRest) { buffer, count in
      count = Int(nnrun_inflate_take_rest(state, buffer.baseAddress))
    }
  }
}
