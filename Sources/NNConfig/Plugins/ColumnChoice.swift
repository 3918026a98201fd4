public import NNFiles

/// A choice of words, either one for all columns of a data set or for columns by name.
public struct ColumnChoice: Sendable, Equatable {
  /// The word for all columns; `nil` if the choice is made by name.
  public let forAll: String?
  /// The words with the columns named for each, in the order of the parameter's words; columns in
  /// byte order.
  public let groups: [Group]

  /// The columns with the same word.
  public struct Group: Sendable, Equatable {
    /// The word.
    public let word: String
    /// The columns.
    public let columns: [String]
  }

  /// The same choice for all columns.
  public init(forAll word: String) {
    forAll = word
    groups = []
  }

  /// Choices for columns by name; the order of columns has no meaning.
  public init(_ groups: [(word: String, columns: [String])]) {
    forAll = nil
    self.groups = groups.map { word, columns in
      Group(
        word: word, columns: columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  /// The choice as experiment files write it.
  public var json: JSONValue {
    if let forAll { return .string(forAll) }
    return .object(groups.map { ($0.word, .array($0.columns.map { .string($0) })) })
  }
}
