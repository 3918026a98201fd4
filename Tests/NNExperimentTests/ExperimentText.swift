import Foundation
import NNExperiment
import TestSupport

/// A small experiment as text, one field on each line, for tests that change one of them.
struct ExperimentText {
  private var lines: [(key: String, text: String)] = []

  /// Exclusive or, with its data in the text.
  static let xor = ExperimentText([
    "structure: [2, 4, 1]",
    "activations: {hidden: tanh, output: sigmoid}",
    "loss: binary_cross_entropy",
    "dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}",
  ])

  /// Three classes of one input each.
  static let classes = ExperimentText([
    "structure: [1, 4, 3]",
    "activations: {hidden: tanh, output: softmax}",
    "loss: cross_entropy",
    "dataset: {loader: inline, inputs: [1, 2, 3], classes: [a, b, c]}",
  ])

  init(_ lines: [String]) {
    for line in lines { set(line) }
  }

  /// Replaces the field that the line sets, or adds it.
  mutating func set(_ line: String) {
    let key = String(line.prefix { $0 != ":" })
    if let index = lines.firstIndex(where: { $0.key == key }) {
      lines[index].text = line
    } else {
      lines.append((key, line))
    }
  }

  /// The text with other fields.
  func with(_ lines: String...) -> ExperimentText {
    var result = self
    for line in lines { result.set(line) }
    return result
  }

  /// The text without a field.
  func without(_ key: String) -> ExperimentText {
    var result = self
    result.lines.removeAll { $0.key == key }
    return result
  }

  var text: String { lines.map { $0.text + "\n" }.joined() }

  /// The number of the line that sets a field, from 1.
  func number(of line: String) -> Int? {
    lines.firstIndex { $0.text == line }.map { $0 + 1 }
  }
}

extension TemporaryFolder {
  /// Writes an experiment to `a.yaml` and reads it.
  func read(_ text: String, overrides: [String] = []) throws -> ExperimentFile {
    try ExperimentFile(
      path: write(text, to: "a.yaml"), overrides: overrides, registry: Registry())
  }

  /// Writes an experiment to `a.yaml` and reads it.
  func read(_ text: ExperimentText, overrides: String...) throws -> ExperimentFile {
    try read(text.text, overrides: overrides)
  }

  /// The message when the experiment is checked, data included, with paths relative to the folder;
  /// `nil` if nothing is wrong.
  func mistakes(in text: String, overrides: String...) -> String? {
    errorText {
      let file = try read(text, overrides: overrides)
      return try ExperimentSummary(file, runsDirectory: "runs")
    }.map(relative)
  }
}

/// A mistake in `a.yaml` as a user sees it, with marks below a part of the line.
func shown(_ message: String, line: String, number: Int, marked: String) -> String {
  guard let range = line.range(of: marked) else {
    return "'\(marked)' is not in the line '\(line)'"
  }
  let indent = line.distance(from: line.startIndex, to: range.lowerBound)
  let gutter = String(repeating: " ", count: 4 - "\(number)".count) + "\(number)"
  return """
    a.yaml:\(number):\(indent + 1): error: \(message)
    \(gutter) | \(line)
         | \(String(repeating: " ", count: indent))^\(String(repeating: "~", count: marked.count - 1))
    """
}
