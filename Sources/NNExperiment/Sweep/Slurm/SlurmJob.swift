import NNFiles

/// An array job of Slurm, each task of which trains some trials one after another.
///
/// `slurm/job.txt` in the folder of a sweep has the name of the job that was submitted last, and
/// its number. The name is unique, and is there before the job is: a command that was killed at any
/// point leaves what the next one needs to find its job. The other files are in a folder of that
/// name, so that they are never taken for those of another job.
struct SlurmJob {
  /// Its name, which no other job has.
  let name: String
  /// Its number; `nil` if it is not known whether there is one.
  private(set) var number: String?
  /// The numbers of the trials of each task.
  let tasks: [[Int]]
  /// The folder of all jobs of the sweep.
  private let jobs: String

  private static let record = "job.txt"
  private static let tasks = "tasks.txt"
  private static let script = "job.sh"

  /// What messages call it.
  var label: String { number ?? name }

  private var folder: String { "\(jobs)/\(name)" }

  private static func folder(in sweep: SweepFolder) -> String { "\(sweep.path)/slurm" }

  private static func text(of path: String) -> String? {
    (try? File.read(regular: path, limit: 1 << 26)).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func write(_ text: String, to path: String) throws {
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  /// The job that was, or was to be, submitted last; `nil` if there is none.
  init?(lastIn sweep: SweepFolder) {
    jobs = Self.folder(in: sweep)
    let record = Self.text(of: "\(jobs)/\(Self.record)")?.split(separator: "\n") ?? []
    guard let name = record.first,
      let tasks = Self.text(of: "\(jobs)/\(name)/\(Self.tasks)")
    else { return nil }
    self.name = String(name)
    number = record.dropFirst().first.map(String.init)
    self.tasks = tasks.split(separator: "\n").map { task in
      task.split(separator: " ").compactMap(SlurmScript.number)
    }
  }

  /// Whether an option of sbatch is one that a job sets, so that a user cannot.
  static func sets(_ option: String) -> Bool {
    let name = option.prefix { $0 != "=" }
    // sbatch takes the beginning of an option for the option.
    return name.count > 2
      && ["--array", "--job-name", "--output", "--open-mode", "--wrap", "--parsable"]
        .contains { $0.hasPrefix(name) }
      || ["-a", "-J", "-o"].contains { option.hasPrefix($0) }
  }

  /// Writes the files of a new job.
  ///
  /// - Parameters:
  ///   - stage: the trials
  ///   - sweep: the folder of the sweep
  ///   - script: what tasks do
  /// - Throws: `FileError` if a file cannot be written
  init(training stage: SweepStage, in sweep: SweepFolder, script: SlurmScript) throws {
    let token = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    name = "\(FileSystem.name(of: sweep.path))-\(token)"
    jobs = Self.folder(in: sweep)
    let numbers = stage.trials.map(\.number)
    let perTask = (numbers.count - 1) / Self.maximumTasks + 1
    tasks = stride(from: 0, to: numbers.count, by: perTask).map { start in
      Array(numbers[start..<min(numbers.count, start + perTask)])
    }
    try FileSystem.createDirectories(folder)
    let lines = tasks.map { trials in
      trials.map { SlurmScript.word(trial: $0, of: stage) }.joined(separator: " ") + "\n"
    }
    let path = FileSystem.absolutePath(folder)
    try Self.write(lines.joined(), to: "\(folder)/\(Self.tasks)")
    try Self.write(script.text(tasks: "\(path)/\(Self.tasks)"), to: "\(folder)/\(Self.script)")
  }

  /// Submits the job.
  ///
  /// - Parameters:
  ///   - simultaneous: how many of its tasks run at the same time; `nil` for no limit
  ///   - options: further options of sbatch
  /// - Throws: `SlurmError` if Slurm does not accept it; `FileError` if `job.txt` cannot be written
  mutating func submit(simultaneous: Int?, options: [String]) throws {
    let path = FileSystem.absolutePath(folder)
    // Further options are between the others. If they end with one that lacks its value, that is
    // the second --parsable; words that are not options are refused because of --wrap; and of
    // options that are there twice, the last one counts.
    let wrap = "--wrap=exec /bin/sh \("\(path)/\(Self.script)".shellWord)"
    let command = ShellCommand(
      ["sbatch", "--parsable", wrap] + options + [
        "--parsable", wrap, "--job-name=\(name)",
        "--array=0-\(tasks.count - 1)\(simultaneous.map { "%\($0)" } ?? "")",
        "--output=\(path.replacing("%", with: "%%"))/%a.out", "--open-mode=append",
      ])
    try Self.write("\(name)\n", to: "\(jobs)/\(Self.record)")
    let (output, exitCode) = command.run()
    // What precedes the number are warnings.
    let number = output.split(separator: "\n").last?.prefix { $0 != ";" }
    guard exitCode == 0, let number, !number.isEmpty, number.allSatisfy(\.isNumber) else {
      throw SlurmError(command: command, output: output, exitCode: exitCode)
    }
    try setNumber(String(number))
  }

  /// Writes the number of the job, which was not known before.
  ///
  /// - Throws: `FileError` if it cannot be written
  mutating func setNumber(_ number: String) throws {
    self.number = number
    try Self.write("\(name)\n\(number)\n", to: "\(jobs)/\(Self.record)")
  }

  /// The errors of a task's trials, by number.
  func failures(of task: Int) -> [Int: FailedTask] {
    let file = "\(folder)/\(task).out"
    return FailedTask.failures(in: Self.text(of: file) ?? "", of: file)
  }

  /// The largest number of tasks that Slurm accepts in an array.
  private static var maximumTasks: Int {
    let (output, _) = ShellCommand(["scontrol", "show", "config"]).run()
    let line = output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let size = line?.split(separator: "=").last.flatMap { Int(String($0).trimmed) }
    // The largest index is one less.
    return max(1, (size ?? 1001) - 1)
  }
}
