import CNNKernels

// Costs of samples, and their derivatives.
extension Kernels {
  /// costs[s] = sum over i of (a[s, i] - y[s, i])^2.
  func squaredError(
    activations a: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(a.hasShape(of: y))
    functions.squared_error(a.kernelMatrix, y.kernelMatrix, costs)
  }

  /// costs[s] = -sum over i of y[s, i] ln softmax(z)[s, i].
  func crossEntropy(
    logits z: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(z.hasShape(of: y))
    functions.cross_entropy(z.kernelMatrix, y.kernelMatrix, costs)
  }

  /// costs[s] = sum over i of max(z, 0) - z y + ln(1 + exp(-|z|)).
  func binaryCrossEntropy(
    logits z: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(z.hasShape(of: y))
    functions.binary_cross_entropy(z.kernelMatrix, y.kernelMatrix, costs)
  }

  /// delta = 2 (a - y).
  func squaredErrorGradient(
    activations a: Matrix<T>, targets y: Matrix<T>, into delta: Matrix<T>
  ) {
    assert(a.hasShape(of: y) && a.hasShape(of: delta))
    functions.squared_error_gradient(a.kernelMatrix, y.kernelMatrix, delta.kernelMatrix)
  }

  /// delta = a - y.
  func difference(_ a: Matrix<T>, _ y: Matrix<T>, into delta: Matrix<T>) {
    assert(a.hasShape(of: y) && a.hasShape(of: delta))
    functions.difference(a.kernelMatrix, y.kernelMatrix, delta.kernelMatrix)
  }
}

// Weights of samples.
extension Kernels {
  /// Multiplies the cost of each sample, and its derivatives, by the sample's weight: the mean of
  /// the classes' weights by its targets.
  ///
  /// - Parameters:
  ///   - costs: the cost of each sample, changed in place
  ///   - delta: its derivatives, samples x neurons, changed in place
  ///   - y: targets, same shape; a single column has the probability of the second of two classes
  ///   - weights: the weight of each class
  func weigh(
    _ costs: UnsafeMutablePointer<Double>, _ delta: Matrix<T>, targets y: Matrix<T>,
    byClass weights: [Double]
  ) {
    assert(delta.hasShape(of: y) && weights.count == max(2, y.columns))
    functions.weigh_samples(y.kernelMatrix, weights, costs, delta.kernelMatrix)
  }
}

// Errors of predictions.
extension Kernels {
  /// absolute[i] += |a[i] - y[i]| and squared[i] += (a[i] - y[i])^2, in double.
  ///
  /// - Parameters:
  ///   - a: a sample's predictions
  ///   - y: its targets
  ///   - absolute: the sums of absolute errors so far
  ///   - squared: those of squared errors
  package func addErrors(
    _ a: [Double], _ y: [Double], absolute: inout [Double], squared: inout [Double]
  ) {
    precondition(
      a.count == y.count && a.count == absolute.count && a.count == squared.count,
      "one sum for each prediction")
    functions.add_errors(a.count, a, y, &absolute, &squared)
  }
}
