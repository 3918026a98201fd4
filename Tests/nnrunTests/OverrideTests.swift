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

  @Test(
    "A mistake that an override makes is shown at the override",
    arguments: [
      ("loss=null", "'loss' is missing: the cost function, for example cross_entropy"),
      ("dataset.loader=null", "'dataset' must say which dataset loader it is: add 'loader: ...'"),
      ("dataset.path=null", "'path' of csv is missing: the file"),
      ("activations.output=null", "'activations' needs 'output: ...'"),
      ("activations.ouput=tanh", "unknown key 'ouput' of 'activations'; did you mean 'output'?"),
      (
        "dataset.delimiter=",
        "'delimiter' of csv must be a word, not nothing; if it is ; or |, which a shell takes for itself, "
          + "put the override in quotes"
      ),
    ])
  func made(override: String, message: String) throws {
    let sandbox = try sandbox()
    expect(
      try sandbox.nnrun("check", "a.yaml", "seed=2", override), status: 78,
      errors: "override 2: \(override): error: \(message)\n")
  }

  @Test("Activations of a list are named by two words or numbers, and mistakes are reported once")
  func layers() throws {
    let sandbox = try Sandbox([
      "list.yaml": Experiments.sums.replacing(
        "structure: [2, 3, 1]", with: "structure: [2, 3, 3, 1]"
      )
      .replacing("{hidden: tanh, output: identity}", with: "[tanh, tanh, identity]")
    ])
    for (override, message) in [
      ("activations.hiden=relu", "unknown key 'hiden' of 'activations'; did you mean 'hidden'?"),
      (
        "activations.layer=relu",
        "unknown key 'layer' of 'activations'; there are hidden, output, the numbers from 0 to 2"
      ), ("activations.hidden=reluu", "unknown activation 'reluu'; did you mean 'relu'?"),
    ] {
      expect(
        try sandbox.nnrun("check", "list.yaml", override), status: 78,
        errors: "override 1: \(override): error: \(message)\n")
    }
  }

  @Test("A mistake that is there because of an override is not looked for in the file")
  func pair() throws {
    let sandbox = try Sandbox.flowers()
    expect(
      try sandbox.nnrun("check", "flowers.yaml", "activations.output=tanh"), status: 78,
      errors: """
        override 1: activations.output=tanh: error: loss 'cross_entropy' needs a 'softmax' output, not \
        'tanh'; set the output activation to 'softmax'

        """)
  }

  @Test("A mistake of the file stays at its place, whatever is overridden")
  func ofFile() throws {
    let sandbox = try Sandbox(["a.yaml": experiment.replacing("squared_error", with: "squared")])
    let result = try sandbox.nnrun("check", "a.yaml", "seed=null", "eta=0.1")
    #expect(result.errors.hasPrefix("override 1: seed=null: error: "), "\(result.errors)")
    let other = try sandbox.nnrun("check", "a.yaml", "eta=0.1", "iterations=null")
    #expect(other.errors.hasPrefix("a.yaml:3:7: error: unknown loss 'squared'"), "\(other.errors)")
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
        override 1: dataset.target=: error: 'target' of csv must be a word, not nothing; if it is ; or |, \
        which a shell takes for itself, put the override in quotes

        """)
    expect(
      try sandbox.nnrun("check", "a.yaml", "dataset.target=col#2"), status: 78,
      errors: """
        override 1: dataset.target=col#2: error: data.csv has no column 'col#2'; did you mean 'col #2'?

        """)
  }
}
