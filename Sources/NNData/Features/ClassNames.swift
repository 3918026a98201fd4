import NNFiles

/// The names of classes, or of the categories of a column, and their indices: their positions in
/// the order of the names.
///
/// If all names are numbers, they are in numeric order, so that class i of 0, 1, ..., 11 is called
/// i; otherwise they are in byte order. The empty name, the category of missing values, comes first
/// and does not prevent numeric order.
public struct ClassNames: Sendable {
  /// The names, in order.
  public let names: [String]
  private let indices: [String: Int32]

  /// The distinct labels among these.
  public init<Labels: Sequence<String>>(_ labels: Labels) {
    names = Self.ordered(Set(labels))
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  private static func ordered(_ names: Set<String>) -> [String] {
    let inByteOrder = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let numbers = inByteOrder.compactMap { name in
      (name.isEmpty ? -.infinity : DecimalNumber.value(of: name)).map { (name, $0) }
    }
    guard numbers.count == inByteOrder.count else { return inByteOrder }
    // Spellings of the same number stay in byte order.
    return numbers.enumerated().sorted { a, b in
      (a.element.1, a.offset) < (b.element.1, b.offset)
    }.map(\.element.0)
  }

  /// The index of a name; `nil` if it is not one of the names.
  public func index(of name: String) -> Int32? { indices[name] }

  /// The name that a text is meant for, spelled in another way: the same number, such as 0.0 for 0,
  /// or other capital letters.
  ///
  /// - Parameter text: a text that is not one of the names
  /// - Returns: the name; `nil` if there is none
  package func spelling(meantBy text: String) -> String? {
    if let number = DecimalNumber.value(of: text),
      let name = names.first(where: { DecimalNumber.value(of: $0) == number })
    {
      return name
    }
    return names.first { $0.lowercased() == text.lowercased() }
  }

  /// The names in a message.
  package var listing: String { names.quoted.listing }
}
