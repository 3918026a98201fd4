/// Provides a `Trainer` with batches. Any thread may call it while a batch is computed.
package protocol BatchSource<T>: AnyObject {
  /// The type that the network computes in.
  associatedtype T: Scalar

  /// The mean number of inputs of a sample that products visit, if inputs come as sparse rows;
  /// `nil` otherwise. Inputs that are visited one at a time count as often as they cost.
  var visitedInputs: Int? { get }

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

extension BatchSource {
  /// Whether inputs come as sparse rows.
  package var isSparse: Bool { visitedInputs != nil }
}
