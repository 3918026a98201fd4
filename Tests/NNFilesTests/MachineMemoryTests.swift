import TestSupport
import Testing

@testable import NNFiles

@Suite("The memory of the machine")
struct MachineMemoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Some memory is left")
  func left() throws {
    #expect(MachineMemory.left > MachineMemory.minimum)
    #expect(MachineMemory.left <= MachineMemory.size)
    try MachineMemory.require(0, for: "nothing")
    try MachineMemory.require(1 << 20, for: "a little")
  }

  @Test("More memory than there is is refused", arguments: [nil, Int.max, MachineMemory.size])
  func tooMuch(bytes: Int?) throws {
    let found = try failure { try MachineMemory.require(bytes, for: "rows.csv") }
    let needed = MachineMemory.text(bytes ?? .max)
    #expect(found?.status == .badData)
    #expect(found?.text.hasPrefix("rows.csv: needs \(needed) more memory, but only ") == true)
    #expect(
      found?.text.hasSuffix(
        " is available to nnrun; use less data, or raise the limit (ulimit -v, or that of a container)"
      )
        == true)
  }

  @Test("A storage that is too large is refused before it is allocated")
  func storage() throws {
    var isFilled = false
    let found = try failure {
      try ByteStorage(byteCount: MachineMemory.size, owner: "rows.csv") { _ in isFilled = true }
    }
    #expect(found?.status == .badData && !isFilled)
  }

  /// The limit of a process whose groups are in these files.
  private func limit(_ membership: String, _ files: [String: String]) throws -> Int? {
    try folder.write(membership, to: "membership")
    for (name, text) in files { try folder.write(text, to: "groups/\(name)") }
    return ControlGroup.memoryLimit(
      membership: folder.file("membership"), root: folder.file("groups"))
  }

  @Test("The limits of control groups of version 2 are read")
  func version2() throws {
    let files = ["job/step/memory.max": "max\n", "job/memory.max": "500000000\n"]
    #expect(try limit("0::/job/step\n", files) == 500_000_000)
    #expect(try limit("0::/job\n", ["job/memory.max": "max\n"]) == nil)
    // In a container, the process's own group may be the only one.
    #expect(try limit("0::/somewhere/else\n", ["memory.max": "700\n"]) == 700)
  }

  @Test("The limits of control groups of version 1 are read")
  func version1() throws {
    let membership = "9:name=systemd:/\n5:cpu,memory:/job\n4:cpuset:/job\n0::/\n"
    let files = [
      "memory/job/memory.limit_in_bytes": "300000000\n",
      "memory/memory.limit_in_bytes": "9223372036854771712\n",
      "job/memory.max": "1\n",
    ]
    #expect(try limit(membership, files) == 300_000_000)
  }

  @Test(
    "Without control groups there is no limit", arguments: ["", "nonsense\n", "a:b\n", "0::\n"])
  func noGroups(membership: String) throws {
    #expect(try limit(membership, [:]) == nil)
    #expect(ControlGroup.memoryLimit(membership: folder.file("missing")) == nil)
  }
}
