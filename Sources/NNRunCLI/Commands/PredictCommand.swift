import ArgumentParser
import NNExperiment
import NNFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `nnrun predict`: predictions of a trained network.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict rows of CSV with a trained network; print CSV.",
    discussion: """
      Each row has the inputs of one sample, in the data set's own units (pixels from 0 to 255, \
      lengths in cm). A first row with the names of the inputs is a header, and its columns may \
      stand in any order. Examples:

        nnrun predict runs/latest new.csv
        echo 1,0,1 | nnrun predict runs/latest -
      """)

  @Argument(help: ArgumentHelp("Folder of a complete run.", valueName: "run"))
  var runFolder: String

  @Argument(help: ArgumentHelp("CSV file, or - for standard input.", valueName: "input"))
  var input = "-"

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    try Console.reportingErrors {
      let predictor = try Predictor(run: runFolder, registry: Registry())
      if input == "-", isatty(STDIN_FILENO) == 1 {
        Console(isQuiet: false).note("reading rows of CSV from the terminal; Ctrl-D ends them")
      }
      let rows =
        try input == "-"
        ? CSVReader(ByteSource(descriptor: STDIN_FILENO, name: "standard input"))
        : CSVReader(ByteSource(path: input))
      try predictor.predict(rows, threads: compute.threadCount) { text in
        try Console.write(text, to: STDOUT_FILENO)
      }
    }
  }
}
