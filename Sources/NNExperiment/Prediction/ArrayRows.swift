import NNCore
import NNData
import NNFiles

/// The rows of an array in a file.
struct ArrayRows: RowSource {
  private let name: String
  private let inputs: Samples.Inputs
  private let count: Int
  /// The scaling of the columns; `nil` if there is none, or only a divisor for all of them, by
  /// which rows are divided as they are gathered.
  private let scaling: Scaling?
  private var next = 0
  /// The first row of the last batch.
  private var first = 0

  /// The rows of an array, which are its first dimension; the other dimensions are flattened.
  ///
  /// - Parameters:
  ///   - array: the array, in the data set's own units
  ///   - name: what messages call it
  ///   - preprocessing: what the training set determined
  ///   - width: the number of the network's inputs
  /// - Throws: `DataError` if there are no rows, they do not fit the network, or a number is not
  ///   finite
  init(
    _ array: StoredArray, name: String, preprocessing: Preprocessing, width: Int
  ) throws(DataError) {
    self.name = name
    guard let rows = array.shape.first, array.count > 0 else {
      throw DataError(name, "has the shape \(array.shape), and so it has no rows")
    }
    guard array.count == rows * width, !array.isFortranOrder || array.shape.count == 2 else {
      throw DataError(
        name,
        "has the shape \(array.shape)\(array.isFortranOrder ? " in Fortran order" : ""); "
          + "the network needs rows of \(counted(width, "number"))"
          + (array.shape == [width] ? "; save a single row with the shape [1, \(width)]" : ""))
    }
    if let position = array.firstNonFinite {
      let row = array.isFortranOrder ? position % rows : position / width
      throw DataError("\(name): row \(row) (from 0)", "has a number that is not finite")
    }
    let divisor = preprocessing.inputScaling?.commonDivisor
    scaling = divisor == nil ? preprocessing.inputScaling : nil
    inputs = Samples.Inputs(array, divisor: divisor ?? 1)
    count = rows
  }

  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) -> Int {
    first = next
    let count = min(inputs.rows, self.count - first)
    if count == 0 { return 0 }
    next += count
    defer { self.inputs.forget(first..<next, width: inputs.columns) }
    guard let scaling else {
      self.inputs.gather(
        .consecutive(from: first), into: PanelBatch(inputs.prefix(count)), kernels: kernels)
      return count
    }
    // As loaders do it, numbers are scaled before they are rounded to the network's type.
    let arena = Arena()
    let unscaled: Matrix<Double> = arena.matrix(rows: count, columns: inputs.columns)
    self.inputs.gather(
      .consecutive(from: first), into: PanelBatch(unscaled),
      kernels: Kernels(kernels.instructionSet))
    for row in 0..<count {
      for column in 0..<inputs.columns {
        inputs[row, column] = T(scaling.scaled(unscaled[row, column], column: column))
      }
    }
    return count
  }

  /// Checks that a mapped file has not changed since it was opened.
  ///
  /// - Throws: `FileError.changed` if it has
  func checkUnchanged() throws(FileError) { try inputs.checkUnchanged() }

  func place(ofRow row: Int) -> String { "\(name): row \(first + row) (from 0)" }
}
