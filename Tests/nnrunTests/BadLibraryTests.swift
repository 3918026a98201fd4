import Foundation
import TestSupport
import Testing

/// What is wrong with a library, and what nnrun says about it.
private struct BadLibrary: CustomTestStringConvertible {
  let testDescription: String
  /// The parts of `bad.c` that are replaced.
  let parts: [String]
  let message: String

  init(_ description: String, _ parts: String..., message: String) {
    testDescription = description
    self.parts = parts
    self.message = message
  }

  private static let crash = "*(volatile int *)0 = 1"

  /// Libraries that cannot be used at all.
  static let unusable = [
    BadLibrary(
      "entry function that returns nothing", "IN_ENTRY=return NULL",
      message: "cannot be used: its function 'nnrun_plugin_v1' returned NULL"),
    BadLibrary(
      "other library", "ENTRY=other",
      message: """
        is not a library of plugins: it exports no function 'nnrun_plugin_v1'; 'nnrun plugins \
        --header' prints the interface
        """),
    BadLibrary(
      "other version", "ENTRY=nnrun_plugin_v2",
      message: """
        is for version 2 of the plugin interface, and this nnrun has version 1; compile it with \
        the header that 'nnrun plugins --header' prints
        """),
    BadLibrary(
      "name of a built-in plugin", "NAME=\"relu\"",
      message:
        "its activation 'relu' has the name of a built-in one; rename it"
    ),
    BadLibrary(
      "two plugins of one name", "OTHER=\"bad\"",
      message:
        "its activation 'bad' has the name of another one in the same library; rename it"
    ),
    mistake(
      "name that is not UTF-8", "NAME=\"b\\xff\"",
      "the name of its activation 1 is not UTF-8: 'b\u{FFFD}'"),
    mistake(
      "name with a space", "NAME=\"Bad name\"",
      """
      the name of its activation 1 must be lower-case letters, digits and underscores, beginning \
      with a letter, not 'Bad name'
      """),
    mistake("no name", "NAME=NULL", "the name of its activation 1 is missing"),
    mistake("no summary", "SUMMARY=NULL", "the summary of its activation 'bad' is missing"),
    mistake(
      "default of another type", parameter(".default_value = \"much\""),
      "the default of 'p' of its activation 'bad' must be a number, not 'much'"),
    mistake(
      "default out of range", parameter(".default_value = \"2\", .range = \"[0, 1]\""),
      "the default of 'p' of its activation 'bad' must be a number of at least 0 and at most 1, "
        + "not '2'"),
    mistake(
      "range in another notation", parameter(".default_value = \"2\", .range = \"0..1\""),
      "the range of 'p' of its activation 'bad' must be written as '[0, 1)' or '(0, inf)', not "
        + "'0..1'"),
    mistake(
      "unknown type", "PARAMETER=.name = \"p\", .summary = \"s\", .type = 99",
      "'p' of its activation 'bad' has the unknown type 99"),
    mistake(
      "parameter with the name of a setting of all loaders",
      "PARAMETER=.name = \"fold\", .summary = \"s\", .type = NNRUN_NUMBER, .default_value = \"2\"",
      "the name of the parameter 'fold' of its loader 'bad' is taken"),
    mistake(
      "negative number of parameters", "PARAMETER_COUNT=-1",
      "it says that there are -1 parameters of its activation 'bad'"),
    mistake(
      "negative number of plugins", "ACTIVATION_COUNT=-1",
      "it says that there are -1 plugins of the kind 'activation'"),
    mistake(
      "no list of plugins", "ACTIVATIONS=NULL",
      "it has 2 plugins of the kind 'activation', at NULL"),
    mistake(
      "no forward function", "FORWARD=NULL", "its activation 'bad' has no function 'forward_f64'"),
    mistake("no cost function", "COST=NULL", "its loss 'bad' has no function 'cost_f64'"),
    mistake(
      "no function that initializes", "INITIALIZE=NULL",
      "its initializer 'bad' has no function 'initialize'"),
    mistake("no function that loads", "LOAD=NULL", "its loader 'bad' has no function 'load'"),
    mistake(
      "activation with a file", "PARAMETER=.name = \"p\", .summary = \"s\", .type = NNRUN_PATH",
      "its activation 'bad' has a parameter that is a path, but only loaders and initializers can "
        + "read files"),
  ]

  private static func mistake(
    _ description: String, _ part: String, _ message: String
  ) -> BadLibrary {
    BadLibrary(description, part, message: "\(message); this has to be mended in the library")
  }

  private static func parameter(_ rest: String) -> String {
    "PARAMETER=.name = \"p\", .summary = \"s\", .type = NNRUN_NUMBER, \(rest)"
  }

