import NNFiles
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
    // The settings of loaders are those of the example that their libraries give.
    let check = try libraries.sandbox.nnrun(
      "plugins", "--check", "--plugin", "./lib\(example.name).so")
    #expect(check.status == 0 && check.errors == "", "\(check.errors)")
    #expect(check.output.hasSuffix(" checks passed\n"), "\(check.output)")
  }

  @Test("A library is in the archive of a run, and is loaded from there if that is allowed")
  func archive() throws {
    let libraries = try LibrarySandbox()
    try libraries.build("words.c")
    try libraries.copy("words.yaml", "words.txt")
    let sandbox = libraries.sandbox
    #expect(try sandbox.nnrun("words.yaml", "--quiet").status == 0)
    #expect(try sandbox.nnrun("archive", "runs/latest", "-o", "words.zip").status == 0)
    let digest = try SHA256.hexDigest(ofFile: sandbox.folder.file("libwords.so"))
    for name in ["libwords.so", "words.txt", "runs"] { try sandbox.folder.remove(name) }
    expect(
      try sandbox.nnrun("replay", "words.zip"), status: 69,
      errors: """
        error: words.zip: needs 'libwords.so', a library of plugins (SHA-256 \(digest)), which is \
        native code in the archive, and would run with your rights; if you trust its author, repeat \
        the command with --allow-plugins

        """)
    let replay = try sandbox.nnrun("replay", "words.zip", "--allow-plugins", "--quiet")
    #expect(replay.output.hasPrefix("words.zip: bit-for-bit equal"), "\(replay.errors)")
    let prediction = try sandbox.nnrun(
      "predict", "words.zip", "-", "--allow-plugins", input: "a,b,c\n1,1,0\n")
    #expect(prediction.status == 0, "\(prediction.errors)")
  }

  @Test("A library that is written over is used as it was when it was loaded")
  func rebuilt() throws {
    let libraries = try LibrarySandbox()
    try libraries.buildBad(["IN_CREATE=truncate(\"libbad.so\", 0)"])
    let run = try libraries.sandbox.nnrun("bad.yaml", "--quiet")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    // Now it is another one, with which nothing can be done.
    let evaluation = try libraries.sandbox.nnrun("evaluate", "runs/latest", "--quiet")
    #expect(evaluation.status == 69)
    #expect(
      evaluation.errors.contains("libbad.so: is not the library that the experiment names"),
      "\(evaluation.errors)")
  }

  @Test("Another build is another run, and its network is not used with it")
  func otherBuild() throws {
    let libraries = try LibrarySandbox()
    try libraries.buildBad([])
    let sandbox = libraries.sandbox
    let first = try sandbox.nnrun("bad.yaml", "--json", "--quiet").output
    #expect(try sandbox.nnrun("bad.yaml").output.contains("already complete"))
    _ = try sandbox.folder.write(try sandbox.folder.bytes("libbad.so") + [0], to: "libbad.so")
    #expect(
      try sandbox.nnrun("bad.yaml", "--json", "--quiet").output.prefix(40) != first.prefix(40))
  }

  /// The parts of a loader with two files that can be left out.
  private static let twoFiles = [
    "FILES={.name = \"x\", .summary = \"s\", .type = NNRUN_PATH, .optional = 1}, "
      + "{.name = \"y\", .summary = \"s\", .type = NNRUN_PATH, .optional = 1}",
    "FILE_COUNT=2",
  ]

  @Test("Which of several optional files is given makes another run")
  func optionalFiles() throws {
    let libraries = try LibrarySandbox(["f.txt": "f"])
    try libraries.buildBad(Self.twoFiles)
    let runs = try ["x", "y"].map { name in
      let run = try libraries.sandbox.nnrun("bad.yaml", "dataset.\(name)=f.txt", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
      return run.output.prefix { $0 != ":" }
    }
    #expect(runs[0] != runs[1])
  }

  @Test("Native code of an archive waits for permission, packed or not, whatever the command")
  func permission() throws {
    let libraries = try LibrarySandbox(["rows.csv": "1,2\n"])
    try libraries.buildBad([])
    let sandbox = libraries.sandbox
    #expect(try sandbox.nnrun("bad.yaml", "--quiet").status == 0)
    // Under another name, too, it is the library that the settings name.
    let archived = try sandbox.shell(
      """
      mv libbad.so renamed.so && nnrun archive runs/latest -o bad.zip --plugin renamed.so \\
        && mkdir un && cd un && python3 -m zipfile -e ../bad.zip .
      """)
    #expect(archived.status == 0, "\(archived.errors)")
    for run in ["bad.zip", "un"] {
      for command in [
        "evaluate \(run)", "predict \(run) rows.csv", "replay \(run)",
        "archive \(run) -o other.zip",
      ] {
        let refused = try sandbox.shell("nnrun \(command)")
        #expect(
          refused.status == 69 && refused.errors.contains("if you trust its author"),
          "\(command): \(refused.errors)")
        let allowed = try sandbox.shell("nnrun \(command) --allow-plugins")
        #expect(allowed.status == 0, "\(command): \(allowed.errors)")
      }
    }
    let trained = try sandbox.nnrun("un/resolved.yaml", "--quiet")
    #expect(trained.status == 69 && trained.errors.contains("--plugin un/plugins/0/libbad.so"))
    let named = try sandbox.nnrun("un/resolved.yaml", "--plugin", "renamed.so", "--quiet")
    #expect(named.status == 0, "\(named.errors)")
  }

  @Test("An experiment can say which library it needs")
  func pinned() throws {
    let libraries = try LibrarySandbox()
    try libraries.buildBad([])
    let digest = String(repeating: "0", count: 64)
    let result = try libraries.sandbox.nnrun(
      "bad.yaml", "plugins=[{path: libbad.so, sha256: \(digest)}]")
    #expect(result.status == 69)
    #expect(result.errors.contains("libbad.so: is not the library that the experiment names"))
    let wrong = try libraries.sandbox.nnrun("bad.yaml", "plugins=[{path: libbad.so, sha256: 0}]")
    #expect(wrong.status == 78 && wrong.errors.contains("'sha256' must be 64 hexadecimal digits"))
  }

  @Test("A library of which nothing is used is noted, and has no part in the run")
  func unused() throws {
    let libraries = try LibrarySandbox(["sums.yaml": Experiments.sums])
    try libraries.buildBad([])
    let with = try libraries.sandbox.nnrun("sums.yaml", "plugins=libbad.so")
    #expect(with.errors.contains("warning: no plugin of libbad.so is used\n"))
    let without = try libraries.sandbox.nnrun("sums.yaml")
    #expect(without.output.contains("already complete"))
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
