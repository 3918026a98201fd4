import ArgumentParser
import NNExperiment
import NNFiles
import Platform

/// `nnrun predict`: computes the predictions of a trained network.
struct PredictCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict with a trained network, from rows of CSV or of an array.",
    discussion: """
      Each row has the inputs of one sample, in the units of the data set (pixels from 0 to 255, \
      lengths in cm). In CSV, a first row with the names of the inputs is a header: then columns \
      may be in any order, and a note on standard error names those that are not inputs, such as \
      the target, which are ignored. Without a header, rows have the inputs in the order of the \
      training data, and nothing else. Values are separated as in the data set's file. CSV (also \
      on standard input) and IDX files may be compressed with gzip.

      Predictions are CSV on standard output: for classification the class and the probabilities \
      of all classes; for rows with several labels the names of those with a probability of at \
      least 0.5, joined by |, and the probabilities of all labels; for regression the values. A \
      single sigmoid output is the probability of the second class, which is predicted from 0.5 \
      on; of several classes with the largest probability, the first is predicted. \
      --output writes them to a file, which appears only when it is complete: the same CSV, or as \
      .npy a matrix in the run's precision, with a row of probabilities or values for each sample; \
      a note on standard error says which column is which.

      --append writes the columns of the input as they are, then those of the predictions: \
      'prediction' and 'p(<class>)' for each class or label, or '<target> (predicted)'. They are \
      separated as in the input, with its decimal commas, and are without names if the input has \
      no header. Lines end as they do in the input.

      Rows that arrive through a pipe or from a terminal are answered as soon as they are complete, \
      so that a program can write a row, read its prediction and write the next one. Examples:

        nnrun predict runs/latest new.csv
        nnrun predict configs/iris.yaml eta=0.3 new.csv
        nnrun predict runs/latest images.npy
        nnrun predict runs/latest data.npz --key x_test
        nnrun predict runs/latest t10k-images-idx3-ubyte.gz
        nnrun predict runs/latest new.csv -o predictions.csv
        nnrun predict runs/latest new.csv --append -o new-with-predictions.csv
        nnrun predict runs/latest images.npy -o probabilities.npy
        echo 1,0,1 | nnrun predict runs/latest -
        tail -n +1 -f sensors.csv | nnrun predict runs/latest -
      """)

  @Argument(help: RunArguments.runHelp, completion: .run)
  var run: String

  @Argument(
    help: ArgumentHelp(
      """
      File (CSV, .npy, .npz or IDX), or - for CSV on standard input (default: -); after an \
      experiment file, settings that override its own may come first.
      """, valueName: "input"),
    completion: .file())
  var words: [String] = []

  @Option(help: ArgumentHelp("Key of the inputs in an .npz file.", valueName: "key"))
  var key: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "File to write, .csv or .npy, or - for standard output (default: -).",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Write the columns of CSV input, too, before those of the predictions.")
  var append = false

  @Option(
    help: ArgumentHelp(
      """
      Whether CSV begins with a header: first_row or none (default: first_row if the first row has \
      names of the inputs).
      """, valueName: "header"))
  var header: Header?

  /// Where the names of the columns are.
  enum Header: String, ExpressibleByArgument, CaseIterable {
    case firstRow = "first_row"
    case none
  }

  @OptionGroup var runs: RunsOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var libraries: RunLibraryOptions

  @Flag(name: .shortAndLong, help: "No notes or warnings on standard error.")
  var quiet = false

  /// The settings among the words: those with an equals sign, unless a file has this name.
  private var overrides: [String] { words.filter { $0.contains("=") && !FileSystem.exists($0) } }

  private var inputs: [String] { words.filter { !overrides.contains($0) } }

  func validate() throws {
    if inputs.count > 1 {
      throw ValidationError(
        "one input is read, but there are '\(inputs.joined(separator: "', '"))'")
    }
  }

  func run(with registry: Registry) throws {
    Signal.removeTemporaryFilesAtEnd()
    try Console.reportingErrors {
      let input = inputs.first ?? "-"
      let console = Console(isQuiet: quiet)
      // With all its columns, the input may be replaced.
      if let output, !append { try PredictionOutput.check(output, isNot: input) }
      let destination =
        try output.flatMap { path in
          try path == "-" ? nil : PredictionOutput.file(path, isAppended: append)
        }
        ?? .text { text in try Console.write(text, to: STDOUT_FILENO) }
      let registry = try libraries.adding(to: registry)
      let predictor = try Predictor(
        run: RunArguments.path(
          of: run, overrides: overrides, in: runs.folder, with: registry),
        registry: registry, threads: compute.threadCount,
        instructionSet: try compute.instructionSet)
      if input == "-", isatty(STDIN_FILENO) == 1 {
        console.note("reading rows of CSV from the terminal; end them with Ctrl-D")
      }
      let source =
        try input == "-"
        ? PredictionInput.standardInput(key: key)
        : PredictionInput.open(input, key: key, likelyKeys: predictor.inputKeys)
      let warnings = try predictor.predict(
        source, to: destination, hasHeader: header.map { $0 == .firstRow }, isAppended: append,
        note: console.note)
      let names = predictor.columnNames
      if case .npy(let path) = destination, names.count > 1,
        names != names.indices.map(String.init)
      {
        let columns = names.enumerated().map { "\($0) '\($1.excerpt)'" }
        console.note("\(path): the columns are \(columns.listing)")
      }
      warnings.forEach(console.warn)
    }
  }
}