  /// Loaders whose data cannot be used.
  static let badData = [
    BadLibrary(
      "negative size", "SHAPE=-4, 2",
      message: "asks for inputs of the shape [-4, 2] in the training set; each number has to be "
        + "positive"),
    BadLibrary(
      "size that overflows", "SHAPE=INT64_C(1) << 62, 2",
      message:
        "asks for inputs of the shape [4611686018427387904, 2] in the training set, which no "
        + "memory holds"),
    BadLibrary(
      "more dimensions than the shape has", "DIMENSIONS=100",
      message: "asks for inputs of 100 dimensions; there have to be 2 to 8, of which the first is "
        + "that of the samples"),
    BadLibrary(
      "empty set", "SHAPE=0, 2", "LABELS=0",
      message: "asks for inputs of the shape [0, 2] in the training set; each number has to be "
        + "positive"),
    BadLibrary(
      "input that is not a number", "INPUT=i == 3 ? NAN : 0",
      message:
        "input 1 of sample 1 of the training set, both counted from 0, is not a finite number"
    ),
    BadLibrary(
      "class that does not exist", "LABEL=7",
      message:
        "the class of sample 0 of the training set, counted from 0, is 7, but there are only "
        + "the classes 0 to 1"),
    BadLibrary(
      "fewer classes than inputs", "LABELS=3",
      message: "has 3 targets for the 4 samples of the training set"),
    BadLibrary(
      "test set of another width", addTestSet(width: 3),
      message: "has 3 inputs in the test set, but 2 in the training set"),
    BadLibrary(
      "set that does not exist", "SET=9",
      message: "hands over set 9, which does not exist"),
    BadLibrary(
      "name of a class that is not UTF-8", "CLASS=\"\\xff\"",
      message: "the name of a class is not UTF-8: '\u{FFFD}'"),
    BadLibrary(
      "two classes of one name", "CLASS=\"left\"",
      message: "has two classes that are called 'left'"),
    BadLibrary(
      "name of a class that is empty", "CLASS=\"\"",
      message: "the name of a class must be a line of text, not ''"),
    BadLibrary(
      "kept text that is not UTF-8", "AFTER_LOAD=nn->keep_text(call, \"k\", \"\\xff\")",
      message: "what is to be kept is not UTF-8: '\u{FFFD}'"),
    BadLibrary(
      "kept number that is not finite",
      "AFTER_LOAD=nn->keep_numbers(call, \"k\", 1, (double[]){NAN})",
      message: "keeps 'k', whose number 0, counted from 0, is not finite"),
    BadLibrary(
      "success without data", "IN_LOAD=return 0",
      message: "has handed over no training set; 'inputs' makes room for one"),
    BadLibrary(
      "failure without a message", "IN_LOAD=return nn->fail(call, NULL, NULL)",
      message: "failed in 'load', and does not say why"),
  ]

  private static func addTestSet(width: Int) -> String {
    "AFTER_LOAD=int64_t s[] = {4, \(width)}; nn->inputs(call, NNRUN_TEST, NNRUN_DOUBLE, 2, s); "
      + "nn->classes(call, NNRUN_TEST, 4)"
  }

  /// Libraries that break the rules while they run.
  static let misuses = [
    BadLibrary(
      "failure that nothing explains", "IN_LOAD=return 1",
      message: "returned 1 without having said why by 'fail', in 'load'"),
    BadLibrary(
      "setting that is not declared", "IN_LOAD=nn->number(call, \"q\")",
      message: "reads the setting 'q', which it does not declare, in 'load'"),
    BadLibrary(
      "setting of another type", "IN_LOAD=nn->text(call, \"p\")",
      message: "reads the setting 'p' as a text, and it has no such value, in 'load'"),
    BadLibrary(
      "file that is not part of the data set",
      "IN_LOAD=size_t n; if (!nn->read(call, \"bad.yaml\", &n)) return 1",
      message: "reads 'bad.yaml', which is not a file of the data set; 'files' or a setting has to "
        + "name it, in 'load'"),
    BadLibrary(
      "file that no setting leads to", "FILES_FUNCTION=name_other_file",
      message: "names '/etc/hostname', which is neither the value of a setting that is a path nor "
        + "lies in a folder that one names, in 'files'"),
    BadLibrary(
      "what is known later", "AFTER_LOAD=nn->kept_text(call, \"k\")",
      message: "asks what is known from the training set, which only 'samples' can, in 'load'"),
  ]

  /// Libraries that crash, and the function in which they do.
  static let crashes = [
    BadLibrary(
      "in its entry function", "IN_ENTRY=\(crash)", message: "./libbad.so, in 'nnrun_plugin_v1'"),
    BadLibrary(
      "by what its entry function returns", "ACTIVATIONS=(const nnrun_activation *)8",
      message: "./libbad.so, in 'nnrun_plugin_v1'"),
    BadLibrary(
      "while it loads data", "IN_LOAD=\(crash)",
      message: "loader 'bad' of ./libbad.so, in 'load'"),
    BadLibrary(
      "when it frees an instance", "DESTROY=destroy_by_crash", "LABEL=7",
      message: "loader 'bad' of ./libbad.so, in 'destroy'"),
    BadLibrary(
      "while the network trains", "IN_FORWARD=\(crash)",
      message: "activation 'bad' of ./libbad.so, in 'forward'"),
  ]
}

