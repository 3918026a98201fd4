import ArgumentParser
import NNData
import NNExperiment
import NNFiles

/// `nnrun evaluate`: how good a trained network is, in detail.
struct EvaluateCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a trained network on the sets of its own data, or on other data.",
    discussion: """
      For classification: cost, accuracy, precision, recall and F1 of each class with the number of \
      its samples (support), and the confusion matrix, whose rows are true classes. A class that \
      is never predicted has no precision, and one without samples has no recall; the macro \
      average, over the classes that occur, counts both as 0. For rows with several labels: the share of rows \
      all of whose labels are right (subset accuracy), the share of labels that are wrong (Hamming \
      loss), and the scores of each label with their averages: over all labels together (micro), \
      over labels (macro; weighted by support) and over rows (samples). For regression: cost, MAE, \
      RMSE and R2, for several targets also of each; in the mean of R2 a constant target counts as \
      1 if it is predicted exactly, otherwise as 0. All values are those of scikit-learn.

      --data names other data with targets, in the format of the run's data set: CSV with the same \
      column names; .npz with the same keys (those of the test set if the file has one of them, \
      otherwise those of the validation set, otherwise those of the training set); .npy, with the targets in a second .npy file that \
      --targets names; a folder with the t10k files of MNIST; or an IDX file of images, whose labels \
      are in the file that --targets names or in the one of the same name with 'labels' instead of \
      'images'. Inputs are scaled as those of the training set were, and all rows are used.

      --mistakes shows the worst predictions in each set: wrong classes, those with the largest \
      probability first; rows with wrong labels, those with the most first; or numbers with the \
      largest errors, for several targets the largest sum of squares in the units of the cost. The \
      index of a row counts from 0, as in test_predictions.csv; of images there are pictures. \
      Examples:

        nnrun evaluate runs/latest
        nnrun evaluate runs/latest --json
        nnrun evaluate runs/latest --mistakes 5
        nnrun evaluate configs/iris.yaml eta=0.3
        nnrun evaluate runs/latest --data new.csv
        nnrun evaluate runs/latest --data new.npz
        nnrun evaluate runs/latest --data inputs.npy --targets targets.npy
        nnrun evaluate runs/latest --data t10k-images-idx3-ubyte.gz
      """)

  @OptionGroup var arguments: RunArguments

  @Option(
    help: ArgumentHelp("Other data with targets, instead of the run's own.", valueName: "file"),
    completion: .file())
  var data: String?

  @Option(
    help: ArgumentHelp(
      "File with the targets of --data, if that is an .npy or IDX file.", valueName: "file"),
    completion: .file())
  var targets: String?

  @Option(
    help: ArgumentHelp("Show this many of the worst predictions in each set.", valueName: "n"))
  var mistakes: Int?

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var libraries: RunLibraryOptions

  func validate() throws {
    if targets != nil, data == nil {
      throw ValidationError("--targets needs --data, which names the file of the inputs")
    }
    if data == "-" {
      throw ValidationError("--data must name a file; for CSV on standard input, write /dev/stdin")
    }
    if data == "" { throw ValidationError("--data must name a file; it is empty") }
    if targets == "-" { throw ValidationError("--targets must name a file, not standard input") }
    if let mistakes, mistakes < 1 {
      throw ValidationError("--mistakes must be at least 1, not \(mistakes)")
    }
    if targets == "" { throw ValidationError("--targets must name a file; it is empty") }
  }

  func run(with registry: Registry) throws {
    Signal.removeTemporaryFilesAtEnd()
    try Console.reportingErrors {
      let registry = try libraries.adding(to: registry)
      let evaluation = try RunEvaluation(
        run: arguments.path(with: registry), registry: registry, threads: compute.threadCount,
        instructionSet: try compute.instructionSet,
        data: data.map { SampleFiles(path: $0, targetsPath: targets) },
        mistakes: mistakes)
      let console = Console(isQuiet: output.quiet)
      evaluation.warnings.forEach(console.warn)
      try console.print(output.json ? evaluation.json.text : evaluation.text)
    }
  }
}
