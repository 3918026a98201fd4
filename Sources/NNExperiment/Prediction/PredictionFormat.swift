import NNCore
import NNData
import NNFiles

/// How predictions are written, as CSV or as rows of numbers.
///
/// The numbers are the probabilities of all classes for classification, the probability of each
/// label for labels, and the values in the target's own units for regression. In CSV they are the
/// shortest decimals that read back in the run's precision, after the predicted class or the
/// predicted labels.
struct PredictionFormat {
  /// The separator between predicted labels, which no label contains.
  static let labelSeparator: Character = "|"

  /// The names of the outputs.
  private let names: [String]
  /// The names as fields of CSV.
  private let fields: [String]
  private let task: Task
  private let scaling: Scaling?
  private let outputs: Int

  /// The format of the predictions of a network.
  ///
  /// - Parameters:
  ///   - preprocessing: what the training set determined
  ///   - task: what the network has learnt to predict
  ///   - outputs: the number of its outputs
  init(preprocessing: Preprocessing, task: Task, outputs: Int) {
    self.task = task
    self.outputs = outputs
    scaling = task == .regression ? preprocessing.targetScaling : nil
    names = preprocessing.outputNames(for: task, outputs: outputs)
    fields = names.map(\.csvField)
  }

  /// The header of the CSV, a line.
  var header: String {
    ((task == .regression ? [] : ["prediction"]) + fields).joined(separator: ",") + "\n"
  }

  /// Rows of outputs as CSV.
  func text<T: Scalar>(_ outputs: Matrix<T>) -> String {
    var text = ""
    for row in 0..<outputs.rows { append(outputs.row(row), to: &text) }
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

  /// Appends the row of a sample to a text.
  private func append<T: Scalar>(_ values: UnsafePointer<T>, to text: inout String) {
    var separator = ""
    func append(_ cell: String) {
      text += separator
      text += cell
      separator = ","
    }
    switch task {
    case .classification:
      append(fields[predictedClass(values, count: outputs)])
      if isSingleProbability { append("\(1 - values[0])") }
    case .multilabel:
      let labels = names.indices.filter { isOn(values[$0]) }.map { names[$0] }
      append(labels.joined(separator: "\(Self.labelSeparator)").csvField)
    case .regression: break
    }
    for column in 0..<outputs { append(number(values[column], column: column)) }
    text += "\n"
  }

  /// An output in the target's units, as a decimal with the digits of its type.
  private func number<T: Scalar>(_ value: T, column: Int) -> String {
    guard let scaling else { return "\(value)" }
    let unscaled = scaling.unscaled(Double(value), column: column)
    let rounded = T(unscaled)
    return rounded.isFinite ? "\(rounded)" : "\(unscaled)"
  }
}
