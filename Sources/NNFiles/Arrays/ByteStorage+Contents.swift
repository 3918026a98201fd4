import Platform

extension ByteStorage {
  /// All bytes of a file, decompressed if it is a gzip file, with a 0 after the last one.
  ///
  /// - Parameter path: the file
  /// - Throws: `FileError` if it cannot be read or changes meanwhile; `GzipError` if it is
  ///   compressed and damaged; `OutOfMemory` if it does not fit into memory
  package convenience init(contentsOf path: String) throws {
    var source = try ByteSource(path: path)
    // Room for the 0, and for one byte more, whose absence shows that the file has ended. Pipes and
    // compressed files have more than that.
    var capacity = source.storedSize + 2
    var memory = try Self.resized(nil, to: capacity, for: path)
    var count = 0
    do {
      while true {
        count += try source.fill(
          UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - 1 - count))
        if count < capacity - 1 { break }
        let doubled = 2 * capacity
        memory = try Self.resized(memory, to: doubled, for: path)
        capacity = doubled
      }
    } catch {
      free(memory)
      throw error
    }
    memory.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
    self.init(owning: UnsafeMutableRawBufferPointer(start: memory, count: count))
  }

  /// Memory with the bytes of smaller memory, which is released unless this fails.
  private static func resized(
    _ memory: UnsafeMutableRawPointer?, to size: Int, for owner: String
  ) throws(OutOfMemory) -> UnsafeMutableRawPointer {
    try MachineMemory.require(size, for: owner)
    guard let resized = realloc(memory, size) else {
      throw OutOfMemory(owner: owner, bytes: size, left: MachineMemory.left)
    }
    return resized
  }
}
