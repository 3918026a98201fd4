/// What computes: the kernels of an instruction set, and the threads that share large products.
public struct Compute<T: Scalar>: Sendable {
  /// The kernels.
  public let kernels: Kernels<T>
  private let workers: WorkerPool
  /// Below this number of multiplications waking a thread takes longer than it saves.
  private static var leastShare: Int { 250_000 }

  /// Kernels of an instruction set, and threads.
  public init(instructionSet: InstructionSet = .best, workers: WorkerPool) {
    kernels = Kernels(instructionSet)
    self.workers = workers
  }

  /// Z = W A for every sample of a batch.
  ///
  /// - Parameters:
  ///   - inputs: A without the bias neuron, samples x inputs
  ///   - weights: (inputs + 1) x outputs
  ///   - sums: receives Z, samples x outputs
  func forward(_ inputs: Matrix<T>, weights: Matrix<T>, into sums: Matrix<T>) {
    share(rows: inputs.rows, multiplications: weights.count * inputs.rows) { rows in
      kernels.forward(
        rows: rows.count, inputs: inputs.columns, outputs: weights.columns,
        a: inputs.row(rows.lowerBound), lda: inputs.columns, w: weights.elements,
        ldw: weights.columns, z: sums.row(rows.lowerBound), ldz: sums.columns)
    }
  }

  /// dC/dA = W^T delta without the bias neuron, for every sample of a batch.
  ///
  /// - Parameters:
  ///   - delta: dC/dZ of a layer, samples x outputs
  ///   - weights: those into the layer, (inputs + 1) x outputs
  ///   - result: receives dC/dA of the layer before, samples x inputs
  func backward(_ delta: Matrix<T>, weights: Matrix<T>, into result: Matrix<T>) {
    share(rows: delta.rows, multiplications: weights.count * delta.rows) { rows in
      kernels.backward(
        rows: rows.count, inputs: result.columns, outputs: delta.columns,
        delta: delta.row(rows.lowerBound), ldd: delta.columns, w: weights.row(1),
        ldw: weights.columns, into: result.row(rows.lowerBound), ldo: result.columns)
    }
  }

  /// The sum over a batch of delta A^T, bias neuron included; then a change of the weights by it.
  ///
  /// - Parameters:
  ///   - inputs: A without the bias neuron, samples x inputs
  ///   - delta: dC/dZ of the layer, samples x outputs
  ///   - gradient: receives the sums, (inputs + 1) x outputs
  ///   - update: is called with each range of rows of the gradient once it is computed
  func gradient(
    _ inputs: Matrix<T>, delta: Matrix<T>, into gradient: Matrix<T>,
    update: (_ rows: Range<Int>) -> Void
  ) {
    share(rows: gradient.rows, multiplications: gradient.count * inputs.rows) { rows in
      kernels.gradient(
        samples: inputs.rows, inputs: inputs.columns, outputs: delta.columns,
        firstRow: rows.lowerBound, rowCount: rows.count,
        a: inputs.elements, lda: inputs.columns, delta: delta.elements, ldd: delta.columns,
        g: gradient.elements, ldg: gradient.columns)
      update(rows)
    }
  }

  /// Divides rows of results among threads; each row is computed as if it were alone.
  private func share(rows: Int, multiplications: Int, _ body: (Range<Int>) -> Void) {
    let parts = max(1, min(workers.threads, rows, multiplications / Self.leastShare))
    guard parts > 1 else { return body(0..<rows) }
    workers.run(parts) { part in body(rows * part / parts..<rows * (part + 1) / parts) }
  }
}
