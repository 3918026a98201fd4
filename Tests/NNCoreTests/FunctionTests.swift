import Testing

@testable import NNCore

/// The kernels' functions against references of 50 digits, in units in the last place.
@Suite("Transcendental functions")
struct FunctionTests {
  enum Function: String, CaseIterable {
    case exp, log, tanh, sinh, cosh, sin, cos, sigmoid, softplus, erf, gelu
    case geluSlope = "gelu_slope"
    case erfSlope = "erf_slope"

    /// The largest error in double that the kernels' documentation states.
    var bound: Double {
      switch self {
      case .exp: 0.8
      case .log: 0.9
      case .tanh: 2.3
      case .sinh, .cosh: 0.9
      case .sin, .cos: 0.8
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
      case .sinh: kernels.apply(.sinh, x, into: y)
      case .cosh: kernels.apply(.cosh, x, into: y)
      case .sin: kernels.apply(.sin, x, into: y)
      case .cos: kernels.apply(.cos, x, into: y)
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
    let references = try FunctionReferences<Double>(function.rawValue)
    let results = function.apply(to: references.arguments, set)
    let worst = references.worstError(of: results, leastUnit: function.leastUnit)
    #expect(worst.error <= function.bound, "at \(references.arguments[worst.index])")
  }

  @Test(
    "The error in float is that of a rounded double: half a unit and next to nothing",
    arguments: sets, Function.allCases)
  func errorsInFloat(set: InstructionSet, function: Function) throws {
    let references = try FunctionReferences<Float>(function.rawValue)
    let results = function.apply(to: references.arguments, set)
    let worst = references.worstError(of: results, leastUnit: function.leastUnit)
    #expect(worst.error <= 0.5 + 0x1p-26, "at \(references.arguments[worst.index])")
  }

  @Test("Every instruction set gives the same bits", arguments: sets, Function.allCases)
  func sameBitsEverywhere(set: InstructionSet, function: Function) throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let x = try FunctionReferences<T>(function.rawValue).arguments
      #expect(sameBits(function.apply(to: x, set), function.apply(to: x, .baseline)))
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test("References reach the whole range", arguments: Function.allCases)
  func referencesAreEverywhere(function: Function) throws {
    func check<T: Scalar>(_ type: T.Type, _ references: FunctionReferences<T>) {
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
      case .sinh:
        #expect(results.contains(.infinity) && results.contains(-.infinity))
        #expect(results.filter { $0.isSubnormal }.count > 10)
      case .cosh: #expect(results.contains(.infinity) && results.contains(1))
      case .sin, .cos:
        #expect(results.filter { abs($0) < 1e-3 }.count > 10)
        #expect(references.arguments.filter { abs($0) > 0x1p30 }.count > 50)
      case .tanh, .erf: #expect(results.contains(1) && results.contains(-1))
      }
    }
    check(Float.self, try FunctionReferences(function.rawValue))
    check(Double.self, try FunctionReferences(function.rawValue))
  }

  @Test("The quantile of the normal distribution has the precision of AS 241", arguments: sets)
  func normalQuantile(set: InstructionSet) throws {
    let references = try FunctionReferences<Double>("normal_quantile")
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
    let sinh = Function.sinh.apply(to: [infinity, -infinity, 0, -0.0, 711, -711], set)
    #expect(sameBits(sinh, [infinity, -infinity, 0, -0.0, infinity, -infinity]))
    let cosh = Function.cosh.apply(to: [infinity, -infinity, 0, -0.0, 711, -711], set)
    #expect(cosh == [infinity, infinity, 1, 1, infinity, infinity])
    #expect(sameBits(Function.sin.apply(to: [0, -0.0], set), [0, -0.0]))
    #expect(Function.cos.apply(to: [0, -0.0], set) == [1, 1])
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
    let undefined =
      Function.log.apply(to: [-1.0, -infinity], set)
      + Function.sin.apply(to: [infinity, -infinity], set)
      + Function.cos.apply(to: [infinity, -infinity], set)
    #expect(undefined.allSatisfy { $0.isNaN })
  }
}
