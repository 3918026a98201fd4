import CNNKernels

// Matrix products.
extension Kernels {
  /// z[s, i] = w[0, i] + sum over k of a[s, k] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - a: activations, samples x inputs
  ///   - w: weights, (inputs + 1) x outputs
  ///   - z: receives the pre-activations, samples x outputs
  package func forward(_ a: Matrix<T>, weights w: PanelMatrix<T>, into z: Matrix<T>) {
    assert(w.rows == a.columns + 1 && z.rows == a.rows && z.columns == w.columns)
    functions.forward(a.kernelMatrix, w.kernelPanels, z.kernelMatrix)
  }

  /// The same for inputs most of which are zero.
  package func forward(_ a: SparseBatch<T>, weights w: PanelMatrix<T>, into z: Matrix<T>) {
    assert(z.columns == w.columns)
    withUnsafePointer(to: a.rows) { rows in
      functions.sparse_forward(rows, a.selection, w.kernelPanels, z.kernelMatrix)
    }
  }

  /// d[s, k] = sum over i of delta[s, i] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - delta: derivatives by a layer's pre-activations, samples x outputs
  ///   - t: the weights into the layer, transposed: outputs x inputs
  ///   - d: receives the derivatives by the activations before the layer, samples x inputs
  package func backward(_ delta: Matrix<T>, transposed t: PanelMatrix<T>, into d: Matrix<T>) {
    assert(t.columns == d.columns && d.rows == delta.rows && delta.columns == t.rows)
    functions.backward(delta.kernelMatrix, t.kernelPanels, d.kernelMatrix)
  }

  /// t[i, k] = w[k + 1, i].
  ///
  /// - Parameters:
  ///   - w: weights, (inputs + 1) x outputs
  ///   - inputs: those whose weights are transposed
  ///   - t: receives them, outputs x inputs
  func transpose(_ w: PanelMatrix<T>, inputs: Range<Int>, into t: PanelMatrix<T>) {
    assert(t.rows == w.columns && t.columns == w.rows - 1 && inputs.upperBound <= t.columns)
    functions.transpose(w.kernelPanels, inputs.kernelRange, t.kernelPanels)
  }

  /// g[0, i] = sum over s of delta[s, i] and g[k + 1, i] = sum over s of a[s, k] delta[s, i].
  ///
  /// - Parameters:
  ///   - a: activations before a layer, samples x inputs
  ///   - delta: derivatives by the layer's pre-activations, samples x outputs
  ///   - g: receives the sums, (inputs + 1) x outputs
  ///   - rows: the rows of `g` to compute
  package func gradient(_ a: Matrix<T>, delta: Matrix<T>, into g: PanelMatrix<T>, rows: Range<Int>)
  {
    assert(g.rows == a.columns + 1 && a.rows == delta.rows && g.columns == delta.columns)
    assert(rows.lowerBound >= 0 && rows.upperBound <= g.rows)
    functions.gradient(
      a.kernelMatrix, delta.kernelMatrix, g.kernelPanels, rows.kernelRange)
  }

  /// The same for inputs most of which are zero.
  package func gradient(
    _ a: SparseBatch<T>, delta: Matrix<T>, into g: PanelMatrix<T>, rows: Range<Int>
  ) {
    assert(rows.lowerBound >= 0 && rows.upperBound <= g.rows && g.columns == delta.columns)
    withUnsafePointer(to: a.rows) { sparseRows in
      functions.sparse_gradient(
        sparseRows, a.selection, delta.kernelMatrix, g.kernelPanels, rows.kernelRange)
    }
  }
}
