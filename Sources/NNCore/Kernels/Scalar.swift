import CNNKernels

/// A type that networks compute in.
public protocol Scalar: BinaryFloatingPoint, Sendable {
  /// What the kernels call the type.
  static var kernelElement: nn_element { get }
}

extension Float: Scalar {
  /// What the kernels call the type.
  public static var kernelElement: nn_element { nn_float }
}

extension Double: Scalar {
  /// What the kernels call the type.
  public static var kernelElement: nn_element { nn_double }
}
