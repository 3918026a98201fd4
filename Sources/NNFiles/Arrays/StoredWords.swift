/// An array of words, each in a field of the same number of bytes that ends with zeros, as NumPy
/// stores them.
package struct StoredWords: Sendable {
  /// The length of each dimension.
  package let shape: [Int]
  /// What NumPy calls the type: `<U5`.
  package let descr: String
  /// The bytes that hold the words.
  package let storage: ByteStorage
  /// The number of bytes of a field.
  private let size: Int
  /// Whether a character is a number of 32 bits; otherwise, words are UTF-8.
  private let isUTF32: Bool
  /// The offset of the first word in the storage, in bytes.
  private let offset: Int

  /// An array over existing bytes, which must be enough for its shape.
  init(
    shape: [Int], descr: String, size: Int, isUTF32: Bool, storage: ByteStorage, offset: Int
  ) {
    self.shape = shape
    self.descr = descr
    self.size = size
    self.isUTF32 = isUTF32
    self.storage = storage
    self.offset = offset
    precondition(
      storage.bytes.count - offset >= shape.reduce(1, *) * size, "the bytes do not fill the shape")
  }

  /// The number of words.
  package var count: Int { shape.reduce(1, *) }

  /// The word at a position in the storage; `nil` if its bytes are not text.
  package func word(at position: Int) -> String? {
    let start = offset + position * size
    let field = UnsafeRawBufferPointer(rebasing: storage.bytes[start..<start + size])
    guard isUTF32 else {
      let length = field.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
      return String(validating: field.prefix(length), as: UTF8.self)
    }
    var scalars = String.UnicodeScalarView()
    let codes = (0..<size / 4).map { field.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    for code in codes.prefix((codes.lastIndex { $0 != 0 } ?? -1) + 1) {
      guard let scalar = Unicode.Scalar(code) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
