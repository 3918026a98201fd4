import ArgumentParser
import NNExperiment

/// What can be in the place of a word that is being typed.
struct Completion {
  /// A word that can be there.
  struct Candidate: Equatable {
    /// The word.
    let word: String
    /// What it means.
    let summary: String
  }

  /// Words that can be there, whatever has been typed of it.
  private(set) var candidates: [Candidate] = []
  /// The files that can be there, too; `nil` if there are none.
  private(set) var files: CommandArgument.Files?
  /// The beginning of the word that stays as it is, such as `--launcher=`; candidates and files are
  /// for what follows.
  private(set) var head = ""

  /// What can be in the place of the last word.
  ///
  /// - Parameters:
  ///   - words: the words of a command line after that of the program, the last one up to the
  ///     cursor
  ///   - registry: the plugins that an experiment can name
  init(ofLast words: [String], with registry: Registry) {
    let typed = words.last ?? ""
    let before = words.dropLast()
    if before.isEmpty {
      candidates = typed.hasPrefix("-") ? [Self.version] : Self.commands + [Self.help]
    } else if before.first == Self.help.word {
      candidates = before.count == 1 ? Self.commands : []
      return
    }
    let named = RootCommand.configuration.subcommands.first {
      $0.configuration.commandName == before.first
    }
    let arguments = TypedArguments(
      named == nil ? before : before.dropFirst(), of: CommandOptions(of: named ?? RunCommand.self))
    let registry = Self.registry(registry, for: arguments)
    if let option = arguments.openOption {
      add(option, after: arguments, registry)
    } else if !arguments.areAllPositional, typed.hasPrefix("-") {
      complete(option: typed, after: arguments, registry)
    } else if let argument = arguments.nextPositional {
      if argument.files != nil { head = Self.head(ofSetting: typed) }
      add(argument, after: arguments, registry)
    }
  }

  /// A registry with the plugins of the libraries that are named, where their names can follow.
  private static func registry(_ registry: Registry, for arguments: TypedArguments) -> Registry {
    guard arguments.command.command == PluginsCommand.self else { return registry }
    let libraries = arguments.values.filter { $0.option == "--plugin" }.map(\.value)
    // What is wrong with one is reported when the command is run.
    return (try? registry.loading(libraries)) ?? registry
  }

  private static let version = Candidate(word: "--version", summary: "Show the version.")
  private static let help = Candidate(word: "help", summary: "Show the help of a command.")

  private static var commands: [Candidate] {
    RootCommand.configuration.subcommands.map {
      Candidate(
        word: $0.configuration.commandName ?? "", summary: $0.configuration.abstract)
    }
  }

  /// Adds the names of options, or the values of one that is followed by an equals sign.
  private mutating func complete(
    option typed: String, after arguments: TypedArguments, _ registry: Registry
  ) {
    let command = arguments.command
    if let word = DashedWord(typed), word.value != nil {
      guard command.takesValue(word), let option = command.option(word) else { return }
      head = word.option + "="
      return add(option, after: arguments, registry)
    }
    let options = command.arguments.filter { option in
      option.isRepeating || !arguments.options.contains(where: option.names.contains)
    }
    candidates += options.flatMap { option in
      option.names.map { Candidate(word: $0, summary: option.summary) }
    }
  }

  /// Adds what the value of an argument can be.
  private mutating func add(
    _ argument: CommandArgument, after arguments: TypedArguments, _ registry: Registry
  ) {
    candidates += argument.values.map { Candidate(word: $0, summary: "") }
    if let command = arguments.command.command as? any RegistryCommand.Type {
      candidates += command.candidates(
        for: argument.valueName, after: arguments.positionals, with: registry)
    }
    files = argument.files
  }

  /// The key of a setting with its equals sign, or nothing.
  private static func head(ofSetting word: String) -> String {
    word.prefixMatch(of: #/[\w.\-]+=/#).map { String($0.output) } ?? ""
  }
}
