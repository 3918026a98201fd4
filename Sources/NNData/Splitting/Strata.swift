/// The rows of a data set by their class, so that each class can be divided for itself.
struct Strata {
  /// The rows of each class, in the order of the data; all rows if there are no classes.
  let rows: [[Int]]
  /// The number of all rows.
  let count: Int

  /// Rows without classes.
  init(count: Int) {
    rows = [Array(0..<count)]
    self.count = count
  }

  /// Rows by their labels.
  init(labels: [Int32]) {
    var rows = [[Int]](repeating: [], count: Int(labels.max() ?? -1) + 1)
    for (row, label) in labels.enumerated() { rows[Int(label)].append(row) }
    self.rows = rows
    count = labels.count
  }

  /// Rows by their targets: labels, 0 and 1, or one 1 among zeros are classes.
  init(_ targets: Samples.Targets) {
    switch targets {
    case .classes(let labels): self.init(labels: labels)
    case .values(let values, let width):
      if let labels = Self.labels(values, width: width) {
        self.init(labels: labels)
      } else {
        self.init(count: values.count / width)
      }
    }
  }

  /// The classes that rows of zeros and ones stand for; `nil` if they are none.
  private static func labels(_ values: [Double], width: Int) -> [Int32]? {
    guard values.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
    if width == 1 { return values.map { Int32($0) } }
    var labels: [Int32] = []
    for start in stride(from: 0, to: values.count, by: width) {
      let ones = (0..<width).filter { values[start + $0] == 1 }
      guard ones.count == 1 else { return nil }
      labels.append(Int32(ones[0]))
    }
    return labels
  }

  /// How many rows of each class make up a part of all rows.
  ///
  /// Each class gives its share, rounded down; what is left is given by the classes with the largest
  /// rests, the first of equal ones. A class gives its last row only when no other can give one.
  func shares(of total: Int) -> [Int] {
    guard rows.count > 1 else { return [total] }
    let products = rows.map { total.multipliedFullWidth(by: $0.count) }
    let quotients = products.map { count.dividingFullWidth($0) }
    var shares = zip(rows, quotients).map { min($1.quotient, max(0, $0.count - 1)) }
    let order = rows.indices.sorted { a, b in
      (quotients[b].remainder, a) < (quotients[a].remainder, b)
    }
    var rest = total - shares.reduce(0, +)
    for kept in [1, 0] {
      var before = Int.max
      while rest > 0, rest < before {
        before = rest
        for stratum in order where rest > 0 && shares[stratum] + kept < rows[stratum].count {
          shares[stratum] += 1
          rest -= 1
        }
      }
    }
    return shares
  }
}
