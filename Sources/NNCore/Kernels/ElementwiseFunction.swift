// Whoever imports NNCore also sees the functions: enumerations that C makes from its list.
@_exported public import CNNFunctions
import CNNKernels

/// An elementwise function of the kernels.
///
/// There is a type for each number of operands. All functions come from `elementwise.list.h`, with
/// their documentation.
package protocol ElementwiseFunction: RawRepresentable<UInt32>, Sendable {
  /// How many functions of this type there are.
  static var count: Int { get }
  /// The name, as in code.
  var name: String { get }
}

extension ElementwiseFunction {
  /// All functions of this type, in the order of the list.
  package static var all: [Self] { (0..<UInt32(count)).compactMap { Self(rawValue: $0) } }

  var index: Int { Int(rawValue) }
}

extension UnaryFunction: ElementwiseFunction {
  package static var count: Int { nn_unary_count }
  package var name: String { String(cString: nn_unary_name(self)) }
}

extension ParametricFunction: ElementwiseFunction {
  package static var count: Int { nn_parametric_count }
  package var name: String { String(cString: nn_parametric_name(self)) }
}

extension BinaryFunction: ElementwiseFunction {
  package static var count: Int { nn_binary_count }
  package var name: String { String(cString: nn_binary_name(self)) }
}

extension TernaryFunction: ElementwiseFunction {
  package static var count: Int { nn_ternary_count }
  package var name: String { String(cString: nn_ternary_name(self)) }
}

extension QuaternaryFunction: ElementwiseFunction {
  package static var count: Int { nn_quaternary_count }
  package var name: String { String(cString: nn_quaternary_name(self)) }
}
