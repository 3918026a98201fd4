import NNCore
import NNFiles

/// Hands out the rows that a network predicts, checked and in the network's units.
protocol RowSource: ~Copyable {
  /// Reads up to as many rows as the matrix has.
  ///
  /// - Returns: the number of rows read; 0 at the end
  /// - Throws: a `UserFacingError` that names the row and column of what is not a finite number
  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) throws -> Int

  /// Checks, when all rows have been read, that the file did not change meanwhile.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError)

  /// The place of a row of the last batch, for messages.
  func place(ofRow row: Int) -> String
}

extension RowSource where Self: ~Copyable {
  /// A stream is checked at its end.
  func checkUnchanged() throws(FileError) {}
}
