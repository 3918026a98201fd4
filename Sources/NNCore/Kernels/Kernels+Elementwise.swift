import CNNKernels

// Elementwise functions. All matrices of a call have one shape, and the one that receives the
// result may be an operand. Numbers are rounded to T. The padding of rows is computed too.

extension Kernels {
  /// out = f(x).
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - x: its operand
  ///   - out: receives the result; same shape
  public func apply(_ f: UnaryFunction, _ x: Matrix<T>, into out: Matrix<T>) {
    run(functions.unary[f.index], operand(x, like: out), into: out)
  }

  /// out = f(x, parameter).
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - x: its operand
  ///   - parameter: the same for all elements
  ///   - out: receives the result; same shape
  public func apply(
    _ f: ParametricFunction, _ x: Matrix<T>, parameter: Double, into out: Matrix<T>
  ) {
    run(
      functions.parametric[f.index], operand(x, like: out), operand(parameter, like: out), into: out
    )
  }

  /// out = f(x, y).
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - x: its first operand
  ///   - y: its second operand; same shape
  ///   - out: receives the result; same shape
  public func apply(_ f: BinaryFunction, _ x: Matrix<T>, _ y: Matrix<T>, into out: Matrix<T>) {
    run(functions.binary[f.index], operand(x, like: out), operand(y, like: out), into: out)
  }

  /// out = f(x, y) with a number y.
  public func apply(_ f: BinaryFunction, _ x: Matrix<T>, _ y: Double, into out: Matrix<T>) {
    run(functions.binary[f.index], operand(x, like: out), operand(y, like: out), into: out)
  }

  /// out = f(x, y) with a number x.
  public func apply(_ f: BinaryFunction, _ x: Double, _ y: Matrix<T>, into out: Matrix<T>) {
    run(functions.binary[f.index], operand(x, like: out), operand(y, like: out), into: out)
  }

  /// out = f(x, y, z).
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - x: its first operand
  ///   - y: its second operand; same shape
  ///   - z: its third operand; same shape
  ///   - out: receives the result; same shape
  public func apply(
    _ f: TernaryFunction, _ x: Matrix<T>, _ y: Matrix<T>, _ z: Matrix<T>, into out: Matrix<T>
  ) {
    run(
      functions.ternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), into: out)
  }

  /// out = f(x, y, z) with a number y.
  public func apply(
    _ f: TernaryFunction, _ x: Matrix<T>, _ y: Double, _ z: Matrix<T>, into out: Matrix<T>
  ) {
    run(
      functions.ternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), into: out)
  }

  /// out = f(x, y, z) with a number z.
  public func apply(
    _ f: TernaryFunction, _ x: Matrix<T>, _ y: Matrix<T>, _ z: Double, into out: Matrix<T>
  ) {
    run(
      functions.ternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), into: out)
  }

  /// out = f(x, y, z) with numbers y and z.
  public func apply(
    _ f: TernaryFunction, _ x: Matrix<T>, _ y: Double, _ z: Double, into out: Matrix<T>
  ) {
    run(
      functions.ternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), into: out)
  }

  /// out = f(x, y, z, w).
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - x: its first operand
  ///   - y: its second operand; same shape
  ///   - z: its third operand; same shape
  ///   - w: its fourth operand; same shape
  ///   - out: receives the result; same shape
  public func apply(
    _ f: QuaternaryFunction, _ x: Matrix<T>, _ y: Matrix<T>, _ z: Matrix<T>, _ w: Matrix<T>,
    into out: Matrix<T>
  ) {
    run(
      functions.quaternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), operand(w, like: out), into: out)
  }

  /// out = f(x, y, z, w) with numbers y and z.
  public func apply(
    _ f: QuaternaryFunction, _ x: Matrix<T>, _ y: Double, _ z: Double, _ w: Matrix<T>,
    into out: Matrix<T>
  ) {
    run(
      functions.quaternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), operand(w, like: out), into: out)
  }

  /// out = f(x, y, z, w) with numbers z and w.
  public func apply(
    _ f: QuaternaryFunction, _ x: Matrix<T>, _ y: Matrix<T>, _ z: Double, _ w: Double,
    into out: Matrix<T>
  ) {
    run(
      functions.quaternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), operand(w, like: out), into: out)
  }

  /// out = f(x, y, z, w) with numbers y and w.
  public func apply(
    _ f: QuaternaryFunction, _ x: Matrix<T>, _ y: Double, _ z: Matrix<T>, _ w: Double,
    into out: Matrix<T>
  ) {
    run(
      functions.quaternary[f.index], operand(x, like: out), operand(y, like: out),
      operand(z, like: out), operand(w, like: out), into: out)
  }
}

