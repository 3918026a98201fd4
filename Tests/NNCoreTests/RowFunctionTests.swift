import Testing

@testable import NNCore

/// Functions of rows against loops over single numbers, which add them in the stated order.
@Suite("Functions of rows")
struct RowFunctionTests {
  /// Kernels compute eight rows side by side; most of these are no multiple of that.
  private static let rowCounts = Array(1...20) + [63, 64, 65]
  private static let columnCounts = Array(1...20) + [33, 64, 100]

  @Test("Each row has the bits of loops over single numbers", arguments: InstructionSet.supported)
  func bits(set: InstructionSet) {
    check(Float.self, set)
    check(Double.self, set)
  }

  private func check<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    var numbers = TestNumbers(seed: 8)
    for columns in Self.columnCounts {
      let weights = (0..<max(2, columns)).map { _ in numbers.uniform() }
      let rows = (0..<(Self.rowCounts.max() ?? 0)).map { _ in
        let scale = [1, 30, 800][numbers.integer(below: 3)]
        return RowOperands<T>(
          z: (0..<columns).map { _ in T(numbers.uniform() * Double(scale)) },
          y: numbers.sparse(columns), delta: numbers.sparse(columns))
      }
      // A row does not depend on others, so this is what to expect of any number of rows.
      let expected = rows.map { RowResults(looping: $0, weights: weights) }
      for count in Self.rowCounts {
        let found = RowResults.all(of: rows[..<count], weights: weights, kernels: Kernels(set))
        for row in 0..<count {
          let place = "row \(row) of \(count) x \(columns), \(T.self)"
          for ((name, found), (_, expected)) in zip(found[row].vectors, expected[row].vectors) {
            #expect(sameBits(found, expected), "\(name), \(place)")
          }
          for ((name, found), (_, expected)) in zip(found[row].sums, expected[row].sums) {
            #expect(sameBits([found], [expected]), "\(name), \(place)")
          }
        }
      }
    }
  }

  @Test("Padding becomes zero, and nothing else changes", arguments: InstructionSet.supported)
  func padding(set: InstructionSet) {
    checkPadding(Float.self, set)
    checkPadding(Double.self, set)
  }

  private func checkPadding<T: Scalar>(_ type: T.Type, _ set: InstructionSet) {
    for columns in Self.columnCounts {
      let arena = Arena()
      let x: Matrix<T> = arena.matrix(rows: 3, columns: columns)
      for index in 0..<x.paddedCount { x.elements[index] = index.isMultiple(of: 2) ? .nan : -0.0 }
      Kernels<T>(set).clearPadding(of: x)
      let expected = (0..<x.paddedCount).map { index -> T in
        index % x.stride >= columns ? 0 : index.isMultiple(of: 2) ? .nan : -0.0
      }
      let found = (0..<x.paddedCount).map { x.elements[$0] }
      #expect(sameBits(found, expected), "\(columns) columns of \(T.self)")
    }
  }
}

/// A row of each matrix that functions take.
private struct RowOperands<T: Scalar> {
  let z: [T]
  let y: [T]
  let delta: [T]
}

/// What the functions compute of a row.
private struct RowResults<T: Scalar> {
  let vectors: [(name: String, values: [T])]
  let sums: [(name: String, value: Double)]

