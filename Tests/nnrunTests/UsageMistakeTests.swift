import TestSupport
import Testing

@Suite("Mistyped options")
struct UsageMistakeTests {
  private static let setting = "; settings are written without dashes:"

  @Test(
    "A word with dashes that is not an option is a usage error with a hint",
    arguments: [
      ("sums.yaml -threads 1", "Unknown option '-threads'. Did you mean '--threads'?"),
      ("-help", "Unknown option '-help'. Did you mean '--help'?"),
      ("-hx", "Unknown option '-hx'"), ("-hh", "Unknown option '-hh'"),
      ("-h=3", "Unknown option '-h=3'"),
      ("-version", "Unknown option '-version'. Did you mean '--version'?"),
      ("run sums.yaml -json", "Unknown option '-json'. Did you mean '--json'?"),
      ("check sums.yaml -quiet", "Unknown option '-quiet'. Did you mean '--quiet'?"),
      (
        "predict runs/latest x.npy -threads 1",
        "Unknown option '-threads'. Did you mean '--threads'?"
      ),
      ("predict runs/latest -hkey a", "Unknown option '-hkey'. Did you mean '--key'?"),
      ("predict runs/latest -out p.csv", "Unknown option '-out'. Did you mean '--output'?"),
      ("predict runs/latest -oh.csv", "Unknown option '-oh.csv'. Did you mean '-o h.csv'?"),
      ("evaluate runs/latest -th 1", "Unknown option '-th'. Did you mean '--threads'?"),
      ("replay runs/latest -thread=1", "Unknown option '-thread=1'. Did you mean '--threads=1'?"),
      (
        "archive runs/latest -withoutdata",
        "Unknown option '-withoutdata'. Did you mean '--without-data'?"
      ),
      ("plugins -jhson", "Unknown option '-jhson'. Did you mean '--json'?"),
      ("sums.yaml -v", "Unknown option '-v'; progress is shown unless --quiet is given"),
      (
        "sums.yaml --set eta=1", "Unknown option '--set'; settings are written as they are: eta=0.1"
      ),
      (
        "--config sums.yaml",
        "Unknown option '--config'; the experiment file is written as it is: nnrun configs/mnist.yaml"
      ),
      ("sums.yaml ---quiet", "Unknown option '---quiet'. Did you mean '--quiet'?"),
      ("sums.yaml --eta 0.1", "Unknown option '--eta'\(setting) 'eta=0.1'"),
      ("check sums.yaml --eta=0.1", "Unknown option '--eta=0.1'\(setting) 'eta=0.1'"),
      ("sums.yaml -eta 0.1", "Unknown option '-eta'\(setting) 'eta=0.1'"),
      ("sums.yaml --batch-size 4", "Unknown option '--batch-size'\(setting) 'batch_size=4'"),
      ("sums.yaml --bacth_size", "Unknown option '--bacth_size'\(setting) 'batch_size=...'"),
      (
        "sums.yaml --dataset.limit 5 --json",
        "Unknown option '--dataset.limit'\(setting) 'dataset.limit=5'"
      ),
      (
        "sums.yaml --learning_rate --json",
        "Unknown option '--learning_rate'\(setting) 'learning_rate=...'"
      ),
      ("predict runs/latest --eta 1", "Unknown option '--eta'"),
      (
        "evaluate runs/latest --data -x",
        "Missing value for '--data'; for one that begins with a dash, write '--data=-x'"
      ),
      (
        "sums.yaml --checkpoint-seconds -1",
        "Missing value for '--checkpoint-seconds'; for one that begins with a dash, write '--checkpoint-seconds=-1'"
      ),
      ("sums.yaml --checkpoint-seconds=-1", "--checkpoint-seconds must be at least 0, not -1.0"),
      ("sums.yaml --threads --json", "Missing value for '--threads <n>'"),
      ("compare --sort --top 3", "Missing value for '--sort <key>'"),
      ("compare --sort --top=3", "Missing value for '--sort <key>'"),
      ("compare --sort --json", "Missing value for '--sort <key>'"),
      ("compare --sort", "Missing value for '--sort <key>'"),
      ("sweep sums.yaml eta=1 --slurm --quiet", "--slurm and --detach need --launcher slurm"),
      (
        "--json check sums.yaml",
        "'--json' comes before the command; write 'nnrun check ... --json'"
      ),
      (
        "--threads 2 check sums.yaml",
        "'--threads' comes before the command; write 'nnrun check ... --threads'"
      ),
    ])
  func refused(line: String, message: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = line.split(separator: " ").map(String.init)
    let result = try sandbox.nnrun(words)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
    #expect(result.errors.hasSuffix(" --help' for more information.\n"))
    #expect(try sandbox.runs() == [])
  }

  @Test("The usage of the command follows the error")
  func usage() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("replay", "runs/latest", "-threads", "1"), status: 64,
      errors: """
        Error: Unknown option '-threads'. Did you mean '--threads'?
        Usage: nnrun replay <run> [<key=value> ...] [--runs-dir <dir>] [--data <dir>] [--threads <n>] [--json] [--quiet] [--plugin <file> ...] [--allow-plugins]
          See 'nnrun replay --help' for more information.

        """)
  }

  /// Neither does a help text replace an old file, nor does a pipe get one.
  @Test("Nothing is predicted, and no help goes to standard output")
  func prediction() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.shell(
      """
      nnrun sums.yaml --quiet > /dev/null
      echo 1,1 | nnrun predict runs/latest - -threads 1 > p.csv 2> /dev/null; echo $?; wc -c < p.csv
      """)
    expect(result, output: "64\n0\n")
  }

  @Test(
    "Help that was asked for goes to standard output",
    arguments: [
      ["-h"], ["--help"], ["help"], ["help", "run"], ["run", "-h"], ["x.yaml", "--help"],
    ])
  func help(words: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(words)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("OVERVIEW: Train "))
  }

  @Test("Words after two dashes are not options")
  func twoDashes() throws {
    let sandbox = try Sandbox(["-threads": Experiments.sums, "check": Experiments.sums])
    #expect(try sandbox.nnrun("--quiet", "--", "-threads").status == 0)
    #expect(try sandbox.nnrun("--quiet", "--", "check").status == 0)
    #expect(try sandbox.nnrun("--quiet", "./check").status == 0)
    #expect(try sandbox.nnrun("--runs-dir=-r", "--quiet", "--", "-threads").status == 0)
    #expect(try sandbox.runs(in: "-r").count == 1)
  }
}
