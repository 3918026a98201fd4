import ArgumentParser
import NNFiles

/// The options of a command, as the argument parser lists them.
struct CommandOptions {
  /// The command.
  let command: any ParsableCommand.Type
  /// The name under which it is called.
  let name: String
  /// Long options without their dashes, in the order of the help text.
  private(set) var longNames: [String] = []
  private var shortNames: [String] = []
  /// The options that take a value.
  private var withValue: Set<String> = []

  /// The options of each command.
  static var all: [CommandOptions] {
    guard let json = try? JSONValue(parsing: Array(RootCommand._dumpHelp().utf8)),
      case .array(let commands)? = json["command"]?["subcommands"]
    else { return [] }
    return RootCommand.configuration.subcommands.compactMap { command in
      let name = command.configuration.commandName
      let found = commands.first { $0["commandName"]?.string == name }
      return name.flatMap { name in found.map { CommandOptions(command, name: name, json: $0) } }
    }
  }

  private init(_ command: any ParsableCommand.Type, name: String, json: JSONValue) {
    self.command = command
    self.name = name
    guard case .array(let arguments)? = json["arguments"] else { return }
    for argument in arguments {
      guard case .array(let names)? = argument["names"] else { continue }
      for entry in names {
        guard let name = entry["name"]?.string else { continue }
        if entry["kind"]?.string == "short" {
          shortNames.append(name)
        } else {
          longNames.append(name)
        }
        if argument["kind"]?.string == "option" { withValue.insert(name) }
      }
    }
  }

  /// Whether a word is an option of the command: `--threads`, `-o`.
  func has(_ word: DashedWord) -> Bool {
    switch word.dashes {
    case 1: shortNames.contains(word.name)
    case 2: longNames.contains(word.name)
    default: false
    }
  }

  /// Whether an option of the command is followed by a value.
  func takesValue(_ word: DashedWord) -> Bool { has(word) && withValue.contains(word.name) }

  /// A short option with its value attached, such as `-op.csv`, as two words: `-o p.csv`; `nil` for
  /// other words.
  func separated(_ word: DashedWord) -> String? {
    guard word.dashes == 1, let first = word.name.first.map(String.init),
      shortNames.contains(first), withValue.contains(first)
    else { return nil }
    return "-\(first) \(word.text.dropFirst(2))"
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
