import NNCore

/// Whether a probability is at least the threshold of 0.5.
func isOn<T: Scalar>(_ probability: T) -> Bool { probability >= 0.5 }

/// The class that a row of outputs or targets means: the first of the largest, or, for a single
/// output, 1 if it is at least 0.5.
func predictedClass<T: Scalar>(_ values: UnsafePointer<T>, count: Int) -> Int {
  if count == 1 { return isOn(values[0]) ? 1 : 0 }
  var best = 0
  for index in 1..<count where values[index] > values[best] { best = index }
  return best
}
