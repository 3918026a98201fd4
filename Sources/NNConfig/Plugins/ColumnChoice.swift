import NNFiles

/// A choice that is made for all columns of a data set, or for columns by name.
public struct ColumnChoice: Sendable, Equatable {
  /// The word for columns that are not named; `nil` if columns are named.
  public let forAll: String?
  /// The words and the columns that are named for them, in the order of the parameter's words; columns
  /// in byte order.
  public let groups: [Group]

  /// Columns with the same choice.
  public struct Group: Sendable, Equatable {
    /// The word.
    public let word: String
    /// The columns.
    public let columns: [String]
  }

  /// A choice for all columns.
  public init(forAll word: String) {
    forAll = word
    groups = []
  }

  /// Choices for columns by name; the order of columns means nothing.
  public init(_ groups: [(word: String, columns: [String])]) {
    forAll = nil
    self.groups = groups.map { word, columns in
      Group(
        word: word, columns: columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  /// The choice as it is written.
  public var json: JSONValue {
    if let forAll { return .string(forAll) }
    return .object(groups.map { ($0.word, .array($0.columns.map { .string($0) })) })
  }
}
