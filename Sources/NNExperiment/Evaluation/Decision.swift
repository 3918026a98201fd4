import NNCore

/// Whether a probability says yes.
func isOn<T: Scalar>(_ probability: T) -> Bool { probability >= 0.5 }

/// The class that a row of outputs or targets stands for: the first of the largest, or for a
/// single one whether it is at least a half.
func predictedClass<T: Scalar>(_ values: UnsafePointer<T>, count: Int) -> Int {
  if count == 1 { return isOn(values[0]) ? 1 : 0 }
  var best = 0
  for index in 1..<count where values[index] > values[best] { best = index }
  return best
}
