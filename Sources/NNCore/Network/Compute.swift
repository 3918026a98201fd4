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
      kernels.forward(inputs.rows(rows), weights: weights, into: sums.rows(rows))
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
      kernels.backward(delta.rows(rows), weights: weights, into: result.rows(rows))
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
      kernels.gradient(inputs, delta: delta, into: gradient, rows: rows)
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
