/// An array of numbers in the type and order of its file, in this machine's byte order.
public struct StoredArray: Sendable {
  /// The length of each dimension.
  public let shape: [Int]
  /// The type of the elements.
  public let type: ElementType
  /// Whether the first index varies fastest, rather than the last.
  public let isFortranOrder: Bool
  /// The bytes that hold the elements.
  public let storage: ByteStorage
  /// The offset of the first element in the storage, in bytes.
  public let offset: Int

  /// An array over existing bytes, which must be enough for its shape.
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

  /// The elements' bytes; valid as long as the array exists.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage.bytes[offset..<offset + count * type.size])
  }
}

extension StoredArray {
  /// Maps the array of a `.npy` file (NumPy Enhancement Proposal 1).
  ///
  /// - Throws: `FileError` if it cannot be mapped; `NPYFileError` if it is not an array, or its
  ///   header does not match its length; `OutOfMemory` if there is not enough memory
  package static func npy(_ path: String) throws -> StoredArray {
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
  /// - Throws: `NPYProblem` if the type is not supported or the elements do not fill the shape;
  ///   `OutOfMemory` for a copy, with the owner's name
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
  ///
  /// - Throws: `OutOfMemory` if there is not enough memory
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
package struct NPYFileError: UserFacingError, Equatable {
  /// The file.
  package let path: String
  /// What is wrong with it.
  package let problem: NPYProblem
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }
  /// The path and what is wrong.
  package var description: String { "\(path): \(problem)" }
}