// Derivatives.
extension Kernels {
  /// delta *= f'(z), as backpropagation through an activation function needs it.
  ///
  /// - Parameters:
  ///   - delta: derivatives by activations; receives those by pre-activations
  ///   - f: the function
  ///   - z: pre-activations, same shape
  ///   - a: activations f(z), same shape
  public func multiply(
    _ delta: Matrix<T>, byDerivativeOf f: UnaryFunction, preActivations z: Matrix<T>,
    activations a: Matrix<T>
  ) {
    run(
      functions.unary_derivative[f.index], operand(delta, like: delta), operand(z, like: delta),
      operand(a, like: delta), into: delta)
  }

  /// delta *= f'(z), the derivative of f(z, parameter) by z.
  ///
  /// - Parameters:
  ///   - delta: derivatives by activations; receives those by pre-activations
  ///   - f: the function
  ///   - parameter: the same for all elements
  ///   - z: pre-activations, same shape
  ///   - a: activations f(z, parameter), same shape
  public func multiply(
    _ delta: Matrix<T>, byDerivativeOf f: ParametricFunction, parameter: Double,
    preActivations z: Matrix<T>, activations a: Matrix<T>
  ) {
    run(
      functions.parametric_derivative[f.index], operand(delta, like: delta),
      operand(z, like: delta), operand(a, like: delta),
      operand(parameter, like: delta), into: delta)
  }
}

extension Kernels {
  /// x = the standard normal distribution's quantile of x, in double, in place (Wichura's AS 241):
  /// makes normal deviates of the uniform ones of `RandomNumbers`.
  ///
  /// - Parameter x: probabilities between 0 and 1; receives quantiles
  public func normalQuantile(_ x: UnsafeMutableBufferPointer<Double>) {
    guard let start = x.baseAddress else { return }
    functions.normal_quantile(x.count, start, start)
  }
}

extension Kernels {
  private func operand(_ matrix: Matrix<T>, like out: Matrix<T>) -> nn_operand {
    precondition(matrix.hasShape(of: out), "matrices of one shape")
    return nn_operand(elements: matrix.elements, number: 0)
  }

  private func operand(_ number: Double, like out: Matrix<T>) -> nn_operand {
    nn_operand(elements: nil, number: number)
  }

  private func run(
    _ kernel: nn_elementwise, _ x: nn_operand, _ y: nn_operand = nn_operand(),
    _ z: nn_operand = nn_operand(), _ w: nn_operand = nn_operand(), into out: Matrix<T>
  ) {
    // A tuple, because an array would be allocated.
    var operands = (x, y, z, w)
    withUnsafePointer(to: &operands) {
      $0.withMemoryRebound(to: nn_operand.self, capacity: 4) {
        kernel(out.paddedCount, $0, out.elements)
      }
    }
  }
}

extension Kernels {
  /// y[i] = f(x[i]) for ordinary arrays, whose vectors may begin anywhere and end in the middle.
  ///
  /// - Parameters:
  ///   - f: the function
  ///   - count: the number of elements
  ///   - x: its operands
  ///   - y: receives the results; may be `x`
  package func apply(
    _ f: UnaryFunction, count: Int, _ x: UnsafePointer<T>, into y: UnsafeMutablePointer<T>
  ) {
    let size = 32 * T.vectorWidth
    let bytes = min(size, T.padded(max(1, count))) * MemoryLayout<T>.stride
    withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 64) { buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      guard let block = buffer.bindMemory(to: T.self).baseAddress else { return }
      var start = 0
      while start < count {
        let part = min(size, count - start)
        block.update(from: x + start, count: part)
        let row = Matrix(elements: block, rows: 1, columns: part, stride: T.padded(part))
        apply(f, row, into: row)
        (y + start).update(from: block, count: part)
        start += part
      }
    }
  }
}
