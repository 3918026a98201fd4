/// Gives the names of classes their indices, in the names' byte order.
struct ClassNames {
  /// The names in byte order.
  let names: [String]
  private let indices: [String: Int32]

  /// The classes of a training set's labels.
  init<Labels: Sequence<String>>(_ labels: Labels) {
    names = Set(labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// The index of a name; `nil` for one that the training set does not have.
  func index(of name: String) -> Int32? { indices[name] }

  /// The names for a message, the first of many.
  var list: String {
    let most = 20
    let listed = names.prefix(most).map(\.excerpt).joined(separator: ", ")
    return names.count > most ? "\(listed) and \(names.count - most) more" : listed
  }
}
