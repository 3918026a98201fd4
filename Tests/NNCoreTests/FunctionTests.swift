import CNNKernels
import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// The kernels' functions against references of 50 digits, in units in the last place.
@Suite("Transcendental functions")
struct FunctionTests {
  /// References as `Tests/Golden/make_numerics.py` makes them.
  private struct References {
    let arguments: [Double]
    let high: [Double]
    let low: [Double]

    init(_ name: String, bits: Int) throws {
      let path = ProjectFiles.golden("numerics/\(name).npz")
      let arrays = try NPZFile.read(path, mostElements: 10_000)
      func array(_ key: String) throws -> [Double] {
        guard case .float64(let values)? = arrays["\(key)_\(bits)"]?.elements else {
          throw MissingArray(key: key)
        }
        return values
      }
      arguments = try array("x")
      high = try array("high")
      low = try array("low")
    }

    struct MissingArray: Error {
      let key: String
    }

    /// The largest error of results, in units in the last place of the type.
    func worstError<T: Scalar>(of results: [T]) -> Double {
      var worst = 0.0
      for (index, result) in results.enumerated() {
        let rounded = T(high[index])
        // Beyond the type's range the right result is infinite or zero.
        if rounded.isInfinite || rounded.isZero, result == rounded { continue }
        let unit = Double(max(rounded.ulp, T.leastNonzeroMagnitude))
        let error = abs((Double(result) - high[index]) - low[index]) / unit
        worst = max(worst, error.isNaN ? .infinity : error)
      }
      return worst
    }
  }

  private enum Function: String, CaseIterable {
    case exp, log, tanh, sigmoid

    func apply<T: Scalar>(to arguments: [T], _ set: InstructionSet) -> [T] {
      let table = nn_kernels_for(set.kernelSet, T.kernelElement).pointee
      let memory = Memory()
      let x = memory.row(arguments)
      let y: Matrix<T> = memory.matrix(rows: 1, columns: x.count)
      switch self {
      case .exp: table.exp(x.count, x.elements, y.elements)
      case .log: table.log(x.count, x.elements, y.elements)
      case .tanh: table.tanh(x.count, x.elements, y.elements)
      case .sigmoid: table.sigmoid(x.count, x.elements, y.elements)
      }
      return y.values
    }
  }

  private static let sets = InstructionSet.allCases.filter(\.isSupported)

  @Test(
    "Errors in double stay within the stated bounds",
    arguments: sets, [("exp", 1.0), ("log", 1.0), ("sigmoid", 2.5), ("tanh", 2.5)])
  func errorsInDouble(set: InstructionSet, function: (name: String, bound: Double)) throws {
    let references = try References(function.name, bits: 64)
    let results = try #require(Function(rawValue: function.name))
      .apply(to: references.arguments, set)
    #expect(references.worstError(of: results) <= function.bound)
  }

  @Test(
    "Float is computed in double and rounded: half a unit and a little",
    arguments: sets, ["exp", "log", "sigmoid", "tanh"])
  func errorsInFloat(set: InstructionSet, name: String) throws {
    let references = try References(name, bits: 32)
    let results = try #require(Function(rawValue: name))
      .apply(to: references.arguments.map { Float($0) }, set)
    #expect(references.worstError(of: results) <= 0.5001)
  }

  @Test("The quantile of the normal distribution has the precision of AS 241", arguments: sets)
  func normalQuantile(set: InstructionSet) throws {
    let references = try References("normal_quantile", bits: 64)
    var results = references.arguments
    results.withUnsafeMutableBufferPointer { Kernels<Double>(set).normalQuantile($0) }
    for (index, result) in results.enumerated() {
      let expected = references.high[index]
      // Wichura states about 1 part in 10^16.
      #expect(abs(result - expected) <= 1e-15 * max(abs(expected), 1e-3))
    }
  }

  @Test("Special values give what the functions' limits are", arguments: sets)
  func specialValues(set: InstructionSet) {
    let infinity = Double.infinity
    let exp = Function.exp.apply(to: [infinity, -infinity, 0, -0.0, 800, -800], set)
    #expect(exp == [infinity, 0, 1, 1, infinity, 0])
    let log = Function.log.apply(to: [infinity, 0, -0.0, 1], set)
    #expect(log == [infinity, -infinity, -infinity, 0])
    let tanh = Function.tanh.apply(to: [infinity, -infinity, 0, -0.0], set)
    #expect(tanh == [1, -1, 0, 0])
    #expect(tanh[3].sign == .minus)
    let sigmoid = Function.sigmoid.apply(to: [infinity, -infinity, 0, -0.0], set)
    #expect(sigmoid == [1, 0, 0.5, 0.5])
    for function in Function.allCases {
      #expect(function.apply(to: [Double.nan], set)[0].isNaN)
      #expect(function.apply(to: [Float.nan], set)[0].isNaN)
    }
    let undefined = Function.log.apply(to: [-1.0, -infinity], set)
    #expect(undefined[0].isNaN && undefined[1].isNaN)
  }
}
