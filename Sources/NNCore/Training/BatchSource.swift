/// Provides a `Trainer` with batches. Any thread may call it while a batch is computed.
package protocol BatchSource<T>: AnyObject {
  /// The type that the network computes in.
  associatedtype T: Scalar

  /// Whether inputs come as sparse rows.
  var isSparse: Bool { get }

  /// The inputs of the batch if they come as sparse rows; `nil` otherwise.
  var sparseInputs: SparseBatch<T>? { get }

  /// Copies the targets of some samples of the batch, and their inputs unless these come as sparse
  /// rows.
  ///
  /// - Parameters:
  ///   - part: the samples, counted from the first one of the batch
  ///   - inputs: receives their inputs in the same rows; samples of the batch x input neurons
  ///   - targets: receives their targets in the same rows; samples of the batch x output neurons
  func fill(_ part: Range<Int>, inputs: PanelBatch<T>, targets: Matrix<T>)
}
