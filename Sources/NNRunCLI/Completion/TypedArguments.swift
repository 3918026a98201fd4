/// The words of a command before the one that is being typed.
struct TypedArguments {
  /// The command.
  let command: CommandOptions
  /// Words that are neither options nor their values.
  private(set) var positionals: [String] = []
  /// The options, as they are typed, without values.
  private(set) var options: [String] = []
  /// The values of options, each with the option as it is typed.
  private(set) var values: [(option: String, value: String)] = []
  /// The option whose value comes next.
  private(set) var openOption: CommandArgument?
  /// Whether all that follows is positional, after `--`.
  private(set) var areAllPositional = false

  /// Sorts the words after the name of a command.
  init(_ words: some Sequence<String>, of command: CommandOptions) {
    self.command = command
    for word in words {
      if openOption != nil {
        openOption = nil
        if let option = options.last { values.append((option, word)) }
      } else if areAllPositional {
        positionals.append(word)
      } else if word == "--" {
        areAllPositional = true
      } else if let dashed = DashedWord(word) {
        options.append(dashed.option)
        if let value = dashed.value {
          values.append((dashed.option, value))
        } else if command.takesValue(dashed) {
          openOption = command.option(dashed)
        }
      } else {
        positionals.append(word)
      }
    }
  }

  /// The argument that the next word is for, if that is no option; `nil` if there are enough.
  var nextPositional: CommandArgument? {
    let all = command.arguments.filter { $0.kind == .positional }
    if positionals.count < all.count { return all[positionals.count] }
    return all.last.flatMap { $0.isRepeating ? $0 : nil }
  }
}
