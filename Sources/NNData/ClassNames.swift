import NNFiles

/// Gives the names of classes, or of the categories of a column, their indices in the names' byte
/// order.
public struct ClassNames: Sendable {
  /// The names in byte order.
  public let names: [String]
  private let indices: [String: Int32]

  /// The classes of a training set's labels.
  init<Labels: Sequence<String>>(_ labels: Labels) {
    names = Set(labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// The index of a name; `nil` for one that the training set does not have.
  public func index(of name: String) -> Int32? { indices[name] }

  /// The names in a message.
  public var listing: String { names.map(\.excerpt).listing }
}
