import NNFiles
import TestSupport

@testable import NNCore

/// References of 50 digits, as `Tests/Golden/make_numerics.py` makes them.
struct FunctionReferences<T: Scalar> {
  let arguments: [T]
  /// The second operands of a binary function.
  let exponents: [T]
  /// The results, rounded to double.
  let high: [Double]
  /// The exact result minus `high`, in units in the last place of `high`; 0 for float, where it
  /// does not matter.
  private let rest: [Double]

  /// - Parameter name: the function's file, without its extension
  /// - Throws: what reading the file throws, and `MissingArray`.
  init(_ name: String) throws {
    let arrays = try NPZFile.read(
      ProjectFiles.golden("numerics/\(name).npz"), maximumElements: 40_000)
    func array(_ key: String) throws -> [Double] {
      switch arrays[key]?.elements {
      case .float64(let values): return values
      case .float32(let values): return values.map(Double.init)
      case .uint8, nil: throw MissingArray(key: key)
      }
    }
    let bits = T.self == Float.self ? 32 : 64
    arguments = try array("x_\(bits)").map { T($0) }
    exponents = arrays.keys.contains("y_\(bits)") ? try array("y_\(bits)").map { T($0) } : []
    high = try array("high_\(bits)")
    rest = bits == 32 ? high.map { _ in 0 } : try array("rest_64")
  }

  /// Compares results with the references.
  ///
  /// - Parameters:
  ///   - results: the functions' values at the arguments
  ///   - leastUnit: the smallest unit in which to measure the error at an argument
  /// - Returns: the largest error, in units in the last place of the type, and where it is
  func worstError(
    of results: [T], leastUnit: (T) -> T = { _ in .leastNonzeroMagnitude }
  ) -> (error: Double, index: Int) {
    var worst = (error: 0.0, index: 0)
    for (index, result) in results.enumerated() {
      let rounded = T(high[index])
      // Where the exact result exceeds the type's range, only infinity is right.
      if rounded.isInfinite, result == rounded { continue }
      let unit = max(rounded.ulp, leastUnit(arguments[index]))
      // Divided first, because a fraction of the smallest unit would be rounded to 0.
      let error = abs(
        (Double(result) - high[index]) / Double(unit)
          - rest[index] * (Double(rounded.ulp) / Double(unit)))
      if !(error <= worst.error) {
        worst = (error.isNaN ? .infinity : error, index)
      }
    }
    return worst
  }

  struct MissingArray: Error {
    let key: String
  }
}
