/// An array of numbers in the type and order in which a file has them, in this machine's byte order.
public struct StoredArray: Sendable {
  /// The length of each dimension.
  public let shape: [Int]
  /// The type of its elements.
  public let type: ElementType
  /// Whether the first index varies fastest, and not the last.
  public let isFortranOrder: Bool
  /// The bytes that hold the elements.
  public let storage: ByteStorage
  /// Where the first element begins in the storage.
  public let offset: Int

  /// An array over existing bytes.
  public init(
    shape: [Int], type: ElementType, isFortranOrder: Bool = false, storage: ByteStorage,
    offset: Int = 0
  ) {
    self.shape = shape
    self.type = type
    self.isFortranOrder = isFortranOrder && shape.count > 1
    self.storage = storage
    self.offset = offset
    let bytes = shape.reduce(1, *) * type.size
    precondition(storage.bytes.count - offset >= bytes, "the bytes do not fill the shape")
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The elements' bytes; valid as long as the array.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage.bytes[offset..<offset + count * type.size])
  }
}

extension StoredArray {
  /// Maps the array of a `.npy` file (NumPy Enhancement Proposal 1).
  ///
  /// - Throws: `FileError`, `OutOfMemory`, or `NPYFileError` if header and length do not fit each other
  public static func npy(_ path: String) throws -> StoredArray {
    let storage = try ByteStorage(mapping: path)
    do {
      var rest = storage.bytes[...]
      let start = NPYHeader.read { count in
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      guard let (header, length) = start else { throw NPYProblem.header }
      return try header.array(
        in: storage, offset: length, end: storage.bytes.count, owner: path)
    } catch let problem as NPYProblem {
      throw NPYFileError(path: path, problem: problem)
    }
  }
}

extension NPYHeader {
  /// The array that this header declares, whose elements fill the storage from an offset to an end.
  ///
  /// Elements in the other byte order are copied.
  ///
  /// - Throws: `NPYProblem`, or `OutOfMemory` that names the owner
  func array(
    in storage: ByteStorage, offset: Int, end: Int, owner: String
  ) throws -> StoredArray {
    let type = try type(filling: end - offset)
    let isForeign = type.size > 1 && descr.hasPrefix(">") == (1.littleEndian == 1)
    return StoredArray(
      shape: shape, type: type, isFortranOrder: fortranOrder,
      storage: isForeign
        ? try storage.swapped(offset..<end, elementSize: type.size, owner: owner) : storage,
      offset: isForeign ? 0 : offset)
  }
}

extension ByteStorage {
  /// A copy of elements with their bytes in the opposite order.
  fileprivate func swapped(
    _ range: Range<Int>, elementSize size: Int, owner: String
  ) throws -> ByteStorage {
    try ByteStorage(byteCount: range.count, owner: owner) { memory in
      for index in 0..<range.count {
        memory[index] = bytes[range.lowerBound + index / size * size + size - 1 - index % size]
      }
    }
  }
}

/// A `.npy` file that cannot be read.
public struct NPYFileError: UserFacingError, Equatable {
  /// The file.
  public let path: String
  /// What is wrong with it.
  public let problem: NPYProblem
  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }
  /// The path and what is wrong.
  public var description: String { "\(path): \(problem)" }
}
