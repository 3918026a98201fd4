import NNCore
import NNData

/// How predictions are written as CSV.
///
/// For classification the predicted class and the probabilities of all; for regression the values
/// in the target's own units. Numbers are the shortest decimals that read back.
struct PredictionFormat {
  private let names: [String]
  private let isClassification: Bool
  private let scaling: Scaling?
  private let outputs: Int

  init(preprocessing: Preprocessing, isClassification: Bool, outputs: Int) {
    self.isClassification = isClassification
    self.outputs = outputs
    scaling = preprocessing.targetScaling
    names = preprocessing.outputNames(isClassification: isClassification, outputs: outputs)
  }

  /// The names of the columns.
  var header: String {
    ((isClassification ? ["prediction"] : []) + names).map(Self.field).joined(separator: ",")
      + "\n"
  }

  /// The row of one sample's outputs.
  func line<T: Scalar>(_ values: UnsafePointer<T>) -> String {
    guard isClassification else {
      return (0..<outputs).map { column in
        scaling.map { "\($0.unscaled(Double(values[column]), column: column))" }
          ?? "\(values[column])"
      }.joined(separator: ",") + "\n"
    }
    let predicted = Self.field(names[predictedClass(values, count: outputs)])
    let probabilities =
      outputs == 1
      ? ["\(1 - values[0])", "\(values[0])"] : (0..<outputs).map { "\(values[$0])" }
    return ([predicted] + probabilities).joined(separator: ",") + "\n"
  }

  /// A text as a field of CSV, in quotes if it needs them (RFC 4180).
  private static func field(_ text: String) -> String {
    let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
