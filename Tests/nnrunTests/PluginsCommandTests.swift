import TestSupport
import Testing

@Suite("nnrun plugins")
struct PluginsCommandTests {
  private let kinds = ["activation", "loss", "loader", "initializer", "optimizer", "schedule"]

  @Test("All kinds are listed")
  func listing() throws {
    let sandbox = try Sandbox()
    let parts = try kinds.map { try sandbox.nnrun("plugins", $0).output }
    for (kind, part) in zip(kinds, parts) { #expect(part.hasPrefix("\(kind)\n  "), "\(kind)") }
    expect(try sandbox.nnrun("plugins"), output: parts.joined(separator: "\n"))
  }

  @Test("A list has summaries and parameters")
  func list() throws {
    let listing = try Sandbox().nnrun("plugins", "activation").output
    let leaky = """

        leaky_relu  max(z, slope * z); the derivative at 0 is 1
          slope     the derivative for negative z; a number of at least 0 and below 1, default 0.01
        elu         where(z > 0, z, alpha * (exp(z) - 1))
          alpha     minus the limit for z far below 0; a positive number, default 1.0

      """
    #expect(listing.contains(leaky), "\(listing)")
    #expect(listing.contains("NAME      a number that the formula refers to as NAME"))
  }

  @Test("A plugin has a page with a plot, in ASCII without a locale for more")
  func onePlugin() throws {
    let sandbox = try Sandbox()
    let page = try sandbox.nnrun("plugins", "activation", "sigmoid", environment: ["LC_ALL": "C"])
    #expect(
      page.output.hasPrefix(
        """
        sigmoid, an activation, also logistic

        Formula
          f      = 1 / (1 + exp(-z))
        """), "\(page.output)")
    #expect(page.output.contains("\n      ++--------------+"), "\(page.output)")
    let braille = try sandbox.nnrun(
      "plugins", "activation", "sigmoid", environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm"])
    #expect(braille.output.contains("\n      └┬─"), "\(braille.output)")
  }

  @Test("All plugins are a page in Markdown, which excludes other output")
  func markdown() throws {
    let sandbox = try Sandbox()
    let page = try sandbox.nnrun("plugins", "--markdown").output
    #expect(page.hasPrefix("# Plugins\n"))
    for arguments in [["--json"], ["loss"]] {
      let result = try sandbox.nnrun(["plugins", "--markdown"] + arguments)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("Error: --markdown "), "\(result.errors)")
    }
  }

  @Test("A default that is a punctuation mark is in quotes")
  func quotedDefault() throws {
    let listing = try Sandbox().nnrun("plugins", "loader", "csv").output
    #expect(listing.contains("default ','\n"), "\(listing)")
    #expect(listing.contains("default none\n"), "\(listing)")
  }

  @Test("A plugin is found by its alias")
  func alias() throws {
    let page = try Sandbox().nnrun("plugins", "loss", "mse").output
    #expect(page.hasPrefix("squared_error, a loss, also mse\n"), "\(page)")
  }

