// The only file that chooses a C library. All others import `Platform`, which re-exports it, and
// find here what the libraries declare differently.

#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif

/// The C library and, if it says so, its version: `glibc 2.36`.
package var libraryVersion: String {
  #if canImport(Glibc)
    var text = [UInt8](repeating: 0, count: 64)
    let length = text.withUnsafeMutableBytes { bytes in
      confstr(
        Int32(_CS_GNU_LIBC_VERSION), bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    return length > 0 ? String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) : "glibc"
  #elseif canImport(Musl)
    return "musl"
  #else
    return "libSystem"
  #endif
}

/// What `getrlimit` can be asked about.
package enum ResourceLimit {
  #if canImport(Glibc)
    /// The size of the address space, in bytes.
    package static let addressSpace = Int32(RLIMIT_AS.rawValue)
    /// The size of the process's own data, in bytes.
    package static let data = Int32(RLIMIT_DATA.rawValue)
  #else
    /// The size of the address space, in bytes.
    package static let addressSpace = Int32(RLIMIT_AS)
    /// The size of the process's own data, in bytes.
    package static let data = Int32(RLIMIT_DATA)
  #endif
}

extension stat {
  /// When the file's bytes were last changed.
  package var modificationTime: timespec {
    #if canImport(Darwin)
      st_mtimespec
    #else
      st_mtim
    #endif
  }

  /// When the file's bytes, or anything else about it, were last changed.
  package var statusChangeTime: timespec {
    #if canImport(Darwin)
      st_ctimespec
    #else
      st_ctim
    #endif
  }
}
