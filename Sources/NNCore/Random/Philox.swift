/// The counter-based random number generator Philox4x32-10.
///
/// It is a function of key and counter that gives 128 random bits, so there is no state to keep or
/// share (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
struct Philox: Sendable {
  /// The key, two words.
  let key: SIMD2<UInt32>

  /// The 128 random bits at a counter.
  func bits(at counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    // Separate words, because packing them into vectors would take longer than the rounds.
    var (x, y, z, w) = (counter.x, counter.y, counter.z, counter.w)
    var (low, high) = (key.x, key.y)
    for _ in 0..<10 {
      let first = UInt64(x) &* 0xD251_1F53
      let second = UInt64(z) &* 0xCD9E_8D57
      x = UInt32(truncatingIfNeeded: second >> 32) ^ y ^ low
      y = UInt32(truncatingIfNeeded: second)
      z = UInt32(truncatingIfNeeded: first >> 32) ^ w ^ high
      w = UInt32(truncatingIfNeeded: first)
      low &+= 0x9E37_79B9
      high &+= 0xBB67_AE85
    }
    return SIMD4(x, y, z, w)
  }
}
