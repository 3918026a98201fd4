import Foundation

@testable import NNCore

/// The result that an elementwise function should have, computed from single numbers.
enum Expected<T: Scalar> {
  /// These bits.
  case exactly(T)
  /// A number from the C library, right to a few units in the last place, and to within `slack`
  /// where it is a difference.
  case about(Double, slack: Double = 0)

  func matches(_ result: T) -> Bool {
    switch self {
    case .exactly(let expected): return sameBits([result], [expected])
    case .about(let expected, let slack):
      let rounded = T(expected)
      if !rounded.isFinite { return sameBits([result], [rounded]) }
      let units = T.self == Float.self ? 0.501 : 12
      let bound = units * Double(max(rounded.ulp, .leastNonzeroMagnitude)) + slack
      return abs(Double(result) - expected) <= bound
    }
  }
}

// The C library's functions, under names that do not occur in the list.
private func exponential(_ x: Double) -> Double { exp(x) }
private func logarithm(_ x: Double) -> Double { log(x) }
private func errorFunction(_ x: Double) -> Double { erf(x) }
private func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
private func hyperbolicSine(_ x: Double) -> Double { sinh(x) }
private func hyperbolicCosine(_ x: Double) -> Double { cosh(x) }
private func sine(_ x: Double) -> Double { sin(x) }
private func cosine(_ x: Double) -> Double { cos(x) }

// The switches name each function in the list, so that one without a reference does not compile.

extension UnaryFunction {
  /// f(x).
  func expected<T: Scalar>(_ x: T) -> Expected<T> {
    let z = Double(x)
    switch self {
    case .exp: return .about(exponential(z))
    case .log: return .about(x < 0 ? .nan : logarithm(z))
    case .erf: return .about(errorFunction(z))
    case .tanh: return .about(hyperbolicTangent(z))
    case .sinh: return .about(hyperbolicSine(z))
    case .cosh: return .about(hyperbolicCosine(z))
    case .sin: return .about(sine(z))
    case .cos: return .about(cosine(z))
    case .sigmoid: return .about(Self.sigmoid(z))
    case .softplus: return .about((z < 0 ? 0 : z) + log1p(exponential(-Swift.abs(z))))
    case .gelu: return .about(z == -.infinity ? 0 : z * Self.normal(z))
    case .relu: return .exactly(x < 0 ? 0 : x)
    case .sqrt: return .exactly(x.squareRoot())
    case .abs: return .exactly(x.magnitude)
    case .floor: return .exactly(x.rounded(.down))
    case .sign: return .exactly(x > 0 ? 1 : x < 0 ? -1 : x)
    case .negate: return .exactly(-x)
    case .square: return .exactly(x * x)
    }
  }

  /// d f'(x), with y in the place of f(x).
  func expectedDerivative<T: Scalar>(_ d: T, _ x: T, _ y: T) -> Expected<T> {
    let (z, delta) = (Double(x), Double(d))
    switch self {
    case .exp: return .exactly(d * y)
    case .log: return .exactly(d / x)
    case .erf: return .about(delta * (1.1283791670955126 * exponential(-z * z)))
    case .tanh: return .exactly(d * T(1).addingProduct(-y, y))
    case .sinh: return .about(delta * hyperbolicCosine(z))
    case .cosh: return .about(delta * hyperbolicSine(z))
    case .sin: return .about(delta * cosine(z))
    case .cos: return .about(-delta * sine(z))
    case .sigmoid: return .exactly(d * (y * (1 - y)))
    case .softplus: return .about(delta * Self.sigmoid(z))
    case .gelu:
      let density = 0.3989422804014327 * exponential(-z * z / 2)
      let slope = Self.normal(z) + (density == 0 ? 0 : z * density)
      return .about(delta * slope, slack: delta.isFinite ? Swift.abs(delta) * 0x1p-50 : 0)
    case .relu: return .exactly(x >= 0 ? d : 0)
    case .sqrt: return .exactly(d / (y + y))
    case .abs: return .exactly(x < 0 ? -d : d)
    case .floor, .sign: return .exactly(0)
    case .negate: return .exactly(-d)
    case .square: return .exactly(d * (x + x))
    }
  }

  private static func sigmoid(_ z: Double) -> Double {
    z < 0 ? exponential(z) / (1 + exponential(z)) : 1 / (1 + exponential(-z))
  }

  /// The probability below z.
  private static func normal(_ z: Double) -> Double { erfc(-z * 0.7071067811865476) / 2 }
}

extension ParametricFunction {
  /// f(x, p).
  func expected<T: Scalar>(_ x: T, _ p: T) -> Expected<T> {
    switch self {
    case .leakyReLU: return .exactly(x < 0 ? x * p : x)
    }
  }

  /// d f'(x, p), with y in the place of f(x, p).
  func expectedDerivative<T: Scalar>(_ d: T, _ x: T, _ y: T, _ p: T) -> Expected<T> {
    switch self {
    case .leakyReLU: return .exactly(x >= 0 ? d : d * p)
    }
  }
}

extension BinaryFunction {
  /// f(x, y).
  func expected<T: Scalar>(_ x: T, _ y: T) -> Expected<T> {
    switch self {
    case .add: return .exactly(x + y)
    case .subtract: return .exactly(x - y)
    case .multiply: return .exactly(x * y)
    case .divide: return .exactly(x / y)
    case .minimum: return .exactly(x.isNaN || y.isNaN ? .nan : y < x ? y : x)
    case .maximum: return .exactly(x.isNaN || y.isNaN ? .nan : y > x ? y : x)
    case .less: return .exactly(x < y ? 1 : 0)
    case .lessOrEqual: return .exactly(x <= y ? 1 : 0)
    case .equal: return .exactly(x == y ? 1 : 0)
    case .notEqual: return .exactly(x != y ? 1 : 0)
    case .power: return .about(pow(Double(x), Double(y)))
    }
  }
}

extension TernaryFunction {
  /// f(x, y, z).
  func expected<T: Scalar>(_ x: T, _ y: T, _ z: T) -> Expected<T> {
    switch self {
    case .multiplyAdd: return .exactly(z.addingProduct(x, y))
    case .select: return .exactly(x != 0 ? y : z)
    }
  }
}

extension QuaternaryFunction {
  /// f(x, y, z, w).
  func expected<T: Scalar>(_ x: T, _ y: T, _ z: T, _ w: T) -> Expected<T> {
    switch self {
    case .weightedSum: return .exactly(Self.flushed((z * w).addingProduct(x, y)))
    case .weightedSquareSum: return .exactly(Self.flushed((z * z * w).addingProduct(x, y)))
    case .quotientByRoot: return .exactly(x / w.addingProduct(y.squareRoot(), z))
    case .scaledMultiplyAdd: return .exactly(w.addingProduct(x * y, z))
    case .selectLess: return .exactly(x < y ? z : w)
    case .selectLessOrEqual: return .exactly(x <= y ? z : w)
    case .penalize: return .exactly(x.addingProduct(y, z) + (y > 0 ? w : y < 0 ? -w : 0))
    }
  }

  private static func flushed<T: Scalar>(_ x: T) -> T {
    x.magnitude < T.leastNormalMagnitude ? 0 : x
  }
}
