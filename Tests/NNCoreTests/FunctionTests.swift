import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// The kernels' functions against references of 50 digits, in units in the last place.
@Suite("Transcendental functions")
struct FunctionTests {
  /// References as `Tests/Golden/make_numerics.py` makes them.
  private struct References<T: Scalar> {
    let arguments: [T]
    let high: [Double]
    /// The exact result minus `high`, in units in the last place of `high`; 0 for float, where it
    /// does not matter.
    let rest: [Double]

    init(_ name: String) throws {
      let arrays = try NPZFile.read(
        ProjectFiles.golden("numerics/\(name).npz"), maximumElements: 20_000)
      func array(_ key: String) throws -> [Double] {
        switch arrays[key]?.elements {
        case .float64(let values): return values
        case .float32(let values): return values.map(Double.init)
        case .uint8, nil: throw MissingArray(key: key)
        }
      }
      let bits = T.self == Float.self ? 32 : 64
      arguments = try array("x_\(bits)").map { T($0) }
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
    ) -> (error: Double, argument: T) {
      var worst = (error: 0.0, argument: T.zero)
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
          worst = (error.isNaN ? .infinity : error, arguments[index])
        }
      }
      return worst
    }

    struct MissingArray: Error {
      let key: String
    }
  }

  enum Function: String, CaseIterable {
    case exp, log, tanh, sigmoid, softplus, erf, gelu
    case geluSlope = "gelu_slope"
    case erfSlope = "erf_slope"

    /// The largest error in double that the kernels' documentation states.
    var bound: Double {
      switch self {
      case .exp: 0.8
      case .log: 0.9
      case .tanh: 2.3
      case .sigmoid: 2.5
      case .softplus: 2.1
      case .erf: 1.2
      case .gelu: 6
      case .geluSlope: 8
      case .erfSlope: 1.5
      }
    }

    /// Near its zero at -0.75 the derivative of gelu is a difference of two numbers of about 0.23;
    /// its error is stated in their units.
    func leastUnit<T: Scalar>(_ x: T) -> T {
      self == .geluSlope && x > -1 && x < -0.5 ? T(0.23).ulp : .leastNonzeroMagnitude
    }

    func apply<T: Scalar>(to arguments: [T], _ set: InstructionSet) -> [T] {
      let kernels = Kernels<T>(set)
      let arena = Arena()
      let x = arena.row(arguments)
      let y = arena.row([T](repeating: 1, count: arguments.count))
      func multiply(byDerivativeOf function: UnaryFunction) {
        kernels.multiply(y, byDerivativeOf: function, preActivations: x, activations: x)
      }
      switch self {
      case .exp: kernels.apply(.exp, x, into: y)
      case .log: kernels.apply(.log, x, into: y)
      case .tanh: kernels.apply(.tanh, x, into: y)
      case .sigmoid: kernels.apply(.sigmoid, x, into: y)
      case .softplus: kernels.apply(.softplus, x, into: y)
      case .erf: kernels.apply(.erf, x, into: y)
      case .gelu: kernels.apply(.gelu, x, into: y)
      case .geluSlope: multiply(byDerivativeOf: .gelu)
      case .erfSlope: multiply(byDerivativeOf: .erf)
      }
      return y.values
    }
  }

  private static let sets = InstructionSet.supported

  @Test(
    "Errors in double stay within the stated bounds", arguments: sets, Function.allCases)
  func errorsInDouble(set: InstructionSet, function: Function) throws {
    let references = try References<Double>(function.rawValue)
    let results = function.apply(to: references.arguments, set)
    let worst = references.worstError(of: results, leastUnit: function.leastUnit)
    #expect(worst.error <= function.bound, "at \(worst.argument)")
  }

  @Test(
    "The error in float is that of a rounded double: half a unit and next to nothing",
    arguments: sets, Function.allCases)
  func errorsInFloat(set: InstructionSet, function: Function) throws {
    let references = try References<Float>(function.rawValue)
    let results = function.apply(to: references.arguments, set)
    let worst = references.worstError(of: results, leastUnit: function.leastUnit)
    #expect(worst.error <= 0.5 + 0x1p-26, "at \(worst.argument)")
  }

  @Test("Every instruction set gives the same bits", arguments: sets, Function.allCases)
  func sameBitsEverywhere(set: InstructionSet, function: Function) throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let x = try References<T>(function.rawValue).arguments
      #expect(sameBits(function.apply(to: x, set), function.apply(to: x, .baseline)))
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("References reach the whole range", arguments: Function.allCases)
  func referencesAreEverywhere(function: Function) throws {
    func check<T: Scalar>(_ type: T.Type, _ references: References<T>) {
      #expect(references.arguments.count > 1000)
      #expect(references.arguments.contains { $0.isSubnormal })
      #expect(references.arguments.contains { $0 > 1000 })
      #expect(function == .log || references.arguments.contains { $0 < -1000 })
      let results = references.high.map { T($0) }
      switch function {
      case .exp:
        #expect(results.contains(.infinity))
        fallthrough
      case .sigmoid, .softplus, .gelu, .geluSlope, .erfSlope:
        #expect(results.filter { $0.isSubnormal }.count > 20)
        #expect(results.contains(0))
      case .log: #expect(results.filter { abs($0) < 1e-3 }.count > 10)
      case .tanh, .erf: #expect(results.contains(1) && results.contains(-1))
      }
    }
    check(Float.self, try References(function.rawValue))
    check(Double.self, try References(function.rawValue))
  }

  @Test("The quantile of the normal distribution has the precision of AS 241", arguments: sets)
  func normalQuantile(set: InstructionSet) throws {
    let references = try References<Double>("normal_quantile")
    var results = references.arguments
    results.withUnsafeMutableBufferPointer { Kernels<Double>(set).normalQuantile($0) }
    for (index, result) in results.enumerated() {
      let expected = references.high[index]
      // Wichura states about 1 part in 10^16.
      #expect(
        abs(result - expected) <= 1e-15 * max(abs(expected), 1e-3),
        "at \(references.arguments[index])")
    }
  }

  @Test("Special values give the functions' limits", arguments: sets)
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
    let softplus = Function.softplus.apply(to: [infinity, -infinity, 800, -800], set)
    #expect(softplus == [infinity, 0, 800, 0])
    let erf = Function.erf.apply(to: [infinity, -infinity, 0, -0.0], set)
    #expect(sameBits(erf, [1, -1, 0, -0.0]))
    let gelu = Function.gelu.apply(to: [infinity, -infinity, -800, 0, -0.0], set)
    #expect(sameBits(gelu, [infinity, -0.0, -0.0, 0, -0.0]))
    let slope = Function.geluSlope.apply(to: [infinity, -infinity, 800, -800, 0, -0.0], set)
    #expect(slope == [1, 0, 1, 0, 0.5, 0.5])
    let erfSlope = Function.erfSlope.apply(to: [infinity, -infinity, 800, -800], set)
    #expect(erfSlope == [0, 0, 0, 0])
    for function in Function.allCases {
      #expect(function.apply(to: [Double.nan], set)[0].isNaN, "\(function) of Double")
      #expect(function.apply(to: [Float.nan], set)[0].isNaN, "\(function) of Float")
    }
    let undefined = Function.log.apply(to: [-1.0, -infinity], set)
    #expect(undefined[0].isNaN && undefined[1].isNaN)
  }
}
