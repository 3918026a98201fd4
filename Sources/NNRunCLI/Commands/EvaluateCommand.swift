import ArgumentParser
import NNExperiment
import NNFiles

/// `nnrun evaluate`: how good a trained network is, in detail.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a trained network on its training and test set.",
    discussion: """
      For classification: cost, accuracy, precision, recall and F1 of each class with the number of \
      its samples (support), and the confusion matrix, whose rows are true classes. A class that \
      is never predicted has no precision, one without samples no recall; the macro average, over \
      the classes that occur, counts both as 0. For regression: cost, MAE, RMSE and R2, for several \
      targets also of each. Examples:

        nnrun evaluate runs/latest
        nnrun evaluate runs/latest --json
      """)

  @Argument(help: ArgumentHelp("Folder of a complete run.", valueName: "run"))
  var runFolder: String

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Console.reportingErrors {
      let evaluation = try RunEvaluation(
        run: runFolder, registry: Registry(), threads: compute.threadCount)
      try Console(isQuiet: output.quiet)
        .print(output.json ? evaluation.json.text : evaluation.text)
    }
  }
}
