import Platform

/// The memory of this machine, as far as this process may use it.
package enum MachineMemory {
  /// The bytes of memory of the machine, or of the process's control group if it has fewer.
  package static let size: Int = {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let machine = pages.checkedProduct(pageSize) ?? .max
    return min(machine, ControlGroup.memoryLimit() ?? .max)
  }()

  static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// The bytes of memory that this process can still use, within the machine's memory and its own
  /// limits (`ulimit -v`, `ulimit -d`). Other processes are ignored: they may be about to end.
  package static var left: Int {
    let used = Use.now
    return max(0, min(size - used.resident, left(ofLimits: used)))
  }

  /// The bytes of memory that the limits of this process still allow; `Int.max` if it has none.
  package static var leftOfLimits: Int {
    let hasLimits = min(limit(of: ResourceLimit.addressSpace), limit(of: ResourceLimit.data)) < .max
    return hasLimits ? max(0, left(ofLimits: Use.now)) : .max
  }

  private static func left(ofLimits used: Use) -> Int {
    min(
      limit(of: ResourceLimit.addressSpace) - used.addresses,
      limit(of: ResourceLimit.data) - used.data)
  }

  /// The bytes that are never given away, for all the small allocations that are not checked.
  private static let reserve = 16 << 20
  /// Smaller requests are not checked and come out of the reserve.
  private static let minimumRequest = 1 << 20

  /// The bytes that every command needs, whatever it does.
  package static let minimum = 24 << 20

  /// Checks that there is enough memory before it is allocated: a system may promise more than it
  /// has, and an allocation by a Swift array that fails ends the process.
  ///
  /// - Parameters:
  ///   - bytes: how many; `nil` if more than `Int.max`
  ///   - owner: the file or whatever else needs them
  /// - Throws: `OutOfMemory` if there are not enough
  package static func require(
    _ bytes: Int?, for owner: @autoclosure () -> String
  ) throws(OutOfMemory) {
    let bytes = bytes ?? .max
    if bytes < minimumRequest { return }
    let left = max(0, left - reserve)
    guard bytes <= left else {
      throw OutOfMemory(owner: owner(), bytes: bytes, left: left)
    }
  }

  private static func limit(of resource: Int32) -> Int {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < Int.max else { return .max }
    return Int(limit.rlim_cur)
  }

  /// The memory that a process uses, in bytes.
  private struct Use {
    /// Its address space.
    var addresses = 0
    /// Its own memory, whether it was written to or not.
    var data = 0
    /// Its own memory that it has written to.
    var resident = 0

    /// What this process uses now, as Linux reports it; nothing on other systems.
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
  package static func text(_ bytes: Int) -> String {
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
