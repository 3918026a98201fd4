#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of this machine, as far as this process may use it.
public enum MachineMemory {
  /// The bytes of the machine, or of the control group that the process is in if those are fewer.
  public static let size: Int = {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let machine = pages.checkedProduct(pageSize) ?? .max
    return min(machine, ControlGroup.memoryLimit() ?? .max)
  }()

  static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// The bytes that are left of it for this process, and of what its limits allow (`ulimit -v`, `ulimit
  /// -d`). What other processes take is not counted: they may be about to end.
  public static var left: Int {
    let used = Use.now
    return max(0, min(size - used.resident, left(ofLimits: used)))
  }

  /// The bytes that the limits of this process leave; `Int.max` if it has none.
  public static var leftOfLimits: Int {
    let hasLimits = min(limit(of: limits.addresses), limit(of: limits.data)) < .max
    return hasLimits ? max(0, left(ofLimits: Use.now)) : .max
  }

  private static func left(ofLimits used: Use) -> Int {
    min(limit(of: limits.addresses) - used.addresses, limit(of: limits.data) - used.data)
  }

  /// The bytes that always stay, for all the small things that take memory without asking.
  private static let reserve = 16 << 20
  /// What is smaller comes out of the reserve.
  private static let minimumRequest = 1 << 20

  /// What every command takes, whatever it does.
  public static let least = 24 << 20

  /// Checks that there is memory, before it is taken: a system may promise more than it has, and what is
  /// taken by Swift's own arrays cannot be refused any more.
  ///
  /// - Parameters:
  ///   - bytes: how much; `nil` is more than can be counted
  ///   - owner: the file or whatever else needs it
  /// - Throws: `OutOfMemory`
  public static func require(
    _ bytes: Int?, for owner: @autoclosure () -> String
  ) throws(OutOfMemory) {
    let bytes = bytes ?? .max
    if bytes < minimumRequest { return }
    let left = left
    guard bytes <= left - reserve else {
      throw OutOfMemory(owner: owner(), bytes: bytes, left: left)
    }
  }

  #if canImport(Glibc)
    private static let limits = (addresses: RLIMIT_AS.rawValue, data: RLIMIT_DATA.rawValue)
  #else
    private static let limits = (addresses: RLIMIT_AS, data: RLIMIT_DATA)
  #endif

  private static func limit(of resource: some BinaryInteger) -> Int {
    var limit = rlimit()
    guard getrlimit(Int32(resource), &limit) == 0, limit.rlim_cur < Int.max else { return .max }
    return Int(limit.rlim_cur)
  }

  /// What a process has taken.
  private struct Use {
    /// All addresses that stand for something.
    var addresses = 0
    /// Those of memory of its own, whether it was written to or not.
    var data = 0
    /// The memory of its own that it has written to.
    var resident = 0

    /// What this one has taken now, as Linux tells it; nothing where it does not.
    static var now: Use {
      guard let bytes = try? File.read("/proc/self/statm", limit: 1 << 10) else { return Use() }
      let pages = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        .compactMap { Int($0) }
      guard pages.count > 5 else { return Use() }
      return Use(
        addresses: pages[0] * pageSize, data: pages[5] * pageSize,
        resident: (pages[1] - pages[2]) * pageSize)
    }
  }

  /// A number of bytes for people: `18.2 MB`.
  public static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    for unit in ["bytes", "kB", "MB", "GB", "TB", "PB"] {
      if value < 999.95 {
        let tenths = Int((value * 10).rounded())
        return unit == "bytes" ? "\(bytes) bytes" : "\(tenths / 10).\(tenths % 10) \(unit)"
      }
      value /= 1000
    }
    return "more than 1000 PB"
  }
}
