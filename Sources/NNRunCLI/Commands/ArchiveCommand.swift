import ArgumentParser
import NNExperiment
import NNFiles

/// `nnrun archive`: everything that it takes to repeat a run, in one file.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Pack a complete run, with its data, into a zip file from which it can be repeated.",
    discussion: """
      The same run gives the same bytes. 'replay', 'predict' and 'evaluate' take the archive in place \
      of the run's folder. Examples:

        nnrun archive runs/latest -o mnist.zip
        nnrun archive runs/latest -o mnist-small.zip --without-data
        nnrun replay mnist.zip
      """)

  @Argument(help: ArgumentHelp("Folder of a complete run.", valueName: "run"))
  var runFolder: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Flag(help: "Leave the data files out; replay then needs --data.")
  var withoutData = false

  @Flag(help: "Print one JSON object on standard output and nothing else there.")
  var json = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output must name a file; it is empty") }
  }

  func run() throws {
    try Console.reportingErrors {
      let size = try RunArchive.write(
        runFolder, to: output, includesData: !withoutData, registry: Registry())
      let console = Console(isQuiet: false)
      if json {
        try console.print(
          JSONValue.object([
            ("run", .string(runFolder)), ("archive", .string(output)), ("bytes", .integer(size)),
          ]).text)
      } else {
        try console.print("\(output): \(MachineMemory.text(size))")
      }
    }
  }
}
