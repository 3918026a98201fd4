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
