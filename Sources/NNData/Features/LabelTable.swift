/// Numbers labels in the order in which they first occur, and counts them.
struct LabelTable {
  /// A label and where it occurs.
  struct Entry {
    let label: String
    /// How often it occurs in rows that are used.
    var count = 0
    /// The line of its first occurrence; 0 if it has not occurred yet.
    var firstLine = 0
  }

  /// All labels: those that were known at the start, and new ones as they occurred.
  private(set) var entries: [Entry] = []
  private var indices: [String: Int32] = [:]
  private let isClosed: Bool
  private let maximumLabels: Int

  /// An empty table for a training set, or one of the labels that another set may have.
  ///
  /// - Parameters:
  ///   - known: the labels that are allowed; `nil` if any label is
  ///   - maximumLabels: the number of labels to distinguish at most
  init(known: ClassNames? = nil, maximumLabels: Int = .max) {
    isClosed = known != nil
    self.maximumLabels = maximumLabels
    entries = (known?.names ?? []).map { Entry(label: $0) }
    indices = Dictionary(uniqueKeysWithValues: zip(known?.names ?? [], 0...))
  }

  /// The number of labels.
  var count: Int { entries.count }

  /// All labels, by their numbers.
  var labels: [String] { entries.map(\.label) }

  /// Whether there is no room for another label.
  var isFull: Bool { entries.count == maximumLabels }

  /// Counts a label, and adds it if it is new.
  ///
  /// - Parameters:
  ///   - label: the label
  ///   - line: the line of its row
  ///   - isUsed: whether the row is used
  /// - Returns: its number; `nil` for a new label that is not allowed or has no room
  mutating func index(of label: String, line: Int, isUsed: Bool) -> Int32? {
    if let index = knownIndex(of: label, line: line, isUsed: isUsed) { return index }
    if isClosed || isFull { return nil }
    indices[label] = Int32(entries.count)
    entries.append(Entry(label: label))
    return knownIndex(of: label, line: line, isUsed: isUsed)
  }

  /// Counts a label that is in the table.
  ///
  /// - Returns: its number; `nil` if it is not in the table
  mutating func knownIndex(of label: String, line: Int, isUsed: Bool) -> Int32? {
    guard let index = indices[label] else { return nil }
    if entries[Int(index)].firstLine == 0 { entries[Int(index)].firstLine = line }
    if isUsed { entries[Int(index)].count += 1 }
    return index
  }
}
