import CNNKernels

// Functions of the rows of a batch.
extension Kernels {
  /// a[s, i] = exp(z[s, i]) / sum over j of exp(z[s, j]), the maximum subtracted first.
  ///
  /// - Parameters:
  ///   - z: pre-activations, samples x neurons
  ///   - a: receives the activations; same shape, other memory
  public func softmax(_ z: Matrix<T>, into a: Matrix<T>) {
    precondition(a.hasShape(of: z), "matrices of one shape")
    functions.softmax(z.kernelMatrix, a.kernelMatrix)
  }

  /// delta[s, i] = a[s, i] (delta[s, i] - sum over j of delta[s, j] a[s, j]).
  ///
  /// - Parameters:
  ///   - delta: derivatives by activations, samples x neurons; receives those by pre-activations
  ///   - a: the activations that `softmax` computed, same shape
  public func multiplyBySoftmaxDerivative(_ delta: Matrix<T>, activations a: Matrix<T>) {
    precondition(delta.hasShape(of: a), "matrices of one shape")
    functions.softmax_derivative(a.kernelMatrix, delta.kernelMatrix)
  }

  /// sums[s] = sum over i of x[s, i], in double, from the first column to the last.
  ///
  /// - Parameters:
  ///   - x: samples x neurons
  ///   - sums: receives a number for each row
  public func sumRows(of x: Matrix<T>, into sums: UnsafeMutablePointer<Double>) {
    functions.row_sums(x.kernelMatrix, sums)
  }

  /// Sets to 0 what rows are padded with.
  ///
  /// Elementwise functions may leave anything there. In weights it has to be 0, and in derivatives
  /// by pre-activations, because the padding of gradients is made of it.
  func clearPadding(of x: Matrix<T>) { functions.clear_padding(x.kernelMatrix) }
}
