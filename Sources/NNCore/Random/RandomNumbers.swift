/// Random numbers that are a function of seed, purpose and position.
///
/// No draw depends on another, so neither threads nor interruptions can change one.
public struct RandomNumbers: Sendable {
  /// What numbers are drawn for. No two purposes share a number.
  public enum Purpose: UInt8, Sendable {
    /// Initial weights: stream = layer, index = element.
    case weights = 1
    /// Random batches: stream = iteration, index = draw.
    case batch = 2
    /// Permutations of the training set: stream = epoch, index = position.
    case shuffle = 3
    /// The rows held out for testing: stream = class, index = position.
    case split = 4
    /// Whatever a plugin draws for a purpose of its own: stream and index mean what it likes.
    case plugin = 5
    /// The rows held out for validation: stream = class, index = position.
    case validationSplit = 6
    /// The activations that dropout leaves out: stream = iteration, index = block of four neurons.
    case dropout = 7
    /// The folds for cross-validation: stream = class, index = position.
    case folds = 8
    /// The settings of random trials of a sweep: stream = setting, index = trial.
    case trial = 9
  }

  let philox: Philox
  private let purpose: Purpose

  /// The numbers of a seed for a purpose.
  public init(seed: UInt64, purpose: Purpose) {
    philox = Philox(
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    self.purpose = purpose
  }

  /// 64 random bits.
  ///
  /// - Parameters:
  ///   - stream: layer, iteration or epoch, below 2^56
  ///   - index: element, draw or position, below 2^48
  ///   - attempt: the number of draws that have been rejected at this position
  /// - Returns: 64 random bits
  func bits(stream: Int, index: Int, attempt: Int = 0) -> UInt64 {
    let low = UInt64(index) | (UInt64(attempt) << 48)
    let high = highCounter(stream: stream)
    let words = philox.bits(
      at: SIMD4(
        UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32),
        UInt32(truncatingIfNeeded: high), UInt32(truncatingIfNeeded: high >> 32)))
    return UInt64(words.x) | (UInt64(words.y) << 32)
  }

  /// The high half of the generator's counters of a stream; the low half is the index.
  func highCounter(stream: Int) -> UInt64 {
    UInt64(stream) | (UInt64(purpose.rawValue) << 56)
  }

  /// A number uniformly distributed in the open interval (0, 1): (k + 0.5) 2^-52 with k from 52
  /// random bits.
  ///
  /// - Parameters:
  ///   - stream: layer, iteration or epoch, below 2^56
  ///   - index: element, draw or position, below 2^48
  /// - Returns: the number at this position
  public func uniform(stream: Int, index: Int) -> Double {
    (Double(bits(stream: stream, index: index) >> 12) + 0.5) * 0x1p-52
  }

  /// A whole number uniformly distributed from 0 up to, but not including, `bound`.
  ///
  /// Lemire: "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019.
  ///
  /// - Parameters:
  ///   - bound: a positive number
  ///   - stream: layer, iteration or epoch, below 2^56
  ///   - index: element, draw or position, below 2^48
  /// - Returns: the number at this position
  public func integer(below bound: Int, stream: Int, index: Int) -> Int {
    integer(
      below: bound, from: bits(stream: stream, index: index), stream: stream, index: index)
  }

  /// The same number from the random bits of its position, which are drawn again if need be.
  func integer(below bound: Int, from firstBits: UInt64, stream: Int, index: Int) -> Int {
    precondition(bound > 0, "there is no number below \(bound)")
    let bound = UInt64(bound)
    var (bits, attempt) = (firstBits, 0)
    while true {
      let product = bits.multipliedFullWidth(by: bound)
      // The division is needed only if the low word is below `bound`, which is rare.
      if product.low >= bound || product.low >= (0 &- bound) % bound { return Int(product.high) }
      attempt += 1
      bits = self.bits(stream: stream, index: index, attempt: attempt)
    }
  }
}
