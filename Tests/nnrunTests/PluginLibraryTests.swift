import TestSupport
import Testing

@Suite("Plugin libraries", .enabled(if: LibrarySandbox.isPossible, "needs compilers"))
struct PluginLibraryTests {
  /// An example in `Tests/PluginLibraries`.
  struct Example: CustomTestStringConvertible {
    let source: String
    let data: [String]
    var name: String { String(source.prefix { $0 != "." }) }
    var testDescription: String { source }

    init(_ source: String, data: String...) {
      self.source = source
      self.data = data
    }
  }

  @Test(
    "An example trains to the same bits with any number of threads",
    arguments: [
      Example("swish.c"), Example("words.c", data: "words.txt"),
      Example("images.c", data: "images.bin", "images.txt"), Example("ordinal.cpp"),
      Example("orthogonal.swift"),
    ])
  func examples(_ example: Example) throws {
    let libraries = try LibrarySandbox()
    try libraries.build(example.source)
    try libraries.copy("\(example.name).yaml")
    for file in example.data { try libraries.copy(file) }
    for precision in ["float32", "float64"] {
      let sums = try (1...2).map { threads in
        let runs = "\(precision)-\(threads)"
        let run = try libraries.sandbox.nnrun(
          "\(example.name).yaml", "precision=\(precision)", "--threads", "\(threads)",
          "--runs-dir", runs, "--quiet")
        #expect(run.status == 0 && run.errors == "", "\(precision): \(run.errors)")
        return try libraries.sandbox.folder.text("\(runs)/latest/SHA256SUMS")
      }
      #expect(sums[0] == sums[1], "\(precision)")
    }
  }

  @Test("What a loader of a library has learnt is there for other samples, and its mistakes too")
  func otherSamples() throws {
    let libraries = try LibrarySandbox([
      "other.txt": "ab 0.3\nca 0.5\n", "unknown.txt": "ab 0.3\ndab 0.4\n", "bad.txt": "a 1\nb\n",
    ])
    try libraries.build("words.c")
    try libraries.copy("words.yaml", "words.txt")
    let sandbox = libraries.sandbox
    #expect(try sandbox.nnrun("words.yaml", "--quiet").status == 0)
    let evaluation = try sandbox.nnrun("evaluate", "runs/latest", "--data", "other.txt")
    #expect(evaluation.output.contains("other.txt  2 samples"), "\(evaluation.errors)")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "unknown.txt"), status: 65,
      errors: """
        error: unknown.txt:2: 'dab' has other letters than abc, those of the training words

        """)
    expect(
      try sandbox.nnrun("words.yaml", "dataset.path=bad.txt"), status: 65,
      errors: "error: bad.txt:2: 'b' is not a word and a number, as in 'banana 0.7'\n")
  }
}
