import NNCore
import NNData
import NNFiles

/// How predictions are written, as CSV or as rows of numbers.
///
/// The numbers are the probabilities of all classes for classification, the probability of each
/// label for labels, and the values in the target's own units for regression. In CSV they are the
/// shortest decimals that read back in the run's precision, after the predicted class or the
/// predicted labels. As columns that follow others, they have names that say that they are
/// predictions and, if those are of other CSV, that CSV's delimiter and decimal mark.
struct PredictionFormat {
  /// The separator between predicted labels, which no label contains.
  static let labelSeparator: Character = "|"
  /// The maximum count of numbers to format at once: as text, they take several times their memory.
  private static let numbersAtATime = 100_000

  /// The maximum count of rows to format at once.
  static func rowsAtATime(outputs: Int) -> Int { max(1, numbersAtATime / outputs) }

  /// What precedes predictions on their line of CSV.
  enum Place {
    /// Nothing.
    case alone
    /// The columns of the input.
    case afterInput
    /// What is true of the samples that are predicted.
    case afterTruth
  }

  /// The names of the columns of CSV.
  let columnNames: [String]
  /// The names of the outputs.
  private let names: [String]
  /// The names of the outputs as fields of CSV.
  private let fields: [String]
  private let delimiter: CSVDelimiter
  private let separator: String
  private let decimalMark: DecimalMark
  private let task: Task
  private let scaling: Scaling?
  private let outputs: Int

  /// The format of the predictions of a network.
  ///
  /// - Parameters:
  ///   - preprocessing: what the training set determined
  ///   - task: what the network has learnt to predict
  ///   - outputs: the number of its outputs
  ///   - place: what precedes predictions on their line
  init(preprocessing: Preprocessing, task: Task, outputs: Int, place: Place) {
    self.task = task
    self.outputs = outputs
    let delimiter = place == .afterInput ? preprocessing.delimiter : .comma
    self.delimiter = delimiter
    separator = delimiter.separator
    decimalMark = place == .afterInput ? preprocessing.decimalMark : .point
    scaling = task == .regression ? preprocessing.targetScaling : nil
    names = preprocessing.outputNames(for: task, outputs: outputs)
    fields = names.map { $0.csvField(delimiter) }
    let isRegression = task == .regression
    columnNames =
      (isRegression ? [] : ["prediction"])
      + names.map { place == .alone ? $0 : isRegression ? "\($0) (predicted)" : "p(\($0))" }
  }

  /// The header of the CSV, a line.
  func header(_ frame: LineFrame) -> String {
    let fields = columnNames.map { $0.csvField(delimiter) }
    return ([frame.columns].compactMap { $0 } + fields).joined(separator: separator)
      + frame.end.rawValue
  }

  /// Rows of outputs as CSV.
  ///
  /// - Parameters:
  ///   - outputs: the outputs
  ///   - frame: what is around the predictions of a row of the matrix
  /// - Returns: a line for each row
  func text<T: Scalar>(_ outputs: Matrix<T>, frame: (Int) -> LineFrame) -> String {
    var text = ""
    for row in 0..<outputs.rows {
      let frame = frame(row)
      if let columns = frame.columns {
        text += columns
        text += separator
      }
      append(outputs.row(row), to: &text)
      text += frame.end.rawValue
    }
    return text
  }

  /// The number of numbers in a row.
  var columns: Int { isSingleProbability ? 2 : outputs }

  /// Whether the only output is the probability of the second of two classes.
  private var isSingleProbability: Bool { task == .classification && outputs == 1 }

  /// The numbers of rows of outputs, row after row.
  func values<T: Scalar>(_ outputs: Matrix<T>) -> [T] {
    let elements = (0..<outputs.rows).flatMap { row in
      UnsafeBufferPointer(start: outputs.row(row), count: outputs.columns)
    }
    if isSingleProbability { return elements.flatMap { [1 - $0, $0] } }
    guard let scaling else { return elements }
    return elements.enumerated().map { index, value in
      T(scaling.unscaled(Double(value), column: index % self.outputs))
    }
  }

  /// Appends the predictions of a sample to a text.
  private func append<T: Scalar>(_ values: UnsafePointer<T>, to text: inout String) {
    var isFirst = true
    func append(_ cell: String) {
      if !isFirst { text += separator }
      text += cell
      isFirst = false
    }
    if let outcome = outcome(values) { append(outcome) }
    if isSingleProbability { append(decimal(1 - values[0])) }
    for column in 0..<outputs { append(number(values[column], column: column)) }
  }

  /// The class or the labels that outputs or targets mean, as a field of CSV; `nil` for numbers.
  private func outcome<T: Scalar>(_ values: UnsafePointer<T>) -> String? {
    switch task {
    case .classification: return fields[predictedClass(values, count: outputs)]
    case .multilabel:
      let labels = names.indices.filter { isOn(values[$0]) }.map { names[$0] }
      return labels.joined(separator: "\(Self.labelSeparator)").csvField(delimiter)
    case .regression: return nil
    }
  }

  /// The decimal of a number, with the decimal mark.
  private func decimal(_ number: some Scalar) -> String {
    let text = number.description
    return decimalMark == .point ? text : text.replacing(".", with: decimalMark.rawValue)
  }

  /// An output in the target's units, as a decimal with the digits of its type.
  private func number<T: Scalar>(_ value: T, column: Int) -> String {
    guard let scaling else { return decimal(value) }
    let unscaled = scaling.unscaled(Double(value), column: column)
    let rounded = T(unscaled)
    return rounded.isFinite ? decimal(rounded) : decimal(unscaled)
  }
}

// What is true, beside predictions.
extension PredictionFormat {
  /// The names of the columns that say what is true.
  var truthNames: [String] {
    task == .regression ? names.map { "\($0) (true)" } : ["true"]
  }

  /// What is true of a sample of a piece, as columns.
  ///
  /// - Parameters:
  ///   - row: the place of the sample in the piece
  ///   - piece: some of the samples
  ///   - samples: all samples
  /// - Returns: the class, the labels or, with all digits, the numbers
  func truth<T: Scalar>(
    ofRow row: Int, in piece: EvaluatedPiece<T>, of samples: Samples
  ) -> String {
    if let outcome = outcome(piece.targets.row(row)) { return outcome }
    return samples.numbers(of: piece.first + row, scaling: scaling).map(decimal)
      .joined(separator: separator)
  }
}
