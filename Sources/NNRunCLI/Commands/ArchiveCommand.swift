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
      The archive of a run always has the same bytes. 'replay', 'predict' and 'evaluate' take it in \
      place of the run's folder. Examples:

        nnrun archive runs/latest -o mnist.zip
        nnrun archive runs/latest -o mnist-small.zip --without-data
        nnrun archive configs/mnist.yaml seed=2 -o mnist-2.zip
        nnrun archive runs/latest -o - | ssh elsewhere 'cat > mnist.zip'
        nnrun replay mnist.zip
      """)

  @OptionGroup var arguments: RunArguments
  @OptionGroup var libraries: RunLibraryOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("File to write, or - for standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @Flag(help: "Leave the data files out; 'nnrun replay' then needs --data.")
  var withoutData = false

  @Flag(help: "Print one JSON object, and nothing else, on standard output.")
  var json = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output must name a file; it is empty") }
    let stem = Self.withoutOtherFormats(output)
    if stem != output {
      let name = stem.hasSuffix(".zip") ? stem : "\(stem).zip"
      throw ValidationError("an archive is a zip file; name it '\(name)', not '\(output)'")
    }
    guard output == "-" else { return }
    if json {
      throw ValidationError(
        "--json and --output - both write to standard output; name a file for the archive")
    }
    if isatty(STDOUT_FILENO) == 1 {
      throw ValidationError(
        "an archive cannot be written to a terminal; name a file, or redirect standard output"
      )
    }
  }

  /// A path without endings of formats other than zip: `mnist` for `mnist.tar.gz`.
  private static func withoutOtherFormats(_ path: String) -> String {
    let formats = ["7z", "bz2", "gz", "rar", "tar", "tbz", "tgz", "txz", "xz", "zst"]
    guard let format = formats.first(where: { path.lowercased().hasSuffix(".\($0)") }) else {
      return path
    }
    return withoutOtherFormats(String(path.dropLast(format.count + 1)))
  }

  func run(with registry: Registry) throws {
    Signal.removeTemporaryFilesAtEnd()
    try Console.reportingErrors {
      let isFile = output != "-"
      let registry = try libraries.adding(to: registry)
      let run = try arguments.path(with: registry)
      let size = try RunArchive.write(
        run,
        to: isFile
          ? .file(output) : .pieces(name: Console.outputName, Console.writeToStandardOutput),
        includesData: !withoutData, registry: registry)
      let console = Console(isQuiet: false)
      if !isFile {
        console.note("\(Console.outputName): \(MachineMemory.text(size))")
      } else if json {
        try console.print(
          JSONValue.object([
            ("run", .string(run)), ("archive", .string(output)), ("bytes", .integer(size)),
          ]).text)
      } else {
        try console.print("\(output): \(MachineMemory.text(size))")
      }
    }
  }
}
