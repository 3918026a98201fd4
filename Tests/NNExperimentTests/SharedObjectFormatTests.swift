import TestSupport
import Testing

@testable import NNExperiment

@Suite("Shared objects")
struct SharedObjectFormatTests {
  /// A shared object for x86-64 or aarch64 with one segment, which ends with the file.
  private static var minimal: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 + 56 + 8)
    func set(_ offset: Int, _ values: UInt8...) {
      for (index, value) in values.enumerated() { bytes[offset + index] = value }
    }
    set(0, 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1)
    set(16, 3, 0)
    #if arch(x86_64)
      set(18, 62)
    #else
      set(18, 183)
    #endif
    set(32, 64)
    set(54, 56, 0, 1)
    set(64 + 8, 120)
    set(64 + 32, 8)
    return bytes
  }

  private func problem(
    _ path: String = "./libx.so", _ change: (inout [UInt8]) -> Void = { _ in }
  ) -> String? {
    var bytes = Self.minimal
    change(&bytes)
    return SharedObjectFormat.problem(bytes, path: path)
  }

  @Test("A shared object of this machine has no problem")
  func shared() { #expect(problem() == nil) }

  @Test("What is something else is named")
  func others() {
    #expect(problem { $0 = [] } == "it is empty")
    #expect(problem { $0 = Array("#!/bin/sh".utf8) } == "it is not a shared object")
    #expect(problem { $0[16] = 1 }?.hasPrefix("it is an object file") == true)
    #expect(problem { $0[16] = 2 }?.hasPrefix("it is a program") == true)
    #expect(
      problem { ($0[18], $0[19]) = (0, 0xF3) }?.hasPrefix(
        "it is for another processor, number 62208, and this nnrun is for ") == true)
    #expect(
      problem { ($0[4], $0[18]) = (1, 3) }?.hasPrefix(
        "it is for another processor, x86 with 32 bits, and this nnrun is for ") == true)
    #expect(
      problem("a/score.c") == """
        it is source code; compile it first, with 'cc -O2 -ffp-contract=off -shared -fPIC -o \
        libscore.so a/score.c'
        """)
  }

  @Test("A shared object that is cut off anywhere is refused")
  func cutOff() {
    for count in 20..<Self.minimal.count {
      #expect(
        problem { $0.removeLast(Self.minimal.count - count) }
          == "it is incomplete: copy or compile it again", "\(count) bytes")
    }
  }

  @Test("Sizes that no file has are refused")
  func sizes() {
    for offset in [32, 64 + 8, 64 + 32] {
      for last in [1, 7] as [Int] {
        #expect(
          problem { bytes in
            bytes[offset + 1] = 0xFF
            for index in 0...last { bytes[offset + index] = 0xFF }
          } != nil, "offset \(offset)")
      }
    }
  }
}
