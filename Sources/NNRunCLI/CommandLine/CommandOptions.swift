import ArgumentParser
import NNFiles

/// The arguments of a command, as the argument parser lists them.
struct CommandOptions {
  /// The command.
  let command: any ParsableCommand.Type
  /// The name under which it is called.
  let name: String
  /// Its arguments, in the order of the help text.
  let arguments: [CommandArgument]

  /// Those of each command.
  static var all: [CommandOptions] {
    let json = try? JSONValue(parsing: Array(RootCommand._dumpHelp().utf8))
    let commands = json?["command"]?["subcommands"]?.elements ?? []
    return RootCommand.configuration.subcommands.compactMap { command in
      let name = command.configuration.commandName
      return commands.first { $0["commandName"]?.string == name }.map {
        CommandOptions(command, json: $0)
      }
    }
  }

  /// Those of one command, in a fraction of the time, without what it shares with the program:
  /// `--version`.
  init(of command: any ParsableCommand.Type) {
    let json = try? JSONValue(parsing: Array(command._dumpHelp().utf8))
    self.init(command, json: json?["command"] ?? .null)
  }

  private init(_ command: any ParsableCommand.Type, json: JSONValue) {
    self.command = command
    name = command.configuration.commandName ?? ""
    arguments = (json["arguments"]?.elements ?? []).compactMap(CommandArgument.init)
  }

  /// Long options without their dashes, in the order of the help text.
  var longNames: [String] {
    arguments.flatMap(\.names).filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
  }

  /// The option that a word is, perhaps with its value: `--threads`, `-o`, `--threads=2`.
  func option(_ word: DashedWord) -> CommandArgument? {
    arguments.first { $0.names.contains(word.option) }
  }

  /// Whether a word is an option of the command.
  func has(_ word: DashedWord) -> Bool { option(word) != nil }

  /// Whether an option of the command is followed by a value.
  func takesValue(_ word: DashedWord) -> Bool { option(word)?.kind == .option }

  /// A short option with its value attached, such as `-op.csv`, as two words: `-o p.csv`; `nil` for
  /// other words.
  func separated(_ word: DashedWord) -> String? {
    guard word.dashes == 1, let first = DashedWord(String(word.text.prefix(2))), takesValue(first)
    else { return nil }
    return "\(first.text) \(word.text.dropFirst(2))"
  }
}

/// A word of a command line that begins with dashes.
struct DashedWord {
  /// The word.
  let text: String
  /// The number of dashes.
  let dashes: Int
  /// What follows the dashes, up to an equals sign.
  let name: String
  /// What follows the equals sign.
  let value: String?

  /// The word without its value.
  var option: String { String(repeating: "-", count: dashes) + name }

  /// Takes a word apart; `nil` if it does not begin with a dash, or has nothing else.
  init?(_ text: String) {
    let rest = text.drop { $0 == "-" }
    guard text.hasPrefix("-"), !rest.isEmpty else { return nil }
    self.text = text
    dashes = text.count - rest.count
    let equals = rest.firstIndex(of: "=")
    name = String(rest[..<(equals ?? rest.endIndex)])
    value = equals.map { String(rest[rest.index(after: $0)...]) }
  }
}
