public import CNNKernels

/// A type that networks compute in.
public protocol Scalar: BinaryFloatingPoint, CustomStringConvertible, Sendable {
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

extension Scalar {
  /// The elements of a vector: 64 bytes.
  static var vectorWidth: Int { 64 / MemoryLayout<Self>.stride }

  /// The elements of as many vectors as `count` elements need.
  static func padded(_ count: Int) -> Int {
    (count + vectorWidth - 1) / vectorWidth * vectorWidth
  }
}
