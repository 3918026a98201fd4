import NNCore
import NNFiles

/// The rows that a network is to predict, checked and in the network's units.
protocol RowSource: ~Copyable {
  /// Reads some rows: as many as the matrix has, or fewer at the end or if the next one would have
  /// to be waited for.
  ///
  /// - Parameters:
  ///   - inputs: receives the rows; rows x input neurons
  ///   - kernels: computes on whole arrays
  /// - Returns: the number of rows read; 0 at the end
  /// - Throws: a `UserFacingError` that names row and column of a value that cannot be used, once
  ///   the rows before it have been returned
  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) throws -> Int

  /// Checks, when all rows have been read, that the file did not change meanwhile.
  ///
  /// - Throws: `FileError.changed` if it did
  func checkUnchanged() throws(FileError)

  /// The place of a row of the last batch, for messages.
  func place(ofRow row: Int) -> String

  /// What is around the header of predictions in CSV; `nil` if they get none.
  var headerFrame: LineFrame? { get }

  /// What is around the predictions of a row of the last batch in CSV.
  func frame(ofRow row: Int) -> LineFrame
}

extension RowSource where Self: ~Copyable {
  /// Does nothing, because a reader of a stream checks its file at the end of the stream.
  ///
  /// - Throws: nothing
  func checkUnchanged() throws(FileError) {}

  /// A line of its own.
  var headerFrame: LineFrame? { LineFrame() }

  /// A line of its own.
  func frame(ofRow row: Int) -> LineFrame { LineFrame() }
}
