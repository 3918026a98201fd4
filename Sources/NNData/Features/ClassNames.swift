import NNFiles

/// Gives the names of classes, or of the categories of a column, their indices in the order of the
/// names.
///
/// Names that are all numbers are ordered as numbers, so that class i of 0, 1, ..., 11 is called i;
/// all others are in byte order. An empty name, which stands for what is missing, is the first and no
/// obstacle to numbers.
public struct ClassNames: Sendable {
  /// The names in their order.
  public let names: [String]
  private let indices: [String: Int32]

  /// The classes of a training set's labels.
  init<Labels: Sequence<String>>(_ labels: Labels) {
    names = Self.ordered(Set(labels))
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  private static func ordered(_ names: Set<String>) -> [String] {
    let inByteOrder = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let numbers = inByteOrder.compactMap { name in
      (name.isEmpty ? -.infinity : DecimalNumber.value(of: name)).map { (name, $0) }
    }
    guard numbers.count == inByteOrder.count else { return inByteOrder }
    // Spellings of one number stay in byte order.
    return numbers.enumerated().sorted { a, b in
      (a.element.1, a.offset) < (b.element.1, b.offset)
    }.map(\.element.0)
  }

  /// The index of a name; `nil` for one that the training set does not have.
  public func index(of name: String) -> Int32? { indices[name] }

  /// The names in a message.
  public var listing: String {
    // Spaces around a name would not be seen.
    names.map { $0.isEmpty || $0.trimmed != $0 ? "'\($0.excerpt)'" : $0.excerpt }.listing
  }
}
