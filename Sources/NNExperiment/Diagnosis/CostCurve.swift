import NNFiles

/// The costs of a training's first and last iterations.
struct CostCurve: Equatable {
  /// The costs at the beginning: at most a hundred, and at most a quarter of all.
  let first: [Double]
  /// As many at the end.
  let last: [Double]

  private static let most = 100

  /// The costs of all iterations.
  init(_ costs: [Double]) { self.init(first: costs, last: costs, count: costs.count) }

  /// Reads the beginning and the end of `cost.csv`, which may be large.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - count: the number of its rows
  /// - Throws: `FileError`
  init(_ path: String, count: Int) throws(FileError) {
    // A row has two numbers of at most 24 characters.
    let ends = try File.ends(of: path, count: 50 * (Self.most + 2))
    func costs(_ bytes: [UInt8]) -> [Double] {
      // The first line is the header, or cut in two.
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
        line.split(separator: ",").last.flatMap { Double($0) }
      }
    }
    self.init(
      first: Array(costs(ends.first).prefix(Self.most)), last: costs(ends.last), count: count)
  }

  private init(first: [Double], last: [Double], count: Int) {
    let length = min(Self.most, max(1, count / 4))
    self.first = Array(first.prefix(length))
    self.last = Array(last.suffix(length))
  }

  /// The mean at the beginning; `nil` if there are no costs.
  var start: Double? { Self.mean(first) }

  /// The mean at the end.
  var end: Double? { Self.mean(last) }

  /// Whether costs have ended above all of the very first ones.
  ///
  /// The costs of batches vary by chance. So three quarters of the last ones must exceed the
  /// maximum of the first ten, and there must be enough of them for that not to happen by chance,
  /// unless they are larger by far.
  ///
  /// - Parameter isExact: whether each batch is the whole training set, so that costs do not vary
  ///   by chance
  /// - Returns: whether they have
  func haveRisen(isExact: Bool) -> Bool {
    let veryFirst = first.prefix(10)
    guard let greatest = veryFirst.max() else { return false }
    let level = last.sorted()[last.count / 4]
    return level > greatest * (isExact || veryFirst.count == 10 ? 1 : 1000)
  }

  /// Whether costs are the same at the end as at the beginning: their means differ by no more than
  /// a hundredth, or by a few hundredths and two standard errors.
  ///
  /// - Parameter isExact: whether each batch is the whole training set, so that costs do not vary
  ///   by chance
  /// - Returns: whether they are
  func areUnchanged(isExact: Bool) -> Bool {
    guard let start, let end else { return false }
    let difference = abs(end - start)
    if difference <= 0.01 * abs(start) { return true }
    let error =
      (Self.variance(first) / Double(first.count) + Self.variance(last) / Double(last.count))
      .squareRoot()
    return !isExact && difference <= 0.05 * abs(start) && difference <= 2 * error
  }

  private static func mean(_ costs: [Double]) -> Double? {
    costs.isEmpty ? nil : costs.reduce(0, +) / Double(costs.count)
  }

  private static func variance(_ costs: [Double]) -> Double {
    let mean = mean(costs) ?? 0
    return costs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, costs.count - 1))
  }
}
