import NNConfig
import NNCore
import Testing

@testable import NNExperiment
@testable import NNRunCLI

@Suite("What can follow on a command line")
struct CompletionTests {
  private func completion(_ words: String..., with registry: Registry = Registry()) -> Completion {
    Completion(ofLast: words, with: registry)
  }

  private func words(_ completion: Completion) -> [String] { completion.candidates.map(\.word) }

  private static let commands = [
    "run", "check", "sweep", "predict", "evaluate", "compare", "replay", "archive", "plugins",
  ]
  private static let experiments = CommandArgument.Files.files(extensions: ["yaml", "yml"])
  private static let runs = CommandArgument.Files.files(extensions: ["yaml", "yml", "zip"])
  private static let all = CommandArgument.Files.files(extensions: [])

  @Test("The first word is a command or an experiment", arguments: [[], [""], ["pre"], ["conf"]])
  func first(typed: [String]) {
    let completion = Completion(ofLast: typed, with: Registry())
    #expect(words(completion) == Self.commands + ["help"])
    #expect(completion.files == Self.experiments)
    #expect(completion.head == "")
    #expect(completion.candidates.allSatisfy { !$0.summary.isEmpty })
  }

  @Test("After 'help', there is one command")
  func help() {
    #expect(words(completion("help", "")) == Self.commands)
    #expect(completion("help", "").files == nil)
    #expect(words(completion("help", "run", "")) == [])
    #expect(completion("help", "run", "").files == nil)
  }

  @Test(
    "Files are those that an argument can name",
    arguments: [
      (["run", ""], experiments), (["check", ""], experiments), (["sweep", ""], experiments),
      (["a.yaml", ""], all), (["a.yaml", "eta=1", ""], all), (["--json", ""], experiments),
      (["-", "dataset.path=d"], all), (["a.yaml", "--", "-"], all),
      (["predict", ""], runs), (["evaluate", "--quiet", ""], runs), (["archive", ""], runs),
      (["replay", "--threads", "2", ""], runs), (["replay", "--threads=2", ""], runs),
      (["predict", "a", ""], all), (["predict", "a", "eta=1", ""], all),
      (["predict", "--key", "x", "a", ""], all), (["archive", "a", "-o", ""], all),
      (["archive", "a", "--output=m"], all), (["evaluate", "a", "--data", ""], all),
      (["evaluate", "a", "--targets", ""], all), (["replay", "a", "--data", ""], .folders),
      (["a.yaml", "--runs-dir", ""], .folders), (["a.yaml", "--runs-dir=r"], .folders),
      (["compare", ""], .files(extensions: ["zip"])),
      (["compare", "a", "b", ""], .files(extensions: ["zip"])),
      (["a.yaml", "--threads", ""], nil), (["plugins", ""], nil), (["a.yaml", "--threads=2"], nil),
      (["a.yaml", "--json="], nil), (["a.yaml", "--nonsense=a"], nil),
      (["plugins", "loss", "mse", ""], nil), (["a.yaml", "-"], nil),
      (["predict", "a", "--header", ""], nil),
    ])
  func files(words: [String], files: CommandArgument.Files?) {
    let completion = Completion(ofLast: words, with: Registry())
    #expect(completion.files == files)
    #expect(completion.candidates.allSatisfy { !Self.commands.contains($0.word) })
  }

  @Test("Every argument whose value is a file, a folder or a run says so")
  func declarations() {
    var count = 0
    for command in CommandOptions.all {
      for argument in command.arguments
      where ["config", "run", "file", "dir", "input"].contains(argument.valueName) {
        #expect(argument.files != nil, "\(command.name) \(argument.names)")
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test("Options are those of the command, run if there is none, and a command is not needed")
  func options() {
    let run = words(completion("a.yaml", "--"))
    #expect(Set(run).isSuperset(of: ["--runs-dir", "--threads", "--json", "--require", "--help"]))
    #expect(words(completion("run", "a.yaml", "-")) == run)
    #expect(words(completion("a.yaml", "eta=0.1", "--j")) == run)
    #expect(words(completion("--")) == ["--version"] + run)
    let archive = completion("archive", "runs/latest", "--").candidates
    #expect(archive.contains { $0.word == "--without-data" })
    #expect(!archive.contains { $0.word == "--threads" })
    #expect(
      archive.filter { ["-o", "--output"].contains($0.word) }.map(\.summary)
        == Array(repeating: "File to write, or - for standard output.", count: 2))
  }

  @Test("An option is offered once, unless it can be repeated, and none after --")
  func givenOptions() {
    let left = words(completion("a.yaml", "--json", "--threads=2", "--require", "a > 1", "--"))
    #expect(!left.contains("--json") && !left.contains("--threads"))
    #expect(left.contains("--require") && left.contains("--quiet"))
    #expect(!words(completion("archive", "a", "-o", "b", "--")).contains("--output"))
    #expect(words(completion("a.yaml", "--", "--")) == [])
  }

  @Test(
    "A value that is one of a list is completed, and what stands before it stays",
    arguments: [
      (["sweep", "a.yaml", "--launcher", ""], ["local", "slurm"], ""),
      (["sweep", "a.yaml", "--launcher=s"], ["local", "slurm"], "--launcher="),
      (["predict", "a", "b.csv", "--header", "f"], ["first_row", "none"], ""),
      (["a.yaml", "--runs-dir=r"], [], "--runs-dir="),
      (["a.yaml", "dataset.path=d"], [], "dataset.path="),
      (["a.yaml", "--", "dataset.path=d"], [], "dataset.path="),
      (["a.yaml", "a b=c"], [], ""), (["a.yaml", "a\n=c"], [], ""), (["a.yaml", "=c"], [], ""),
    ])
  func values(words: [String], values: [String], head: String) {
    let completion = Completion(ofLast: words, with: Registry())
    #expect(completion.candidates.map(\.word) == values)
    #expect(completion.head == head)
  }

  @Test("Kinds of plugins and their names are those of the program's registry")
  func plugins() throws {
    var registry = Registry()
    let relu = try #require(registry.catalog(of: (any Activation).self).plugin(named: "relu"))
    try registry.add(Plugin("mine", summary: "max(z, 0)", make: relu.make))
    #expect(
      words(completion("plugins", ""))
        == ["activation", "loss", "loader", "initializer", "optimizer", "schedule"])
    let names = completion("plugins", "--json", "activation", "", with: registry).candidates
    #expect(names.first?.word == "sigmoid")
    #expect(names.last == .init(word: "mine", summary: "max(z, 0)"))
    #expect(!words(completion("plugins", "activation", "")).contains("mine"))
    #expect(words(completion("plugins", "nonsense", "")) == [])
  }
}
