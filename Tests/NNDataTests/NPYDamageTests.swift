import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Damaged arrays are read or refused with a message, but never end the process.
@Suite("npz: damaged files")
struct NPYDamageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Loads a data set with these targets, or inputs.
  private func load(_ bytes: [UInt8], asInputs: Bool) throws {
    let path = try folder.write(bytes, to: "damaged.npy")
    let other = ProjectFiles.golden("tables/\(asInputs ? "words" : "uint8").npy")
    _ = try failure {
      try NNDataTests.load(
        "{loader: npz, path: \(asInputs ? path : other), "
          + "targets_path: \(asInputs ? other : path)}")
    }
  }

  @Test(
    "Every file that is cut or changed is read or refused",
    arguments: ["words", "bytes", "truths", "signs", "float16", "big-endian", "fortran"])
  func damage(name: String) throws {
    let whole = try File.read(ProjectFiles.golden("tables/\(name).npy"), limit: 10_000)
    for length in 0..<whole.count {
      try load(Array(whole[..<length]), asInputs: length.isMultiple(of: 2))
    }
    for place in whole.indices {
      for byte: UInt8 in [0, 0x39, 0xFF] {
        var bytes = whole
        bytes[place] = byte
        try load(bytes, asInputs: place.isMultiple(of: 2))
      }
    }
  }

  @Test(
    "A header may declare anything",
    arguments: [
      "()", "(0,)", "(3, 0)", "(0, 9223372036854775807)", "(3, 9223372036854775807)",
      "(9223372036854775807,)", "(4294967296, 4294967296, 4294967296)",
    ],
    ["|b1", "<f2", "<U1", "|S1", "<U536870912", "|S9223372036854775807", ">U2", "<f16", "|V8"])
  func shapes(shape: String, descr: String) throws {
    let text = "{'descr': '\(descr)', 'fortran_order': True, 'shape': \(shape)}\n"
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0]
    for payload in [0, 1, 3, 24] {
      let bytes = start + Array(text.utf8) + [UInt8](repeating: 0, count: payload)
      try load(bytes, asInputs: true)
      try load(bytes, asInputs: false)
    }
  }
}
