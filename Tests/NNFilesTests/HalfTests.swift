import TestSupport
import Testing

@testable import NNFiles

@Suite("Numbers of 16 bits")
struct HalfTests {
  @Test("Every number is widened exactly")
  func widening() {
    for bits in UInt16.min...UInt16.max {
      let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 0x3FF))
      let scale = Float(sign: .plus, exponent: max(exponent, 1) - 25, significand: 1)
      let magnitude: Float =
        switch exponent {
        case 31: fraction == 0 ? .infinity : .nan
        case 0: fraction * scale
        default: (1024 + fraction) * scale
        }
      let expected = bits >> 15 == 0 ? magnitude : -magnitude
      let found = Float(half: bits)
      if expected.isNaN {
        #expect(found.isNaN)
      } else if found.bitPattern != expected.bitPattern {
        Issue.record("\(bits) is \(found), not \(expected)")
      }
    }
  }

  @Test("Arrays have the numbers that NumPy widens them to", arguments: ["", "-big-endian"])
  func arrays(order: String) throws {
    let folder = ProjectFiles.golden("tables")
    let half = try StoredArray.npy("\(folder)/halves\(order).npy")
    let single = try StoredArray.npy("\(folder)/halves-widened.npy")
    #expect(half.type == .float16 && half.shape == [2, 6])
    #expect(half.doubles.map(\.bitPattern) == single.doubles.map(\.bitPattern))
    #expect(half.firstNonFinite == nil)
    #expect(try StoredArray.npy("\(folder)/half-nan.npy").firstNonFinite == 6)
  }
}
