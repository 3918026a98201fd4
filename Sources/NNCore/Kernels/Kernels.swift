import CNNKernels
import NNFiles

/// The functions that compute on whole arrays: `CNNKernels` for one instruction set and type.
///
/// Batches have a row for each sample. Weights have a row for each input, the bias neuron's first,
/// and a column for each neuron. Every sum has one order, whatever the instruction set; the C
/// header says which.
public struct Kernels<T: Scalar>: @unchecked Sendable {
  // A table of constants, valid for ever.
  private let table: UnsafePointer<nn_kernels>
  /// The instruction set.
  public let instructionSet: InstructionSet

  /// The kernels of an instruction set that this processor has.
  public init(_ instructionSet: InstructionSet) {
    precondition(instructionSet.isSupported, "this processor has no \(instructionSet)")
    self.instructionSet = instructionSet
    table = nn_kernels_for(instructionSet.kernelSet, T.kernelElement)
  }

  private var functions: nn_kernels {
    @inline(__always) _read { yield table.pointee }
  }
}

// Matrix products.
extension Kernels {
  /// z[s, i] = w[0, i] + sum over k of a[s, k] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - a: activations, samples x inputs
  ///   - w: weights, (inputs + 1) x outputs
  ///   - z: receives the weighted sums, samples x outputs
  package func forward(_ a: Matrix<T>, weights w: PanelMatrix<T>, into z: Matrix<T>) {
    assert(w.rows == a.columns + 1 && z.rows == a.rows && z.columns == w.columns)
    functions.forward(
      a.rows, a.columns, w.columns, a.elements, a.stride, w.elements, z.elements, z.stride)
  }

  /// The same for inputs that are mostly zero.
  package func forward(_ a: SparseBatch<T>, weights w: PanelMatrix<T>, into z: Matrix<T>) {
    assert(z.columns == w.columns)
    withUnsafePointer(to: a.sparseInputs) { lists in
      functions.sparse_forward(
        z.rows, w.rows - 1, w.columns, lists, a.indices, a.first, w.elements, z.elements,
        z.stride)
    }
  }

  /// d[s, k] = sum over i of delta[s, i] w[k + 1, i].
  ///
  /// - Parameters:
  ///   - delta: derivatives by a layer's weighted sums, samples x outputs
  ///   - t: the weights into the layer, transposed: outputs x inputs
  ///   - d: receives the derivatives by the activations before the layer, samples x inputs
  package func backward(_ delta: Matrix<T>, transposed t: PanelMatrix<T>, into d: Matrix<T>) {
    assert(t.columns == d.columns && d.rows == delta.rows && delta.columns == t.rows)
    functions.backward(
      delta.rows, d.columns, delta.columns, delta.elements, delta.stride, t.elements, d.elements,
      d.stride)
  }

  /// t[i, k] = w[k + 1, i].
  ///
  /// - Parameters:
  ///   - w: weights, (inputs + 1) x outputs
  ///   - inputs: those whose weights are transposed
  ///   - t: receives them, outputs x inputs
  func transpose(_ w: PanelMatrix<T>, inputs: Range<Int>, into t: PanelMatrix<T>) {
    assert(t.rows == w.columns && t.columns == w.rows - 1 && inputs.upperBound <= t.columns)
    functions.transpose(
      t.columns, t.rows, inputs.lowerBound, inputs.count, w.elements, t.elements)
  }

  /// g[0, i] = sum over s of delta[s, i] and g[k + 1, i] = sum over s of a[s, k] delta[s, i].
  ///
  /// - Parameters:
  ///   - a: activations before a layer, samples x inputs
  ///   - delta: derivatives by the layer's weighted sums, samples x outputs
  ///   - g: receives the sums, (inputs + 1) x outputs
  ///   - rows: the rows of `g` to compute
  package func gradient(_ a: Matrix<T>, delta: Matrix<T>, into g: PanelMatrix<T>, rows: Range<Int>)
  {
    assert(g.rows == a.columns + 1 && a.rows == delta.rows && g.columns == delta.columns)
    assert(rows.lowerBound >= 0 && rows.upperBound <= g.rows)
    functions.gradient(
      a.rows, a.columns, delta.columns, rows.lowerBound, rows.count, a.elements, a.stride,
      delta.elements, delta.stride, g.elements)
  }

