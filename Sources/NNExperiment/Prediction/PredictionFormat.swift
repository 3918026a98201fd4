import NNCore
import NNData

/// How predictions are written as CSV.
///
/// For classification the predicted class and the probabilities of all; for regression the values
/// in the target's own units. Numbers are the shortest decimals that read back.
struct PredictionFormat {
  /// The names of the outputs as fields of CSV.
  private let fields: [String]
  private let isClassification: Bool
  private let scaling: Scaling?
  private let outputs: Int

  init(preprocessing: Preprocessing, isClassification: Bool, outputs: Int) {
    self.isClassification = isClassification
    self.outputs = outputs
    scaling = preprocessing.targetScaling
    fields = preprocessing.outputNames(isClassification: isClassification, outputs: outputs)
      .map(Self.field)
  }

  /// The names of the columns.
  var header: String {
    ((isClassification ? ["prediction"] : []) + fields).joined(separator: ",") + "\n"
  }

  /// Appends the row of one sample's outputs.
  func append<T: Scalar>(_ values: UnsafePointer<T>, to text: inout String) {
    var separator = ""
    func append(_ cell: String) {
      text += separator
      text += cell
      separator = ","
    }
    if isClassification {
      append(fields[predictedClass(values, count: outputs)])
      // A single output is the probability of the second class.
      if outputs == 1 { append("\(1 - values[0])") }
    }
    for column in 0..<outputs {
      append(
        scaling?.unscaled(Double(values[column]), column: column).description
          ?? "\(values[column])")
    }
    text += "\n"
  }

  /// A text as a field of CSV, in quotes if it needs them (RFC 4180).
  private static func field(_ text: String) -> String {
    let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
