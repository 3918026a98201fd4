import TestSupport
import Testing

@Suite("Overrides with special characters of YAML")
struct OverrideTests {
  private static let names = [
    "col", "col #2", "#id", "a: b", "- c", "&d", "*e", "!f", "%g", " h", "[i] j",
  ]
  private let experiment = """
    structure: [1, 1]
    activations: {output: identity}
    loss: squared_error
    iterations: 2
    dataset: {loader: csv, path: data.csv, features: [x], target: y}

    """

  private func sandbox() throws -> Sandbox {
    let header = (["x", "y"] + Self.names).joined(separator: ",")
    let row = (1...Self.names.count + 2).map(String.init).joined(separator: ",")
    return try Sandbox(["a.yaml": experiment, "data.csv": "\(header)\n\(row)\n2\(row)\n"])
  }

  /// `col` is there, too, and would be taken if a comment began.
  @Test(
    "They choose the column that was typed",
    arguments: [
      ("col #2", "[\"col #2\"]"), ("#id", "[\"#id\"]"), ("a: b", "[\"a: b\"]"),
      ("- c", "[\"- c\"]"),
      ("&d", "[\"&d\"]"), ("*e", "[\"*e\"]"), ("!f", "[\"!f\"]"), ("%g", "[\"%g\"]"),
      ("[col #2]", "[\"col #2\"]"), ("[#id, col]", "[\"#id\", col]"), ("\" h\"", "[\" h\"]"),
      ("'[i] j'", "[\"[i] j\"]"), ("col", "[col]"),
    ])
  func column(value: String, target: String) throws {
    let sandbox = try sandbox()
    let outputs = value.contains("[#id, col]") ? ["structure=[1, 2]"] : []
    let result = try sandbox.nnrun(["a.yaml", "--quiet", "dataset.target=\(value)"] + outputs)
    #expect(result.status == 0, "\(result.errors)")
    let resolved = try sandbox.folder.text("runs/latest/resolved.yaml")
    #expect(resolved.contains("  target: \(target)\n"), "\(resolved)")
    // What is written is read again.
    #expect(try sandbox.nnrun("runs/latest/resolved.yaml", "--quiet").status == 0)
    #expect(try sandbox.completeRuns().count == 1)
  }

  @Test("An ambiguous override is refused with what to write instead")
  func ambiguous() throws {
    let sandbox = try sandbox()
    expect(
      try sandbox.nnrun("check", "a.yaml", "dataset.target= h"), status: 78,
      errors: """
        override 1: dataset.target= h: error: there is a space or line break around the value; remove \
        it, or if it belongs to the value, write 'dataset.target=" h"'

        """)
    expect(
      try sandbox.nnrun("check", "a.yaml", "seed=2", "dataset.target=[i] j"), status: 78,
      errors: """
        override 2: dataset.target=[i] j: error: there is something after the value; \
        put text with special characters in quotes; if all of it is text, write \
        'dataset.target="[i] j"'

        """)
    expect(
      try sandbox.nnrun("check", "a.yaml", "dataset.target="), status: 78,
      errors: """
        override 1: dataset.target=: error: 'target' of csv must be a word, not nothing

        """)
    expect(
      try sandbox.nnrun("check", "a.yaml", "dataset.target=col#2"), status: 78,
      errors: """
        override 1: dataset.target=col#2: error: data.csv has no column 'col#2'; did you mean 'col #2'?

        """)
  }
}
