/// Where a `Trainer` gets its batches from. Any thread may call it while a batch is computed.
package protocol BatchSource<T>: AnyObject {
  /// The type that networks compute in.
  associatedtype T: Scalar

  /// Whether inputs come as sparse rows.
  var isSparse: Bool { get }

  /// The inputs of the batch if they come as sparse rows.
  var sparseInputs: SparseBatch<T>? { get }

  /// Copies some of a batch's targets, and inputs unless they come as sparse rows.
  ///
  /// - Parameters:
  ///   - part: the samples, counted from the first one of the batch
  ///   - inputs: receives inputs, with a row for each sample of the batch
  ///   - targets: receives targets, with a row for each sample of the batch
  func fill(_ part: Range<Int>, inputs: Matrix<T>, targets: Matrix<T>)
}
