import Platform

/// Memory whose larger blocks are in pages of two megabytes, if the system has them: products, and
/// batches that are drawn from all over dense data, touch more small pages than a processor
/// remembers the addresses of.
enum LargePages {
  private static let size = 1 << 21

  /// Allocates memory.
  ///
  /// - Parameters:
  ///   - bytes: how many
  ///   - alignment: what the address is a multiple of, a power of two
  /// - Returns: the memory, to be released with `free`; `nil` if there is none
  static func allocate(_ bytes: Int, alignment: Int = 16) -> UnsafeMutableRawPointer? {
    func aligned(_ alignment: Int) -> UnsafeMutableRawPointer? {
      var memory: UnsafeMutableRawPointer?
      return posix_memalign(&memory, max(alignment, 16), max(1, bytes)) == 0 ? memory : nil
    }
    // To start at a large page takes up to one more of the address space, which nothing counts: so
    // not where that is limited.
    guard bytes >= size, MachineMemory.leftOfLimits == .max,
      let memory = aligned(max(alignment, size))
    else { return aligned(alignment) }
    #if os(Linux)
      // If the system refuses, pages are small, and everything works all the same.
      madvise(memory, bytes / size * size, Int32(MADV_HUGEPAGE))
    #endif
    return memory
  }
}
