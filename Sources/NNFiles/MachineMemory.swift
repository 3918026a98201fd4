#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of this machine.
public enum MachineMemory {
  /// Its bytes.
  public static var size: Int {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    return pages.checkedProduct(Int(sysconf(Int32(_SC_PAGESIZE)))) ?? .max
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
