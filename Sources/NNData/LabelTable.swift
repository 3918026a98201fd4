/// Numbers labels in the order in which they come, until all are known.
struct LabelTable {
  private var indices: [String: Int32] = [:]
  private var labels: [String] = []
  private let isClosed: Bool

  /// A table for the labels of a training set, or with those that a test set may have.
  init(known: ClassNames? = nil) {
    isClosed = known != nil
    labels = known?.names ?? []
    indices = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
  }

  /// The number of labels.
  var count: Int { labels.count }

  /// The number of a label; `nil` for a new one if others than the known ones are not allowed.
  mutating func index(of label: String) -> Int32? {
    if let index = indices[label] { return index }
    if isClosed { return nil }
    let index = Int32(labels.count)
    indices[label] = index
    labels.append(label)
    return index
  }

  /// The names of the classes in byte order, and the class of each number.
  var classes: (names: ClassNames, ofIndex: [Int32]) {
    let names = ClassNames(labels)
    return (names, labels.compactMap { names.index(of: $0) })
  }
}
