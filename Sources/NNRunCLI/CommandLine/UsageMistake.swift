import ArgumentParser
import NNConfig
import NNExperiment
import NNFiles

/// A mistake with a word that begins with dashes, for which the argument parser has no helpful
/// message.
///
/// It takes `-threads` for `-t -h -r ...`, of which `-h` asks for help, and knows nothing about
/// settings.
struct UsageMistake {
  private let options: CommandOptions
  private let message: String
  /// The command whose help says more.
  private var help: String { isEmpty ? "" : "\(options.name) " }
  /// Whether there are no words at all.
  private var isEmpty = false

  /// Whether the argument parser could misunderstand words, so that they have to be searched for a
  /// mistake first. The search takes time that most commands do not need to spend.
  static func isLikely(in words: [String]) -> Bool {
    guard let first = words.first else { return false }
    if first == "help", words.count > 1 { return true }
    let names = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    if first.hasPrefix("-"), words.contains(where: names.contains) { return true }
    return words.prefix { $0 != "--" }.contains { word in
      DashedWord(word).map { $0.dashes == 1 && ($0.name.count > 1 || $0.value != nil) } ?? false
    }
  }

  /// The first mistake of a command line; `nil` if there is none.
  init?(in words: [String]) {
    let words = words.prefix { $0 != "--" }
    let all = CommandOptions.all
    guard let run = all.first(where: { $0.command == RunCommand.self }) else { return nil }
    let command = Self.place(ofCommandIn: words, all)
    let options = command.flatMap { place in all.first { $0.name == words[place] } } ?? run
    if words.isEmpty {
      self.options = run
      isEmpty = true
      message = "Missing expected argument '<config>'"
      return
    }
    let anywhere = ["-h", "--help", "--version"]
    if let command, let before = words[..<command].first(where: { !anywhere.contains($0) }) {
      self.options = options
      message = "'\(before)' comes before the command; write 'nnrun \(options.name) ... \(before)'"
      return
    }
    if words.first == "help", let topic = words.dropFirst().first, topic != "help" {
      let names = all.map(\.name)
      if names.contains(topic) || topic.hasPrefix("-") { return nil }
      self.options = run
      message =
        "there is no command '\(topic)'"
        + Suggestion.hint(for: topic, among: names, orAllOf: names)
      return
    }
    guard let message = Self.mistake(in: words, options) else { return nil }
    self.options = options
    self.message = message
  }

  /// The message, as the argument parser would write it.
  var text: String {
    """
    Error: \(message)
    Usage: \(RootCommand.usageString(for: options.command).replacing(#/^USAGE: /#.ignoresCase(), with: ""))
      See 'nnrun \(help)--help' for more information.

    """
  }

  /// The place of the command's name, which is the first word that is neither an option nor its
  /// value; `nil` if that word is not the name of a command.
  private static func place(
    ofCommandIn words: ArraySlice<String>, _ all: [CommandOptions]
  ) -> Int? {
    var isValue = false
    for (place, word) in words.enumerated() {
      if let option = DashedWord(word) {
        isValue = option.value == nil && all.contains { $0.takesValue(option) }
      } else if isValue {
        isValue = false
      } else {
        return all.contains { $0.name == word } ? place : nil
      }
    }
    return nil
  }

  private static func mistake(
    in words: ArraySlice<String>, _ options: CommandOptions
  ) -> String? {
    let dashed = (options.command as? any DashedValues.Type)?.optionsWithDashedValues ?? []
    for (place, text) in words.enumerated() {
      guard let word = DashedWord(text) else { continue }
      if place > 0, dashed.contains(words[place - 1]) { continue }
      let next = place + 1 < words.count ? words[place + 1] : nil
      guard options.has(word), word.dashes > 1 || word.value == nil || options.takesValue(word)
      else {
        return "Unknown option '\(word.text)'" + hint(for: word, next: next, options)
      }
      if word.value == nil, options.takesValue(word), let next, let value = DashedWord(next),
        !options.has(value), !dashed.contains(text)
      {
        return
          "Missing value for '\(text)'; for one that begins with a dash, write '\(text)=\(next)'"
      }
    }
    return nil
  }

  private static func hint(
    for word: DashedWord, next: String?, _ options: CommandOptions
  ) -> String {
    let name = word.name
    let hasSettings =
      options.command == RunCommand.self || options.command == CheckCommand.self
      || options.command == SweepCommand.self
    let fields = hasSettings ? Experiment.fieldNames : []
    let path = name.replacing("-", with: "_").split(separator: ".", maxSplits: 1).map(String.init)
    func setting(_ field: String) -> String {
      let value = word.value ?? next.flatMap { DashedWord($0) == nil ? $0 : nil } ?? "..."
      let key = ([field] + path.dropFirst()).joined(separator: ".")
      return "; settings are written without dashes: '\(key)=\(value)'"
    }
    func option(_ name: String) -> String {
      ". Did you mean '--\(name)\(word.value.map { "=\($0)" } ?? "")'?"
    }
    if options.longNames.contains(name) { return option(name) }
    if name == "dry-run", options.command == RunCommand.self {
      return "; 'nnrun check' shows what would be trained"
    }
    if let advice = advice[name], hasSettings { return "; \(advice)" }
    if let field = path.first, fields.contains(field) { return setting(field) }
    let beginnings = options.longNames.filter { name.count > 1 && $0.hasPrefix(name) }
    if beginnings.count == 1 { return option(beginnings[0]) }
    if let near = Suggestion.nearest(to: name, among: options.longNames) { return option(near) }
    if let field = path.first.flatMap({ Suggestion.nearest(to: $0, among: fields) }) {
      return setting(field)
    }
    return options.separated(word).map { ". Did you mean '\($0)'?" } ?? ""
  }
}

extension UsageMistake {
  /// What to do instead of options that other programs have.
  private static let advice = [
    "o": folders, "out": folders, "output": folders, "output-dir": folders, "logdir": folders,
    "set": "settings are written as they are: eta=0.1",
    "config": "the experiment file is written as it is: nnrun configs/mnist.yaml",
    "resume": "repeat the command to resume a run",
    "v": progress, "verbose": progress,
    "gpu": processor, "device": processor, "cpu": processor,
  ]

  private static let folders = "each run has a folder of its own in that of --runs-dir"
  private static let progress = "progress is shown unless --quiet is given"
  private static let processor = "nnrun computes on the processor, with --threads"
}

/// A command that has options whose values may begin with dashes.
protocol DashedValues {
  /// These options, with their dashes.
  static var optionsWithDashedValues: [String] { get }
}
