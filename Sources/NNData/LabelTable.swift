/// Numbers labels in the order in which they come, until all are known.
struct LabelTable {
  private var indices: [String: Int32] = [:]
  private var labels: [String] = []

  /// The number of a label.
  mutating func index(of label: String) -> Int32 {
    if let index = indices[label] { return index }
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