  @Test("With --json there is one object")
  func json() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "activation", "leaky_relu", "--json"),
      output: """
        {"activation":[{"name":"leaky_relu","aliases":[],"summary":"max(z, slope * z); the derivative at 0 is 1",\
        "formula":"max(z, slope * z)","derivative":"where(z >= 0, 1, slope)",\
        "formulas":{"f":"max(z, slope * z)","df/dz":"where(z >= 0, 1, slope)"},\
        "parameters":[{"name":"slope","type":"a number of at least 0 and below 1",\
        "minimum":0.0,"exclusive_minimum":false,"maximum":1.0,"exclusive_maximum":true,"required":false,"default":0.01,"summary":"the derivative for negative z"}],\
        "example":"{name: leaky_relu, slope: 0.01}",\
        "source":"Maas, Hannun, Ng: \\"Rectifier nonlinearities improve neural network acoustic models\\", 2013",\
        "origin":"built_in"}]}

        """)
    let all = try sandbox.nnrun("plugins", "--json")
    for kind in kinds {
      #expect(all.output.contains("\"\(kind)\":[{\"name\":"), "\(kind)")
    }
  }

  @Test(
    "An unknown name is a usage error",
    arguments: [
      (["activations"], "unknown kind 'activations'; did you mean 'activation'?"),
      (
        ["colour"],
        "unknown kind 'colour'; there are activation, loss, loader, initializer, optimizer, schedule"
      ),
      (
        ["relu"],
        "'relu' is a plugin, not a kind of plugins; write 'nnrun plugins activation relu'"
      ),
      (
        ["npz"],
        "'npz' is a plugin, not a kind of plugins; write 'nnrun plugins loader npz' or 'nnrun plugins "
          + "initializer npz'"
      ),
      (["activation", "rleu"], "unknown activation 'rleu'; did you mean 'relu'?"),
      (["loss", "nothing"], "unknown loss 'nothing'; there are "),
    ])
  func unknown(arguments: [String], message: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(["plugins"] + arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
  }

  @Test("With --check, a plugin is checked with settings")
  func check() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "--check", "activation", "leaky_relu", "slope=0.1"),
      output: "activation leaky_relu: 12 checks passed\n")
    expect(
      try sandbox.nnrun("plugins", "--check", "schedule", "constant", "value=0.1", "--json"),
      output: """
        {"schedule":[{"name":"constant",\
        "passed":["rates","not zero","repeatability","length"],"other_settings":[],"failed":{},\
        "not_checked":{}}]}

        """)
    expect(
      try sandbox.nnrun("plugins", "--check", "activation", "leaky_relu"),
      output: "activation leaky_relu with each of 2 settings: 12 checks passed\n")
  }

  @Test("Plugins that need settings are listed with the command that checks them")
  func unchecked() throws {
    let result = try Sandbox().nnrun("plugins", "--check", "initializer")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("initializer he: 8 checks passed\n"))
    #expect(
      result.output.contains(
        "\ninitializer npz: not checked: it needs settings, {path: ...}; write 'nnrun plugins --check "
          + "initializer npz path=...'\n"))
  }

  @Test(
    "The command that checks a plugin of a library names the library",
    .enabled(if: LibrarySandbox.isPossible, "needs compilers"))
  func uncheckedLibrary() throws {
    let libraries = try LibrarySandbox(["other.txt": "b\n"])
    try libraries.build("words.c")
    let check = ["plugins", "--check", "--plugin", "./libwords.so"]
    expect(
      try libraries.sandbox.nnrun(check),
      output: """
        loader words: not checked: it needs settings, {path: ...}; write 'nnrun plugins --check \
        --plugin ./libwords.so loader words path=...'

        """)
    try libraries.sandbox.folder.write("b\n", to: "words.txt")
    expect(
      try libraries.sandbox.nnrun(check), status: 1,
      output: """
        loader words: 1 of 1 check failed
          loading: with the files of its example: words.txt:1: 'b' is not a word and a number, as in \
        'banana 0.7'

        """)
    expect(
      try libraries.sandbox.nnrun("plugins", "--plugin", "./libwords.so", "words"), status: 64,
      errors: """
        error: 'words' is a plugin, not a kind of plugins; write 'nnrun plugins --plugin \
        ./libwords.so loader words'

        """)
  }

  @Test(
    "A library that breaks the rules of the interface fails its check",
    .enabled(if: LibrarySandbox.isPossible, "needs compilers"),
    arguments: [
      (
        "IN_CREATE=return 1", "activation",
        "creation: activation 'bad' of ./libbad.so: returned 1 "
          + "without having said why by 'fail', in 'create'; this has to be mended in the library"
      ),
      (
        "LABEL=7", "loader", "loading: loader 'bad' of ./libbad.so: "
      ),
      (
        "WEIGHT=NAN", "initializer", "initialization: initializer 'bad' of ./libbad.so: makes a "
      ),
      (
        "IN_CREATE=if (nn->number(call, \"p\") > 0.5) return 1", "loss",
        "with p: 1: creation: loss 'bad' of ./libbad.so: returned 1 without"
      ),
    ])
  func brokenRules(part: String, kind: String, failure: String) throws {
    let libraries = try LibrarySandbox()
    try libraries.buildBad([part])
    let result = try libraries.sandbox.nnrun(
      "plugins", "--check", "--plugin", "./libbad.so", kind, "bad")
    #expect(result.status == 1)
    #expect(result.output.contains("\n  \(failure)"), "\(result.output)")
  }

  @Test("A check that fails is shown, and makes the exit code 1")
  func failedCheck() throws {
    expect(
      try Sandbox().nnrun("plugins", "--check", "activation", "formula", "f=z^2", "df=3*z"),
      status: 1,
      output: """
        activation formula: 1 of 12 checks failed
          gradient: at z = -8 it is -24, but central differences give -16 (error 8)

        """)
  }

  @Test(
    "Mistakes in settings are shown",
    arguments: [
      (
        ["--check", "activation", "leaky_relu", "slope=3"], 78,
        "override 1: slope=3: error: 'slope' of leaky_relu must be a number of at least 0 and below 1, "
          + "not '3'\n"
      ),
      (
        ["--check", "activation", "leaky_relu", "slope=0.1", "slope=0.2"], 78,
        "override 2: slope=0.2: error: 'slope' is already set by 'slope=0.1'; remove one of them\n"
      ),
      (
        ["--check", "schedule", "step", "from=0.1"], 78,
        "from=0.1: error: 'every' of step is missing: the number of iterations between steps\n"
      ),
      (
        ["activation", "leaky_relu", "slope=3"], 64,
        "Error: 'slope=3' is a setting, which needs --check\n"
      ),
      (
        ["--check", "relu"], 64,
        "error: 'relu' is a plugin, not a kind of plugins; write 'nnrun plugins --check activation "
          + "relu'\n"
      ),
    ] as [([String], Int32, String)])
  func settings(arguments: [String], status: Int32, message: String) throws {
    let result = try Sandbox().nnrun(["plugins"] + arguments)
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }
}
