import NNFiles
import Platform

/// The machine that nnrun runs on, and its process on it.
package enum Machine {
  /// The name of the machine in its network.
  static var hostName: String {
    // The last byte stays 0: `gethostname` need not end a name that it cuts off.
    var name = [CChar](repeating: 0, count: 257)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return text(of: name.map { UInt8(bitPattern: $0) })
  }

  /// The number of this process.
  static var processNumber: Int32 { getpid() }

  /// The model of the processor, from `/proc/cpuinfo`; `unknown` on systems without it.
  package static var cpuModel: String {
    guard let bytes = try? File.read("/proc/cpuinfo", limit: 1 << 24) else { return "unknown" }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("model name") {
      if let colon = line.firstIndex(of: ":") {
        return String(line[line.index(after: colon)...].drop { $0 == " " })
      }
    }
    return "unknown"
  }

  /// The operating system and the kernel: `Debian GNU/Linux 12 (bookworm), Linux 6.1.0`.
  static var operatingSystem: String {
    var names = utsname()
    uname(&names)
    let kernel = "\(text(in: names.sysname)) \(text(in: names.release))"
    guard let bytes = try? File.read("/etc/os-release", limit: 1 << 16) else { return kernel }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("PRETTY_NAME=") {
      return "\(line.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" }), \(kernel)"
    }
    return kernel
  }

  /// The C string in a field of a structure.
  private static func text<Field>(in field: Field) -> String {
    withUnsafeBytes(of: field) { text(of: Array($0)) }
  }

  /// The text up to the first zero byte.
  private static func text(of bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The largest resident memory of this process so far, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    // RUSAGE_SELF, whose type differs between C libraries, is 0 in all.
    getrusage(0, &usage)
    #if os(Linux)
      return Int(usage.ru_maxrss) * 1024
    #else
      return Int(usage.ru_maxrss)
    #endif
  }

  /// The time in UTC, to the second, as ISO 8601 writes it.
  static var now: String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func digits(_ number: Int32, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let date = [
      digits(parts.tm_year + 1900, 4), digits(parts.tm_mon + 1, 2), digits(parts.tm_mday, 2),
    ]
    let clock = [digits(parts.tm_hour, 2), digits(parts.tm_min, 2), digits(parts.tm_sec, 2)]
    return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))Z"
  }
}
