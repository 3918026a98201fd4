#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory that the machine has.
public enum PhysicalMemory {
  /// Its size in bytes.
  public static var byteCount: Int {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    return pages.checkedProduct(Int(sysconf(Int32(_SC_PAGESIZE)))) ?? Int.max
  }
}
