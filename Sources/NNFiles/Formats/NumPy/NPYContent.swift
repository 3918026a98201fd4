/// The content of an array that NumPy has saved: numbers, or words.
package enum NPYContent: Sendable {
  /// Numbers or truth values.
  case numbers(StoredArray)
  /// Words of bytes (`S`) or of characters (`U`).
  case words(StoredWords)

  /// The numbers.
  ///
  /// - Throws: `NPYProblem.type` if the elements are words
  func numbers() throws(NPYProblem) -> StoredArray {
    switch self {
    case .numbers(let array): array
    case .words(let words): throw .type(words.descr)
    }
  }

  /// The length of each dimension.
  package var shape: [Int] {
    switch self {
    case .numbers(let array): array.shape
    case .words(let words): words.shape
    }
  }

  /// The bytes that hold the elements.
  package var storage: ByteStorage {
    switch self {
    case .numbers(let array): array.storage
    case .words(let words): words.storage
    }
  }

  /// Maps a `.npy` file (NumPy Enhancement Proposal 1).
  ///
  /// - Throws: `FileError` if it cannot be mapped; `NPYFileError` if it is not an array, or its
  ///   header does not match its length; `FormatError` if it is of another format; `OutOfMemory` if
  ///   there is not enough memory
  package init(mapping path: String) throws {
    let storage = try ByteStorage(mapping: path)
    try FileFormat(storage.bytes)?.checkIsRead(path)
    do {
      var rest = storage.bytes[...]
      let start = NPYHeader.read { count in
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      guard let (header, length) = start else { throw NPYProblem.header }
      self = try header.content(
        in: storage, offset: length, end: storage.bytes.count, owner: path)
    } catch let problem as NPYProblem {
      throw NPYFileError(path: path, problem: problem)
    }
  }
}

extension StoredArray {
  /// Maps the numbers of a `.npy` file.
  ///
  /// - Throws: as `NPYContent(mapping:)` does; `NPYFileError` also if it has words
  package static func npy(_ path: String) throws -> StoredArray {
    let content = try NPYContent(mapping: path)
    do {
      return try content.numbers()
    } catch {
      throw NPYFileError(path: path, problem: error)
    }
  }
}

/// The type of the elements of an array, as its header describes it.
enum NPYElements {
  /// Numbers or truth values.
  case numbers(ElementType)
  /// Words, each of so many bytes: UTF-8, or UTF-32 in this machine's byte order.
  case words(size: Int, isUTF32: Bool)

  /// The type that NumPy calls `<f4`, `|S5` and so on; `nil` if arrays of it are not read.
  init?(descr: String) {
    guard let order = descr.first, "<>|=".contains(order) else { return nil }
    let code = descr.dropFirst()
    if let type = ElementType(numPyCode: code) {
      self = .numbers(type)
    } else if let kind = code.first, kind == "U" || kind == "S",
      let count = Int(code.dropFirst()), count > 0,
      let size = count.checkedProduct(kind == "U" ? 4 : 1)
    {
      self = .words(size: size, isUTF32: kind == "U")
    } else {
      return nil
    }
  }

  /// The number of bytes of an element.
  var size: Int {
    switch self {
    case .numbers(let type): type.size
    case .words(let size, _): size
    }
  }

  /// The number of consecutive bytes that are in the file's byte order.
  fileprivate var unitSize: Int {
    switch self {
    case .numbers(let type): type.size
    case .words(_, let isUTF32): isUTF32 ? 4 : 1
    }
  }

  /// Whether they are numbers of one of some types.
  func isOne(of types: [ElementType]) -> Bool {
    if case .numbers(let type) = self { types.contains(type) } else { false }
  }
}

extension NPYHeader {
  /// The type of the elements, given how many bytes all of them have.
  ///
  /// - Throws: `NPYProblem` if the type is not supported, or the elements do not have these bytes
  func elements(filling size: Int) throws(NPYProblem) -> NPYElements {
    guard let elements = NPYElements(descr: descr) else { throw .type(descr) }
    guard let count, count.checkedProduct(elements.size) == size else {
      throw .length(shape: shape)
    }
    return elements
  }

  /// The array that this header declares, whose elements fill the storage from an offset to an end.
  ///
  /// Elements in the other byte order are copied.
  ///
  /// - Throws: `NPYProblem` if the type is not supported or the elements do not fill the shape;
  ///   `OutOfMemory` for a copy, with the owner's name
  func content(
    in storage: ByteStorage, offset: Int, end: Int, owner: String
  ) throws -> NPYContent {
    let elements = try elements(filling: end - offset)
    let unit = elements.unitSize
    let isForeign = unit > 1 && descr.hasPrefix(">") == (1.littleEndian == 1)
    let native =
      isForeign ? try storage.swapped(offset..<end, elementSize: unit, owner: owner) : storage
    let start = isForeign ? 0 : offset
    switch elements {
    case .numbers(let type):
      return .numbers(
        StoredArray(
          shape: shape, type: type, isFortranOrder: fortranOrder, storage: native, offset: start))
    case .words(let size, let isUTF32):
      return .words(
        StoredWords(
          shape: shape, descr: descr, size: size, isUTF32: isUTF32, storage: native, offset: start))
    }
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