@Suite("Plugin libraries: mistakes", .enabled(if: LibrarySandbox.isPossible, "needs compilers"))
struct BadLibraryTests {
  /// Trains with a library that has these parts.
  private func train(_ parts: [String]) throws -> CommandResult {
    let libraries = try LibrarySandbox()
    try libraries.buildBad(parts)
    return try libraries.sandbox.nnrun("bad.yaml", "--quiet")
  }

  @Test("Without a mistake, the library trains")
  func noMistake() throws {
    let result = try train([])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
  }

  @Test(
    "A library that cannot be used is refused where the experiment names it",
    arguments: BadLibrary.unusable)
  private func unusable(_ library: BadLibrary) throws {
    expect(
      try train(library.parts), status: 69,
      errors: """
        bad.yaml:3:11: error: ./libbad.so: \(library.message)
           3 | plugins: [./libbad.so]
             |           ^~~~~~~~~~~

        """)
  }

  @Test("A library that cannot be used is tried once for all trials of a sweep")
  func sweep() throws {
    let libraries = try LibrarySandbox()
    // It says how often it is asked.
    try libraries.buildBad(["IN_ENTRY=write(2, \"asked\\n\", 6); return NULL"])
    let result = try libraries.sandbox.nnrun("sweep", "bad.yaml", "eta=range(1,40)")
    #expect(result.status == 69)
    #expect(result.errors.split(separator: "\n").count { $0 == "asked" } == 1)
    #expect(result.errors.contains("40 of 40 trials cannot be trained"), "\(result.errors)")
  }

  @Test("Data that do not fit together are refused", arguments: BadLibrary.badData)
  private func badData(_ library: BadLibrary) throws {
    expect(
      try train(library.parts), status: 65,
      errors: "error: loader 'bad' of ./libbad.so: \(library.message)\n")
  }

  @Test("A rule that is broken is named", arguments: BadLibrary.misuses)
  private func misuse(_ library: BadLibrary) throws {
    expect(
      try train(library.parts), status: 69,
      errors:
        "error: loader 'bad' of ./libbad.so: \(library.message); this has to be mended in the "
        + "library\n")
  }

  @Test("What a function says is wrong is at the setting or the file that it names")
  func ownMessages() throws {
    let file = try train(["IN_LOAD=return nn->fail(call, \"x.txt:3\", \"has no \\xff\")"])
    expect(file, status: 65, errors: "error: x.txt:3: has no \u{FFFD}\n")
    let setting = try train(["IN_CREATE=return nn->fail(call, \"p\", \"must be odd; try 1\")"])
    #expect(setting.status == 78)
    #expect(
      setting.errors.hasPrefix(
        """
        bad.yaml:5:23: error: 'p' must be odd; try 1
           5 | activations: {hidden: bad, output: softmax}
             |                       ^~~

        """))
  }

  @Test("What 'samples' has to say about data is not lost")
  func noteOnSamples() throws {
    let libraries = try LibrarySandbox()
    try libraries.buildBad(["SAMPLES=note_in_samples"])
    #expect(try libraries.sandbox.nnrun("bad.yaml", "--quiet").status == 0)
    expect(
      try libraries.sandbox.nnrun("evaluate", "runs/latest", "--data", "bad.yaml"), status: 65,
      errors: "error: loader 'bad' of libbad.so: calls 'note' in 'samples'; the training set "
        + "decides that\n")
  }

  @Test("An activation that makes no number of one is to blame if the training fails")
  func notANumber() throws {
    let result = try train(["IN_FORWARD=for (size_t i = 0; i < count; i++) a[i] = NAN; return"])
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "error: the cost became NaN or infinite in the first iteration: the activation of layer 1 "
          + "is not a number at z = "), "\(result.errors)")
  }

  @Test("Initial weights that are not finite are refused")
  func weights() throws {
    expect(
      try train(["WEIGHT=NAN"]), status: 65,
      errors: """
        error: initializer 'bad' of ./libbad.so: makes a weight of layer 1 that is not a finite \
        number: it leads from the bias neuron to neuron 1, both counted from 1

        """)
  }

  @Test(
    "A crash names the function before the signal ends the process", arguments: BadLibrary.crashes)
  private func crash(_ library: BadLibrary) throws {
    expect(
      try train(library.parts), status: -SIGSEGV,
      errors: "error: \(library.message): crashed; this has to be mended in the library\n")
  }

  @Test("A library that aborts or ends the process is named")
  func end() throws {
    expect(
      try train(["IN_ENTRY=abort()"]), status: -SIGABRT,
      errors: "error: ./libbad.so, in 'nnrun_plugin_v1': crashed; this has to be mended in the "
        + "library\n")
    expect(
      try train(["IN_LOAD=exit(0)"]), status: 69,
      errors: "error: loader 'bad' of ./libbad.so, in 'load': ended the process, which a library "
        + "must not do\n")
  }
}
