extension Kernels {
  /// x *= factor.
  func scale(_ x: Matrix<T>, by factor: Double) {
    if T.self == Float.self {
      let elements = UnsafeMutableRawPointer(x.elements).assumingMemoryBound(to: Float.self)
      let factor = Float(factor)
      for index in 0..<x.paddedCount { elements[index] *= factor }
    } else {
      let elements = UnsafeMutableRawPointer(x.elements).assumingMemoryBound(to: Double.self)
      for index in 0..<x.paddedCount { elements[index] *= factor }
    }
  }
}
