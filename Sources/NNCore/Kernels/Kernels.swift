import CNNKernels

/// The functions that compute on whole arrays: `CNNKernels` for one instruction set and type.
///
/// Batches have a row for each sample. Weights have a row for each input, the bias neuron's first,
/// and a column for each neuron. Every sum has one order, whatever the instruction set; the C
/// header says which. So plugins that compute with these functions alone give the same bits on
/// every processor.
public struct Kernels<T: Scalar>: @unchecked Sendable {
  // A table of constants, which is never freed.
  private let table: UnsafePointer<nn_kernels>
  /// The instruction set.
  public let instructionSet: InstructionSet

  /// The kernels of an instruction set that this processor has.
  public init(_ instructionSet: InstructionSet) {
    precondition(instructionSet.isSupported, "this processor has no \(instructionSet)")
    self.instructionSet = instructionSet
    table = nn_kernels_for(instructionSet.kernelSet, T.kernelElement)
  }

  var functions: nn_kernels {
    @inline(__always) _read { yield table.pointee }
  }
}

extension Kernels {
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
}

extension Matrix {
  /// What the kernels call a matrix.
  var kernelMatrix: nn_matrix { PanelBatch(self).kernelMatrix }
}

extension PanelBatch {
  /// What the kernels call a batch.
  var kernelMatrix: nn_matrix {
    nn_matrix(
      rows: rows, columns: columns, stride: stride, panel_stride: panelStride, elements: elements)
  }
}

extension PanelMatrix {
  /// What the kernels call a matrix in panels.
  var kernelPanels: nn_panels { nn_panels(rows: rows, columns: columns, elements: elements) }
}

extension Range<Int> {
  /// What the kernels call a range.
  var kernelRange: nn_range { nn_range(start: lowerBound, end: upperBound) }
}
