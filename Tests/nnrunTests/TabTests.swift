import TestSupport
import Testing

@Suite("The Tab key")
struct TabTests {
  @Test("bash", .enabled(if: CompletingShell.isPossible(.bash), "needs bash and a terminal"))
  func bash() throws { try complete(in: .bash) }

  @Test("zsh", .enabled(if: CompletingShell.isPossible(.zsh), "needs zsh and a terminal"))
  func zsh() throws { try complete(in: .zsh) }

  @Test("fish", .enabled(if: CompletingShell.isPossible(.fish), "needs fish and a terminal"))
  func fish() throws { try complete(in: .fish) }

  /// What is typed, and the line after Tab.
  private static let lines = [
    // The first word is an experiment or a command, and here perhaps both.
    ("nnrun configs/ir", "nnrun configs/iris.yaml "),
    ("nnrun fl", "nnrun flowers.yaml "),
    ("nnrun conf", "nnrun configs/"),
    ("nnrun pl", "nnrun plugins "),
    ("nnrun pred", "nnrun predict"),
    ("nnrun configs/no", "nnrun configs/notes.txt "),
    ("./mynnrun configs/ir", "./mynnrun configs/iris.yaml "),
    ("./mynnrun pl", "./mynnrun plugins "),
    ("nnrun run configs/ir", "nnrun run configs/iris.yaml "),
    ("nnrun help sw", "nnrun help sweep "),
    // Runs, and files of any kind.
    ("nnrun predict runs/l", "nnrun predict runs/latest/"),
    ("nnrun evaluate mn", "nnrun evaluate mnist.zip "),
    ("nnrun compare ru", "nnrun compare runs/"),
    (#"nnrun predict a my\ data/n"#, #"nnrun predict a my\ data/new\ rows.csv "#),
    (#"nnrun predict a "my data/n"#, #"nnrun predict a "my data/new rows.csv" "#),
    ("nnrun archive runs/latest -o mn", "nnrun archive runs/latest -o mnist.zip "),
    ("nnrun flowers.yaml dataset.path=conf", "nnrun flowers.yaml dataset.path=configs/"),
    ("nnrun flowers.yaml > mn", "nnrun flowers.yaml > mnist.zip "),
    // Options and their values.
    ("nnrun flowers.yaml eta=1 --j", "nnrun flowers.yaml eta=1 --json "),
    ("nnrun archive a --wi", "nnrun archive a --without-data "),
    ("nnrun flowers.yaml --runs-dir ru", "nnrun flowers.yaml --runs-dir runs/"),
    ("nnrun flowers.yaml --runs-dir=ru", "nnrun flowers.yaml --runs-dir=runs/"),
    ("nnrun sweep flowers.yaml --launcher s", "nnrun sweep flowers.yaml --launcher slurm "),
    ("nnrun sweep flowers.yaml --launcher=s", "nnrun sweep flowers.yaml --launcher=slurm "),
    // Plugins.
    ("nnrun plugins act", "nnrun plugins activation "),
    ("nnrun plugins activation le", "nnrun plugins activation leaky_relu "),
    ("nnrun plugins nonsense le", "nnrun plugins nonsense le"),
  ]

  private func complete(in program: CompletingShell.Program) throws {
    let names = [
      "flowers.yaml", "predictions.yaml", "mnist.zip", "configs/iris.yaml", "configs/iris.csv",
      "configs/notes.txt", "my data/new rows.csv", "runs/iris-1cfcc4ae77e6/run.json",
    ]
    let sandbox = try Sandbox(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
    _ = try sandbox.shell(
      "ln -s iris-1cfcc4ae77e6 runs/latest; ln -s \"$(command -v nnrun)\" mynnrun")
    let shell = try CompletingShell(program, in: sandbox)
    let before = try sandbox.shell("find .").output
    for (typed, line) in Self.lines {
      let completed = try shell.complete(typed)
      #expect(completed == line, "\(typed)")
    }
    #expect(try sandbox.shell("find .").output == before)
    let (status, output) = try shell.end()
    #expect(status == 0)
    #expect(!output.contains("rror"), "\(output)")
  }

  /// It would be in the middle of the line that the user types.
  @Test(
    "A shell's question never gets a message as an answer",
    arguments: [
      ("nnrun ---complete plugins nonsense ''", "\n\n"), ("nnrun ---complete '' >&-", ""),
      ("nnrun ---complete '' > /dev/full", ""), ("nnrun ---complete-line", ""),
      ("NNRUN_SIMD=nonsense nnrun ---complete missing.yaml eta=", "files\neta=\n"),
      ("mkdir gone; cd gone; rmdir ../gone; nnrun ---complete a ''", "files\n\n"),
    ])
  func silence(command: String, answer: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.shell(command)
    #expect(result.output.hasPrefix(answer), "\(result)")
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(try sandbox.folder.names() == [])
  }
}
