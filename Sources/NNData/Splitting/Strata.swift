import NNCore

/// The rows of a data set by class, for stratified splits.
struct Strata {
  /// The rows of each class, in the order of the data; without classes, all rows in one stratum.
  private(set) var rows: [[Int]]
  /// The number of all rows.
  private(set) var count: Int

  /// All rows, in the order of the data.
  var allRows: [Int] { rows.flatMap { $0 }.sorted() }

  /// Rows without classes.
  init(count: Int) {
    rows = [Array(0..<count)]
    self.count = count
  }

  /// The rows of labelled samples.
  ///
  /// - Parameter labels: the index of each row's class
  init(labels: [Int32]) {
    var rows = [[Int]](repeating: [], count: Int(labels.max() ?? -1) + 1)
    for (row, label) in labels.enumerated() { rows[Int(label)].append(row) }
    self.rows = rows
    count = labels.count
  }

  /// The rows of a data set by its targets. Numeric targets count as classes if all are 0 or 1, in
  /// a single column or one-hot.
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

  /// The classes that rows of zeros and ones denote; `nil` for other targets.
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

  /// Draws rows of each class, in proportion to their numbers, and takes them out.
  ///
  /// - Parameters:
  ///   - total: how many rows to draw, at most `count`
  ///   - random: the random numbers to draw with: stream = class, index = position
  /// - Returns: the rows, in the order of the data
  mutating func draw(_ total: Int, _ random: RandomNumbers) -> [Int] {
    var drawn: [Int] = []
    for (stratum, share) in shares(of: total).enumerated() where share > 0 {
      let shuffled = shuffled(stratum, first: share, random)
      drawn += shuffled[..<share]
      rows[stratum] = shuffled[share...].sorted()
    }
    count -= total
    return drawn.sorted()
  }

  /// Divides the rows into folds, and takes one of them out.
  ///
  /// The rows of each class are shuffled and dealt to the folds one after another; the next class
  /// continues where the last one ended. So the folds differ by at most one row, both in all and in
  /// those of each class.
  ///
  /// - Parameters:
  ///   - fold: the fold to take out
  ///   - random: the random numbers to shuffle with: stream = class, index = position
  /// - Returns: the rows of the fold, in the order of the data
  mutating func take(_ fold: Fold, _ random: RandomNumbers) -> [Int] {
    var taken: [Int] = []
    var dealt = 0
    for stratum in rows.indices {
      let shuffled = shuffled(stratum, first: rows[stratum].count, random)
      rows[stratum] = []
      for row in shuffled {
        if dealt % fold.count == fold.number - 1 {
          taken.append(row)
        } else {
          rows[stratum].append(row)
        }
        dealt += 1
      }
      rows[stratum].sort()
    }
    count -= taken.count
    return taken.sorted()
  }

  /// The rows of a class, of which the first have been drawn: the first steps of a Fisher-Yates
  /// shuffle.
  private func shuffled(_ stratum: Int, first steps: Int, _ random: RandomNumbers) -> [Int] {
    var shuffled = rows[stratum]
    for index in 0..<steps {
      let other = random.integer(below: shuffled.count - index, stream: stratum, index: index)
      shuffled.swapAt(index, index + other)
    }
    return shuffled
  }

  /// Allocates a number of rows to the classes, in proportion to their sizes.
  ///
  /// By the largest remainder method: each class gets its proportional share, rounded down, and the
  /// classes with the largest remainders get one row more, the first of equal ones. A class gives
  /// its last row only if no other class has a row to give.
  ///
  /// - Parameter total: the number of rows to allocate, at most `count`
  /// - Returns: the number of rows of each class; their sum is `total`
  func shares(of total: Int) -> [Int] {
    guard rows.count > 1, count > 0 else { return [total] }
    let products = rows.map { total.multipliedFullWidth(by: $0.count) }
    let quotients = products.map { count.dividingFullWidth($0) }
    var shares = zip(rows, quotients).map { min($1.quotient, max(0, $0.count - 1)) }
    let order = rows.indices.sorted { a, b in
      (quotients[b].remainder, a) < (quotients[a].remainder, b)
    }
    var remaining = total - shares.reduce(0, +)
    for kept in [1, 0] {
      var before = Int.max
      while remaining > 0, remaining < before {
        before = remaining
        for stratum in order where remaining > 0 && shares[stratum] + kept < rows[stratum].count {
          shares[stratum] += 1
          remaining -= 1
        }
      }
    }
    return shares
  }
}
