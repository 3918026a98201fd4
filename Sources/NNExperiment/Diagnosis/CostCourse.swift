import NNFiles

/// The costs of a training's first and last iterations.
struct CostCourse: Equatable {
  /// The costs at the beginning, at most ten, and at most a quarter of all.
  let first: [Double]
  /// The costs at the end, at most a hundred, and at most a quarter of all.
  let last: [Double]

  private static let longest = (first: 10, last: 100)

  /// The costs of iterations, each of one batch.
  init(_ costs: [Double]) { self.init(first: costs, last: costs, count: costs.count) }

  /// Reads the beginning and the end of `cost.csv`, which may be large.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - count: the number of its rows
  /// - Throws: `FileError`
  init(_ path: String, count: Int) throws(FileError) {
    // A row has two numbers of at most 24 characters.
    let ends = try File.ends(of: path, count: 50 * (Self.longest.last + 2))
    // A row that is cut in two at the one end or the other counts as none.
    func costs(_ bytes: [UInt8]) -> [Double] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
        line.split(separator: ",").last.flatMap { Double($0) }
      }
    }
    self.init(
      first: Array(costs(ends.first).prefix(Self.longest.first)), last: costs(ends.last),
      count: count)
  }

  private init(first: [Double], last: [Double], count: Int) {
    let quarter = max(1, count / 4)
    self.first = Array(first.prefix(min(quarter, Self.longest.first)))
    self.last = Array(last.suffix(min(quarter, Self.longest.last)))
  }

  /// Whether costs ended above all of the first ones.
  ///
  /// Costs of batches differ by chance. Three quarters of the last ones must be above the greatest of the
  /// first ones, and there must be enough of them for that not to happen by itself; unless `isExact`:
  /// each batch is the whole training set, so that chance has no part.
  func hasRisen(isExact: Bool) -> Bool {
    guard let greatest = first.max(), isExact || first.count == Self.longest.first else {
      return false
    }
    return last.sorted()[last.count / 4] > greatest
  }

  /// The mean of the first costs; `nil` if there are none.
  var start: Double? { first.isEmpty ? nil : first.reduce(0, +) / Double(first.count) }
}
