/// Where the rows of inputs are in the data that they were read from.
struct RowOrigins: Sendable {
  /// The row of the data that each row of inputs is; `nil` if row i is row i. Rows of data count
  /// from 0, and those that are left out count, too.
  var rows: [Int]?
  /// The lines of the file on which rows of the data begin; `nil` if they have none.
  var lines: LineNumbers?
  /// The targets of the rows of inputs before they were scaled, row after row; `nil` if they were
  /// not. What is left of the digits of a scaled target does not lead back to it.
  var targets: [Double]?
}

extension Samples {
  /// The row of the data that a sample is: its index in an array, in a list or among the rows of a
  /// CSV file below the header, from 0.
  package func dataRow(of sample: Int) -> Int {
    let row = inputRow(of: sample)
    return inputs.origins.rows?[row] ?? row
  }

  private func inputRow(of sample: Int) -> Int { rows?[sample] ?? sample }

  /// The line of its file on which a sample begins, from 1; `nil` if samples have no lines.
  package func line(of sample: Int) -> Int? { inputs.origins.lines?[dataRow(of: sample)] }

  /// The targets of a sample as they are in the data, which are numbers.
  package func targetsInData(of sample: Int) -> [Double] {
    guard case .values(let values, let width) = targets else {
      preconditionFailure("classes are not numbers")
    }
    let (all, row) = inputs.origins.targets.map { ($0, inputRow(of: sample)) } ?? (values, sample)
    return Array(all[row * width..<(row + 1) * width])
  }

  /// Whether it takes the data and the seed to know which rows the samples are, because they were
  /// drawn.
  package var areDrawn: Bool { rows != nil }
}

// For messages.
extension Samples {
  /// The place of a sample in the file that it was read from: `new.csv:7`.
  ///
  /// - Parameters:
  ///   - sample: its index
  ///   - file: the file
  /// - Returns: the place
  package func place(of sample: Int, in file: String) -> String {
    line(of: sample).map { "\(file):\($0)" } ?? "\(file): \(name(of: sample))"
  }

  /// What a sentence calls a sample: `line 7`, `row 5 (from 0)`.
  package func name(of sample: Int) -> String {
    line(of: sample).map { "line \($0)" } ?? "row \(dataRow(of: sample)) (from 0)"
  }
}
