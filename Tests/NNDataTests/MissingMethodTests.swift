import Testing

@testable import NNData

@Suite("Methods for missing values")
struct MissingMethodTests {
  /// What `SimpleImputer` of scikit-learn 1.9.1 finds in the same columns.
  @Test(
    "Means, medians and most frequent values are scikit-learn's",
    arguments: [
      ([3, 1, 2, 2.5, 7, 0.125], 2.6041666666666665, 2.25, 0.125),
      ([1, 1, 2, 2, 3, 3, -1], 1.5714285714285714, 2, 1),
      ([5, 5, -2, -2, 8, 1e3], 169, 5, -2),
      ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], 0.39999999999999997, 0.4, 0.1),
      ([-4], -4, -4, -4),
    ] as [([Double], Double, Double, Double)])
  func values(column: [Double], mean: Double, median: Double, mostFrequent: Double) throws {
    // NumPy adds in another order.
    let found = try #require(MissingMethod.mean.fill(column))
    #expect(abs(found - mean) <= mean.ulp)
    #expect(MissingMethod.median.fill(column) == median)
    #expect(MissingMethod.mostFrequent.fill(column) == mostFrequent)
  }

  @Test("Other methods have no value")
  func noValue() {
    for method in [MissingMethod.error, .dropRow, .category] {
      #expect(method.fill([1, 2]) == nil, "\(method)")
    }
  }

  @Test("Each method is for certain kinds of features")
  func kinds() {
    let kinds = [FeatureKind.number, .boolean, .categories(ClassNames(["a", "b"]))]
    let fits = MissingMethod.allCases.map { method in kinds.map { method.fits($0) } }
    #expect(
      fits == [
        [true, true, true], [true, true, true], [true, true, false], [true, true, false],
        [true, true, true], [false, false, true],
      ])
  }
}