  /// The results of the kernels for some rows.
  static func all(
    of rows: ArraySlice<RowOperands<T>>, weights: [Double], kernels: Kernels<T>
  ) -> [RowResults] {
    let arena = Arena()
    let columns = rows[0].z.count
    func matrix(_ values: (RowOperands<T>) -> [T]) -> Matrix<T> {
      arena.matrix(rows.flatMap(values), columns: columns)
    }
    let (z, y) = (matrix(\.z), matrix(\.y))
    let (softmax, derivative) = (matrix(\.z), matrix(\.delta))
    let (difference, doubled, weighed) = (matrix(\.z), matrix(\.z), matrix(\.delta))
    kernels.softmax(z, into: softmax)
    kernels.multiplyBySoftmaxDerivative(derivative, activations: softmax)
    kernels.difference(z, y, into: difference)
    kernels.squaredErrorGradient(activations: z, targets: y, into: doubled)
    func sums(_ compute: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
      let sums: UnsafeMutablePointer<Double> = arena.zeros(rows.count)
      for row in rows.indices { sums[row] = 1 }
      compute(sums)
      return rows.indices.map { sums[$0] }
    }
    let squaredErrors = sums { kernels.squaredError(activations: z, targets: y, into: $0) }
    let crossEntropies = sums { kernels.crossEntropy(logits: z, targets: y, into: $0) }
    let binaries = sums { kernels.binaryCrossEntropy(logits: z, targets: y, into: $0) }
    let rowSums = sums { kernels.sumRows(of: z, into: $0) }
    let means = sums { kernels.weigh($0, weighed, targets: y, byClass: weights) }
    func row(_ matrix: Matrix<T>, _ row: Int) -> [T] { matrix.rows(row..<row + 1).values }
    return rows.indices.map {
      RowResults(
        vectors: [
          ("softmax", row(softmax, $0)), ("softmax's derivative", row(derivative, $0)),
          ("difference", row(difference, $0)), ("2 (a - y)", row(doubled, $0)),
          ("weighed derivative", row(weighed, $0)),
        ],
        sums: [
          ("squared error", squaredErrors[$0]), ("cross-entropy", crossEntropies[$0]),
          ("binary cross-entropy", binaries[$0]), ("sum", rowSums[$0]), ("weight", means[$0]),
        ])
    }
  }

  private init(vectors: [(name: String, values: [T])], sums: [(name: String, value: Double)]) {
    self.vectors = vectors
    self.sums = sums
  }

  /// What they should be, one number after the other. Exponentials and logarithms are the kernels'.
  init(looping row: RowOperands<T>, weights: [Double]) {
    let (z, y, delta) = (row.z, row.y, row.delta)
    let maximum = z.reduce(z[0]) { $1 > $0 ? $1 : $0 }
    let exponentials = Self.apply(.exp, z.map { Double($0 - maximum) }).map { T($0) }
    let total = exponentials.reduce(0, +)
    let softmax = exponentials.map { $0 / total }
    let product = zip(delta, softmax).reduce(T(0)) { $0.addingProduct($1.0, $1.1) }
    var weight = y.count == 1 ? weights[0] * (1 - Double(y[0])) : 0
    for (w, target) in zip(y.count == 1 ? weights[1...] : weights[...], y) {
      weight.addProduct(w, Double(target))
    }
    vectors = [
      ("", softmax), ("", zip(delta, softmax).map { $1 * ($0 - product) }),
      ("", zip(z, y).map { $0 - $1 }), ("", zip(z, y).map { 2 * ($0 - $1) }),
      ("", delta.map { $0 * T(weight) }),
    ]

    let squaredError = zip(z, y).map { Double($0) - Double($1) }.reduce(0.0) {
      $0.addingProduct($1, $1)
    }
    let terms = Self.apply(.exp, z.map { Double($0) - Double(maximum) })
    let logarithm = Self.apply(.log, [terms.reduce(0, +)])[0]
    let crossEntropy = zip(z, y).reduce(0.0) {
      $0.addingProduct(Double($1.1), (Double(maximum) - Double($1.0)) + logarithm)
    }
    let small = Self.apply(.exp, z.map { -Double($0).magnitude })
    let logarithms = Self.apply(.log, small.map { $0 + 1 })
    var binary = 0.0
    for (index, logit) in z.map({ Double($0) }).enumerated() {
      let correction = (small[index] - ((small[index] + 1) - 1)) / (small[index] + 1)
      binary +=
        (logit < 0 ? 0 : logit).addingProduct(-logit, Double(y[index]))
        + (logarithms[index] + correction)
    }
    sums = [
      ("", squaredError), ("", crossEntropy), ("", binary),
      ("", z.reduce(0.0) { $0 + Double($1) }), ("", weight),
    ]
  }

  private static func apply(_ function: UnaryFunction, _ x: [Double]) -> [Double] {
    let arena = Arena()
    let row = arena.row(x)
    Kernels(.baseline).apply(function, row, into: row)
    return row.values
  }
}
