import ArgumentParser
import NNExperiment
import NNFiles
import Platform

/// `nnrun archive`: everything that it takes to repeat a run, in one file.
struct ArchiveCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Pack a complete run, with its data, into a zip file from which it can be repeated.",
    discussion: """
      The same run gives the same bytes. 'replay', 'predict' and 'evaluate' take the archive in place \
      of the run's folder. Examples:

        nnrun archive runs/latest -o mnist.zip
        nnrun archive runs/latest -o mnist-small.zip --without-data
        nnrun archive runs/latest -o - | ssh elsewhere 'cat > mnist.zip'
        nnrun replay mnist.zip
      """)

  @Argument(help: ArgumentHelp("Folder of a complete run.", valueName: "run"))
  var runFolder: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write, or - for standard output.", valueName: "file"))
  var output: String

  @Flag(help: "Leave the data files out; replay then needs --data.")
  var withoutData = false

  @Flag(help: "Print one JSON object on standard output and nothing else there.")
  var json = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output must name a file; it is empty") }
    guard output == "-" else { return }
    if json {
      throw ValidationError(
        "--json prints on standard output, where --output - puts the archive; name a file")
    }
    if isatty(STDOUT_FILENO) == 1 {
      throw ValidationError(
        "standard output is a terminal, which an archive is not for; name a file, or send it to one"
      )
    }
  }

  func run(with registry: Registry) throws {
    try Console.reportingErrors {
      let isFile = output != "-"
      let size = try RunArchive.write(
        runFolder,
        to: isFile
          ? .file(output) : .pieces(name: Console.outputName, Console.writeToStandardOutput),
        includesData: !withoutData, registry: registry)
      let console = Console(isQuiet: false)
      if !isFile {
        console.note("\(Console.outputName): \(MachineMemory.text(size))")
      } else if json {
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
