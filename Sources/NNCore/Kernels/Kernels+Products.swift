import CNNKernels

// Matrix products. Ranges of columns start with a panel, and end with one or with the last column.
extension Kernels {
  /// z[s, i] = w[0, i] + sum over k of a[s, k] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - a: activations, samples x inputs
  ///   - w: weights, (inputs + 1) x outputs
  ///   - z: receives the pre-activations, samples x outputs
  ///   - columns: the columns of `z` to compute; `nil` for all
  package func forward(
    _ a: PanelBatch<T>, weights w: PanelMatrix<T>, into z: PanelBatch<T>,
    columns: Range<Int>? = nil
  ) {
    assert(w.rows == a.columns + 1 && z.rows == a.rows && z.columns == w.columns)
    functions.forward(
      a.kernelMatrix, w.kernelPanels, (columns ?? 0..<z.columns).kernelRange, z.kernelMatrix)
  }

  /// d[s, k] = sum over i of delta[s, i] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - delta: derivatives by a layer's pre-activations, samples x outputs
  ///   - w: the weights into the layer, (inputs + 1) x outputs
  ///   - d: receives the derivatives by the activations before the layer, samples x inputs
  ///   - columns: the columns of `d` to compute; `nil` for all
  package func backward(
    _ delta: PanelBatch<T>, weights w: PanelMatrix<T>, into d: PanelBatch<T>,
    columns: Range<Int>? = nil
  ) {
    assert(w.rows == d.columns + 1 && d.rows == delta.rows && delta.columns == w.columns)
    functions.backward(
      delta.kernelMatrix, w.kernelPanels, (columns ?? 0..<d.columns).kernelRange, d.kernelMatrix)
  }

  /// Some rows and columns of the gradient with respect to weights: g[0, i] = sum over s of
  /// delta[s, i] and g[k + 1, i] = sum over s of a[s, k] delta[s, i].
  ///
  /// - Parameters:
  ///   - a: activations before a layer, samples x inputs
  ///   - delta: derivatives by the layer's pre-activations, samples x outputs
  ///   - part: receives these rows and columns
  ///   - rows: the rows to compute
  ///   - columns: the columns to compute
  ///   - next: as many elements as `part` has, which are needed next; `nil` if none are
  package func gradient(
    _ a: PanelBatch<T>, delta: PanelBatch<T>, into part: PanelMatrix<T>, rows: Range<Int>,
    columns: Range<Int>, next: UnsafePointer<T>? = nil
  ) {
    assert(a.rows == delta.rows && columns.upperBound <= delta.columns)
    assert(rows.lowerBound >= 0 && rows.upperBound <= a.columns + 1)
    assert(part.rows == rows.count && part.columns == columns.count)
    functions.gradient(
      a.kernelMatrix, delta.kernelMatrix, rows.kernelRange, columns.kernelRange, next,
      part.kernelPanels)
  }
}

// Products with inputs most of which are zero.
extension Kernels {
  /// Lays out some samples of a batch for the products.
  ///
  /// - Parameters:
  ///   - a: the batch
  ///   - samples: the samples, the first one that of a block
  package func expand(_ a: ExpandedBatch<T>, samples: Range<Int>) {
    guard let batch = a.rows else { return }
    withUnsafePointer(to: batch.rows) { rows in
      functions.expand(rows, batch.selection, samples.kernelRange, a.kernelBatch)
    }
  }

  /// The same as for dense inputs; samples start with a block.
  package func forward(
    _ a: ExpandedBatch<T>, samples: Range<Int>, weights w: PanelMatrix<T>, into z: PanelBatch<T>,
    columns: Range<Int>
  ) {
    assert(w.rows == a.width + 1 && z.columns == w.columns)
    functions.sparse_forward(
      a.kernelBatch, samples.kernelRange, w.kernelPanels, columns.kernelRange, z.kernelMatrix)
  }

  /// The same as for dense inputs; rows start with the bias neuron's or with a unit of inputs, and
  /// end with a unit or with the last row.
  package func gradient(
    _ a: ExpandedBatch<T>, delta: PanelBatch<T>, into part: PanelMatrix<T>, rows: Range<Int>,
    columns: Range<Int>
  ) {
    assert(columns.upperBound <= delta.columns)
    assert(part.rows == rows.count && part.columns == columns.count)
    functions.sparse_gradient(
      a.kernelBatch, delta.kernelMatrix, rows.kernelRange, columns.kernelRange, part.kernelPanels)
  }

  /// Which units of inputs are not zero in all samples of a batch: bit i is that of unit
  /// `units.lowerBound` + i; for up to 64 units.
  func usedUnits(_ a: ExpandedBatch<T>, _ units: Range<Int>) -> UInt64 {
    functions.used_units(a.kernelBatch, units.kernelRange)
  }
}
