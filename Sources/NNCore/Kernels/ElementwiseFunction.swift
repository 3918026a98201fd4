// The functions are cases of enumerations that C makes from its list; who imports NNCore sees them.
@_exported public import CNNKernels

/// An elementwise function of the kernels.
///
/// There is a type for each number of operands. All functions come from `elementwise.list.h`, with
/// their documentation.
public protocol ElementwiseFunction: RawRepresentable<UInt32>, Sendable {
  /// How many functions of this type there are.
  static var count: Int { get }
  /// The name, as in code.
  var name: String { get }
}

extension ElementwiseFunction {
  /// All functions of this type, in the order of the list.
  public static var all: [Self] { (0..<UInt32(count)).compactMap { Self(rawValue: $0) } }

  var index: Int { Int(rawValue) }
}

/// An elementwise function of one operand.
public typealias UnaryFunction = CNNKernels.UnaryFunction

extension UnaryFunction: ElementwiseFunction {
  /// How many functions of this type there are.
  public static var count: Int { nn_unary_count }
  /// The name, as in code.
  public var name: String { String(cString: nn_unary_name(self)) }
}

/// An elementwise function of one operand and a number, its parameter.
public typealias ParametricFunction = CNNKernels.ParametricFunction

extension ParametricFunction: ElementwiseFunction {
  /// How many functions of this type there are.
  public static var count: Int { nn_parametric_count }
  /// The name, as in code.
  public var name: String { String(cString: nn_parametric_name(self)) }
}

/// An elementwise function of two operands, x and y.
public typealias BinaryFunction = CNNKernels.BinaryFunction

extension BinaryFunction: ElementwiseFunction {
  /// How many functions of this type there are.
  public static var count: Int { nn_binary_count }
  /// The name, as in code.
  public var name: String { String(cString: nn_binary_name(self)) }
}

/// An elementwise function of three operands, x, y and z.
public typealias TernaryFunction = CNNKernels.TernaryFunction

extension TernaryFunction: ElementwiseFunction {
  /// How many functions of this type there are.
  public static var count: Int { nn_ternary_count }
  /// The name, as in code.
  public var name: String { String(cString: nn_ternary_name(self)) }
}

/// An elementwise function of four operands, x, y, z and w.
public typealias QuaternaryFunction = CNNKernels.QuaternaryFunction

extension QuaternaryFunction: ElementwiseFunction {
  /// How many functions of this type there are.
  public static var count: Int { nn_quaternary_count }
  /// The name, as in code.
  public var name: String { String(cString: nn_quaternary_name(self)) }
}