  /// The same for inputs that are mostly zero.
  package func gradient(
    _ a: SparseBatch<T>, delta: Matrix<T>, into g: PanelMatrix<T>, rows: Range<Int>
  ) {
    assert(rows.lowerBound >= 0 && rows.upperBound <= g.rows && g.columns == delta.columns)
    withUnsafePointer(to: a.sparseInputs) { lists in
      functions.sparse_gradient(
        delta.rows, g.rows - 1, delta.columns, rows.lowerBound, rows.count, lists, a.indices,
        a.first, delta.elements, delta.stride, g.elements)
    }
  }
}

// Functions of neurons. Each `...Backward` multiplies delta by the function's derivative.
//
// Errors are in units in the last place (ULP), for doubles, over the whole range with subnormal
// numbers. Floats are computed in double and rounded once: half a unit and less than 2^-26 of one.
extension Kernels {
  /// a = max(z, 0); NaN stays NaN.
  func relu(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.relu(z.paddedCount, z.elements, a.elements)
  }

  /// delta = 0 where z < 0.
  func reluBackward(_ delta: Matrix<T>, sums z: Matrix<T>) {
    assert(delta.hasShape(of: z))
    functions.relu_backward(z.paddedCount, z.elements, delta.elements)
  }

  /// a = z, times the slope where z < 0.
  func leakyReLU(_ z: Matrix<T>, slope: Double, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.leaky_relu(z.paddedCount, slope, z.elements, a.elements)
  }

  /// delta *= slope where z < 0.
  func leakyReLUBackward(_ delta: Matrix<T>, slope: Double, sums z: Matrix<T>) {
    assert(delta.hasShape(of: z))
    functions.leaky_relu_backward(z.paddedCount, slope, z.elements, delta.elements)
  }

  /// a = 1 / (1 + exp(-z)); error below 2.5 ULP.
  func sigmoid(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.sigmoid(z.paddedCount, z.elements, a.elements)
  }

  /// delta *= a (1 - a).
  func sigmoidBackward(_ delta: Matrix<T>, activations a: Matrix<T>) {
    assert(delta.hasShape(of: a))
    functions.sigmoid_backward(a.paddedCount, a.elements, delta.elements)
  }

  /// a = tanh(z); error below 2.3 ULP.
  func tanh(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.tanh(z.paddedCount, z.elements, a.elements)
  }

  /// delta *= 1 - a^2.
  func tanhBackward(_ delta: Matrix<T>, activations a: Matrix<T>) {
    assert(delta.hasShape(of: a))
    functions.tanh_backward(a.paddedCount, a.elements, delta.elements)
  }

  /// a = ln(1 + exp(z)), which is about exp(z) for very negative z; error below 2.1 ULP.
  func softplus(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.softplus(z.paddedCount, z.elements, a.elements)
  }

  /// delta /= 1 + exp(-z), in double and rounded once.
  func softplusBackward(_ delta: Matrix<T>, sums z: Matrix<T>) {
    assert(delta.hasShape(of: z))
    functions.softplus_backward(z.paddedCount, z.elements, delta.elements)
  }

  /// a = z / 2 (1 + erf(z / sqrt 2)); error below 6 ULP, also where the sum nearly vanishes.
  func gelu(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.gelu(z.paddedCount, z.elements, a.elements)
  }

  /// delta *= P + z p, in double and rounded once, with the cumulative function P and the density p
  /// of the standard normal distribution at z. Error of the sum: below 8 ULP, between -1 and -0.5,
  /// where it has a zero, below 2^-52.
  func geluBackward(_ delta: Matrix<T>, sums z: Matrix<T>) {
    assert(delta.hasShape(of: z))
    functions.gelu_backward(z.paddedCount, z.elements, delta.elements)
  }

  /// a[s, i] = exp(z[s, i]) / sum over j of exp(z[s, j]), the maximum subtracted first.
  func softmax(_ z: Matrix<T>, into a: Matrix<T>) {
    assert(a.hasShape(of: z))
    functions.softmax(z.rows, z.columns, z.stride, z.elements, a.elements)
  }

  /// delta[s, i] = a[s, i] (delta[s, i] - sum over j of delta[s, j] a[s, j]).
  func softmaxBackward(_ delta: Matrix<T>, activations a: Matrix<T>) {
    assert(delta.hasShape(of: a))
    functions.softmax_backward(a.rows, a.columns, a.stride, a.elements, delta.elements)
  }
}

// Costs of samples, and their derivatives.
extension Kernels {
  /// costs[s] = sum over i of (a[s, i] - y[s, i])^2.
  func squaredError(
    activations a: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(a.hasShape(of: y))
    functions.squared_error(a.rows, a.columns, a.stride, a.elements, y.elements, costs)
  }

