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
    let columns = columns ?? 0..<z.columns
    assert(Self.arePanels(columns, of: z.columns))
    functions.forward(a.kernelMatrix, w.kernelPanels, columns.kernelRange, z.kernelMatrix)
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
    let columns = columns ?? 0..<d.columns
    assert(Self.arePanels(columns, of: d.columns))
    functions.backward(delta.kernelMatrix, w.kernelPanels, columns.kernelRange, d.kernelMatrix)
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
  ///   - use: what becomes of it; `nil` if `part` receives it
  package func gradient(
    _ a: PanelBatch<T>, delta: PanelBatch<T>, into part: PanelMatrix<T>, rows: Range<Int>,
    columns: Range<Int>, use: GradientUse<T>? = nil
  ) {
    assert(a.rows == delta.rows && Self.arePanels(columns, of: delta.columns))
    assert(rows.lowerBound >= 0 && rows.upperBound <= a.columns + 1)
    assert(part.rows == rows.count && part.columns == columns.count)
    functions.gradient(
      a.kernelMatrix, delta.kernelMatrix, rows.kernelRange, columns.kernelRange,
      use?.kernelUpdate ?? nn_update(), part.kernelPanels)
  }

  /// Whether columns start with a panel, and end with one or the last column.
  private static func arePanels(_ columns: Range<Int>, of count: Int) -> Bool {
    let width = PanelMatrix<T>.panelWidth
    return columns.lowerBound.isMultiple(of: width)
      && (columns.upperBound == count
        || columns.upperBound < count && columns.upperBound.isMultiple(of: width))
  }
}

/// What becomes of a gradient: the sum over the samples of a batch.
package struct GradientUse<T: Scalar> {
  fileprivate let kernelUpdate: nn_update

  /// It is computed, and then needed together with the weights.
  package init(with weights: PanelMatrix<T>) {
    kernelUpdate = nn_update(weights: weights.kernelPanels, descends: 0, scale: 0, rate: 0)
  }

  /// The weights change at once: w = w - learningRate * (scale * g). Then `part` is memory for sums
  /// of several blocks of samples. Rows whose gradient is zero may be left out.
  package init(descent weights: PanelMatrix<T>, scale: Double, learningRate: Double) {
    kernelUpdate = nn_update(
      weights: weights.kernelPanels, descends: 1, scale: scale, rate: -learningRate)
  }
}

// Products with inputs most of which are zero.
extension Kernels {
  /// Lays out some samples of a batch for the products.
  ///
  /// - Parameters:
  ///   - a: the batch, which has begun
  ///   - samples: the samples, the first one that of a block
  package func expand(_ a: ExpandedBatch<T>, samples: Range<Int>) {
    guard let batch = a.rows else { preconditionFailure("no batch has begun") }
    assert(areBlocks(samples, of: a))
    withUnsafePointer(to: batch.rows) { rows in
      functions.expand(rows, batch.selection, samples.kernelRange, a.kernelBatch)
    }
  }

  /// The same as for dense inputs; samples start with a block.
  package func forward(
    _ a: ExpandedBatch<T>, samples: Range<Int>, weights w: PanelMatrix<T>, into z: PanelBatch<T>,
    columns: Range<Int>
  ) {
    assert(w.rows == a.width + 1 && z.rows == a.count && z.columns == w.columns)
    assert(areBlocks(samples, of: a) && Self.arePanels(columns, of: z.columns))
    functions.sparse_forward(
      a.kernelBatch, samples.kernelRange, w.kernelPanels, columns.kernelRange, z.kernelMatrix)
  }

  /// The same as for dense inputs; rows start with the bias neuron's or with a unit of inputs, and
  /// end with a unit or with the last row.
  package func gradient(
    _ a: ExpandedBatch<T>, delta: PanelBatch<T>, into part: PanelMatrix<T>, rows: Range<Int>,
    columns: Range<Int>, use: GradientUse<T>? = nil
  ) {
    assert(delta.rows == a.count && Self.arePanels(columns, of: delta.columns))
    assert(rows.upperBound <= a.width + 1 && areUnits(rows, of: a))
    assert(part.rows == rows.count && part.columns == columns.count)
    functions.sparse_gradient(
      a.kernelBatch, delta.kernelMatrix, rows.kernelRange, columns.kernelRange,
      use?.kernelUpdate ?? nn_update(), part.kernelPanels)
  }

  /// Which units of inputs are not zero in some sample of a batch: bit i is that of unit
  /// `units.lowerBound` + i; for up to 64 units.
  func usedUnits(_ a: ExpandedBatch<T>, _ units: Range<Int>) -> UInt64 {
    assert(units.count <= UInt64.bitWidth)
    return functions.used_units(a.kernelBatch, units.kernelRange)
  }

  /// Whether samples of a batch start with a block, and end with one or the last sample.
  private func areBlocks(_ samples: Range<Int>, of a: ExpandedBatch<T>) -> Bool {
    let size = ExpandedBatch<T>.blockSize
    return samples.lowerBound.isMultiple(of: size)
      && (samples.upperBound == a.count
        || samples.upperBound < a.count && samples.upperBound.isMultiple(of: size))
  }

  /// Whether rows of weights start with the first one or a unit of inputs, and end with a unit or
  /// the last row.
  private func areUnits(_ rows: Range<Int>, of a: ExpandedBatch<T>) -> Bool {
    let unit = a.inputsAtATime
    return (rows.lowerBound == 0 || (rows.lowerBound - 1).isMultiple(of: unit))
      && (rows.upperBound == a.width + 1 || (rows.upperBound - 1).isMultiple(of: unit))
  }
}
