/// Numbers labels in the order in which they come, until all are known, and counts them.
struct LabelTable {
  /// A label and how often it came.
  struct Entry {
    let label: String
    /// How often it came in rows that are used.
    var count = 0
    /// The line on which it came first; 0 if it did not come yet.
    var firstLine = 0
  }

  /// All labels, in the order in which they came.
  private(set) var entries: [Entry] = []
  private var indices: [String: Int32] = [:]
  private let isClosed: Bool
  private let maximumLabels: Int

  /// A table for the labels of a training set, or with those that a test set may have.
  ///
  /// - Parameters:
  ///   - known: the only labels that are allowed
  ///   - maximumLabels: how many are told apart
  init(known: ClassNames? = nil, maximumLabels: Int = .max) {
    isClosed = known != nil
    self.maximumLabels = maximumLabels
    entries = (known?.names ?? []).map { Entry(label: $0) }
    indices = Dictionary(uniqueKeysWithValues: zip(known?.names ?? [], 0...))
  }

  /// The number of labels.
  var count: Int { entries.count }

  /// The labels, in the order in which they came.
  var labels: [String] { entries.map(\.label) }

  /// Whether there may be other labels than are told apart.
  var isFull: Bool { entries.count == maximumLabels }

  /// The number of a label; `nil` for a new one if others than the known ones are not allowed, or too
  /// many.
  ///
  /// - Parameters:
  ///   - label: the label
  ///   - line: the line of its row
  ///   - isUsed: whether the row is used
  /// - Returns: its number
  mutating func index(of label: String, line: Int, isUsed: Bool) -> Int32? {
    if let index = knownIndex(of: label, line: line, isUsed: isUsed) { return index }
    if isClosed || isFull { return nil }
    indices[label] = Int32(entries.count)
    entries.append(Entry(label: label))
    return knownIndex(of: label, line: line, isUsed: isUsed)
  }

  /// The same for a label that has come before, or is allowed; `nil` for any other.
  mutating func knownIndex(of label: String, line: Int, isUsed: Bool) -> Int32? {
    guard let index = indices[label] else { return nil }
    if entries[Int(index)].firstLine == 0 { entries[Int(index)].firstLine = line }
    if isUsed { entries[Int(index)].count += 1 }
    return index
  }
}
