/// Whether bytes are those of a shared object that this process can load: the words of the loader
/// of the system say little about a file that it does not know.
enum SharedObjectFormat {
  /// What is wrong with the bytes of a file; `nil` if they may be a shared object.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file
  ///   - path: its path
  /// - Returns: a phrase
  static func problem(_ bytes: [UInt8], path: String) -> String? {
    if let compiler = compilers.first(where: { path.hasSuffix($0.ending) }) {
      return "it is source code; compile it first, with "
        + "'\(compiler.command) -o lib\(name(of: path)).so \(path)'"
    }
    #if os(Linux)
      return problemInELF(bytes)
    #else
      return nil
    #endif
  }

  /// The problem of a program.
  static let program = "it is a program, not a library; link it with 'cc -shared'"

  private static let compilers = [
    (ending: ".c", command: "cc -O2 -ffp-contract=off -shared -fPIC"),
    (ending: ".cpp", command: "c++ -O2 -ffp-contract=off -shared -fPIC"),
    (ending: ".cc", command: "c++ -O2 -ffp-contract=off -shared -fPIC"),
    (
      ending: ".swift",
      command: "swiftc -O -parse-as-library -emit-library -import-objc-header nnrun_plugin.h"
    ),
    (ending: ".rs", command: "rustc -O --crate-type cdylib"),
  ]

  private static func name(of path: String) -> Substring {
    (path.split(separator: "/").last ?? "").prefix { $0 != "." }
  }

  // The Executable and Linking Format: System V Application Binary Interface, chapters 4 and 5.
  private static func problemInELF(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 20, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      return bytes.isEmpty ? "it is empty" : "it is not a shared object"
    }
    let (bits, order) = (bytes[4] == 2 ? 64 : 32, bytes[5])
    let words = (0..<10).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 }
    let machine = order == 2 ? words[9].byteSwapped : words[9]
    if bits != Int.bitWidth || machine != ownMachine {
      let name = machines[machine] ?? "number \(machine)"
      return
        "it is for another processor, \(name)\(bits == 32 ? " with 32 bits" : ""), and this nnrun "
        + "is for \(machines[ownMachine] ?? "another one")"
    }
    switch words[8] {
    case 1: return "it is an object file; link it with 'cc -shared'"
    case 2: return program
    default: return isCutOff(bytes) ? "it is incomplete: copy or compile it again" : nil
    }
  }

  /// Whether the end of a shared object of this machine is missing, which the system would notice
  /// only by a signal.
  private static func isCutOff(_ bytes: [UInt8]) -> Bool {
    func number(at offset: UInt64, size: UInt64) -> UInt64? {
      guard offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset else { return nil }
      return (offset..<offset + size).reversed().reduce(0) { $0 << 8 | UInt64(bytes[Int($1)]) }
    }
    // The table of segments: its offset, the size of an entry, and the number of entries.
    guard let table = number(at: 32, size: 8), let size = number(at: 54, size: 2),
      let count = number(at: 56, size: 2), number(at: table, size: 0) != nil
    else { return true }
    return (0..<count).contains { index in
      let entry = table + index * size
      guard let offset = number(at: entry + 8, size: 8),
        let length = number(at: entry + 32, size: 8)
      else { return true }
      return offset > UInt64(bytes.count) || length > UInt64(bytes.count) - offset
    }
  }

  private static let machines: [UInt16: String] = [
    3: "x86", 8: "MIPS", 20: "PowerPC", 21: "PowerPC", 22: "S390", 40: "ARM", 62: "x86-64",
    183: "aarch64", 243: "RISC-V", 258: "LoongArch",
  ]

  private static var ownMachine: UInt16 {
    #if arch(x86_64)
      62
    #elseif arch(arm64)
      183
    #elseif arch(riscv64)
      243
    #else
      0
    #endif
  }
}