  /// costs[s] = -sum over i of y[s, i] ln softmax(z)[s, i].
  func crossEntropy(
    sums z: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(z.hasShape(of: y))
    functions.cross_entropy(z.rows, z.columns, z.stride, z.elements, y.elements, costs)
  }

  /// costs[s] = sum over i of max(z, 0) - z y + ln(1 + exp(-|z|)).
  func binaryCrossEntropy(
    sums z: Matrix<T>, targets y: Matrix<T>, into costs: UnsafeMutablePointer<Double>
  ) {
    assert(z.hasShape(of: y))
    functions.binary_cross_entropy(z.rows, z.columns, z.stride, z.elements, y.elements, costs)
  }

  /// delta = 2 (a - y).
  func squaredErrorGradient(
    activations a: Matrix<T>, targets y: Matrix<T>, into delta: Matrix<T>
  ) {
    assert(a.hasShape(of: y) && a.hasShape(of: delta))
    functions.squared_error_gradient(
      a.rows, a.columns, a.stride, a.elements, y.elements, delta.elements)
  }

  /// delta = a - y.
  func difference(_ a: Matrix<T>, _ y: Matrix<T>, into delta: Matrix<T>) {
    assert(a.hasShape(of: y) && a.hasShape(of: delta))
    functions.difference(
      a.rows, a.columns, a.stride, a.elements, y.elements, delta.elements)
  }
}

// Measures.
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

// Updates, data and random numbers.
extension Kernels {
  /// w = -eta (g scale) + w, one fused multiply-add.
  func sgd(_ w: Matrix<T>, gradient g: Matrix<T>, scale: Double, eta: Double) {
    assert(w.hasShape(of: g))
    functions.sgd(w.paddedCount, eta, scale, g.elements, w.elements)
  }

  /// out[s, i] = source[row(s) rowStride + i columnStride] / divisor, rounded to T.
  ///
  /// - Parameters:
  ///   - source: the first element of a table
  ///   - type: the type of its elements
  ///   - rowStride: the elements from a row to the next
  ///   - columnStride: the elements from a column to the next
  ///   - indices: the row of each sample; without them consecutive rows are taken
  ///   - first: the first of the consecutive rows
  ///   - divisor: what elements are divided by
  ///   - out: receives the samples
  public func gather(
    _ source: UnsafeRawPointer, type: ElementType, rowStride: Int, columnStride: Int,
    indices: UnsafePointer<Int>?, first: Int, divisor: Double, into out: Matrix<T>
  ) {
    functions.gather(
      type.kernelSource, out.rows, out.columns, source, rowStride, columnStride, indices, first,
      divisor, out.elements, out.stride)
  }

  /// out[s, i] = 1 for i = classes[row(s)], 0 elsewhere.
  ///
  /// - Parameters:
  ///   - classes: the class of each row, below the number of columns of `out`
  ///   - indices: the row of each sample; without them consecutive rows are taken
  ///   - first: the first of the consecutive rows
  ///   - out: receives the samples
  public func oneHot(
    _ classes: UnsafePointer<Int32>, indices: UnsafePointer<Int>?, first: Int, into out: Matrix<T>
  ) {
    functions.one_hot(
      out.rows, out.columns, classes, indices, first, out.elements, out.stride)
  }

  /// Independent fused multiply-adds without memory, as fast as the processor can do them.
  ///
  /// - Parameters:
  ///   - rounds: how often all registers take part
  ///   - values: three vectors; the last receives a sum
  /// - Returns: the number of multiply-adds
  package func multiplyAdd(rounds: Int, values: Matrix<T>) -> Int {
    precondition(values.paddedCount >= 3 * T.vectorWidth, "three vectors")
    return functions.multiply_add(rounds, values.elements)
  }

  /// x = the standard normal distribution's quantile of x, in double, in place.
  func normalQuantile(_ x: UnsafeMutableBufferPointer<Double>) {
    guard let start = x.baseAddress else { return }
    functions.normal_quantile(x.count, start, start)
  }
}

extension ElementType {
  fileprivate var kernelSource: nn_source {
    switch self {
    case .uint8: nn_source_uint8
    case .int8: nn_source_int8
    case .uint16: nn_source_uint16
    case .int16: nn_source_int16
    case .uint32: nn_source_uint32
    case .int32: nn_source_int32
    case .uint64: nn_source_uint64
    case .int64: nn_source_int64
    case .float32: nn_source_float32
    case .float64: nn_source_float64
    }
  }
}
