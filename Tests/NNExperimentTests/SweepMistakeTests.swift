import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Sweep: trials that cannot be trained")
struct SweepMistakeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The error when a sweep is checked, data included; `nil` if there is none.
  private func mistakes(
    in text: ExperimentText = .xor, _ words: String..., goal: String? = nil
  ) -> (text: String, status: NNFiles.ExitStatus)? {
    do {
      let declaration = try SweepDeclaration(
        path: folder.write(text.text, to: "a.yaml"), words: words,
        options: .with { $0.goal = goal.flatMap { try? Goal($0) } }, registry: Registry())
      _ = try SweepCheck(folder.found(declaration), threads: 2)
      return nil
    } catch let error as any UserFacingError {
      return (folder.relative(error.description), error.exitStatus)
    } catch {
      return ("\(error)", .bug)
    }
  }

  @Test("Mistakes are grouped, the first trial of each named with its settings")
  func grouped() throws {
    let found = try #require(mistakes("eta=0.1,abc", "seed=1,2,x", "precision=float64"))
    #expect(
      found.text == """
        4 of 6 trials cannot be trained, so nothing has been trained
        trial 3 (eta=0.1 seed=x):
          override 2: seed=x: error: 'seed' must be a whole number from 0 to 18446744073709551615, not \
        'x'
        trial 4 (eta=abc seed=1), and 1 other trial:
          override 1: eta=abc: error: 'eta' must be a positive number, or a schedule, {schedule: ...}, \
        not 'abc'
        trial 6 (eta=abc seed=x):
          override 1: eta=abc: error: 'eta' must be a positive number, or a schedule, {schedule: ...}, \
        not 'abc'
          override 2: seed=x: error: 'seed' must be a whole number from 0 to 18446744073709551615, not \
        'x'
        """)
    #expect(found.status == .badExperiment)
  }

  @Test("Of many mistakes, the first ten are shown")
  func many() throws {
    let found = try #require(mistakes("eta=a,b,c,d,e,f,g,h,i,j,k,l"))
    let lines = found.text.split(separator: "\n")
    #expect(lines[0] == "12 of 12 trials cannot be trained, so nothing has been trained")
    #expect(lines.count == 22)
    #expect(lines.last == "... and 2 other mistakes")
    let eleven = try #require(mistakes("eta=a,b,c,d,e,f,g,h,i,j,k"))
    #expect(eleven.text.hasSuffix("\n... and 1 other mistake"))
  }

  @Test("A mistake in the file itself is shown once, with its place")
  func file() throws {
    let found = try #require(mistakes(in: .xor.with("iteratons: 5"), "eta=1,2"))
    #expect(
      found.text == """
        2 of 2 trials cannot be trained, so nothing has been trained
        trial 1 (eta=1), and 1 other trial:
          a.yaml:5:1: error: unknown field 'iteratons'; did you mean 'iterations'?
             5 | iteratons: 5
               | ^~~~~~~~~
        """)
  }

  @Test("Data that a trial cannot load are found, too")
  func data() throws {
    try folder.write("a,b\n0,1\n1,0\n", to: "d.csv")
    try folder.write("a,b\n0\n", to: "e.csv")
    let csv = ExperimentText.xor.with(
      "structure: [1, 2, 1]", "loss: squared_error",
      "dataset: {loader: csv, path: none.csv, target: b}")
    func paths(_ names: String...) -> String {
      "dataset.path=\(names.map(folder.file).joined(separator: ","))"
    }
    #expect(mistakes(in: csv, paths("d.csv", "d.csv")) == nil)
    let missing = try #require(mistakes(in: csv, paths("d.csv", "f.csv")))
    #expect(
      missing.text == """
        1 of 2 trials cannot be trained, so nothing has been trained
        trial 2 (dataset.path=f.csv):
          f.csv: does not exist
        """)
    #expect(missing.status == .noInput)
    let damaged = try #require(mistakes(in: csv, paths("d.csv", "e.csv")))
    #expect(damaged.text.contains("trial 2 (dataset.path=e.csv):\n  e.csv:2: has 1 value"))
    #expect(damaged.status == .badData)
    let wide = try #require(mistakes(in: csv, paths("d.csv"), "structure.0=1,2"))
    #expect(wide.text.contains("trial 2 (structure.0=2):\n"))
    #expect(wide.status == .badExperiment)
  }

  @Test("A goal that trials will not have is found")
  func goal() throws {
    #expect(mistakes("eta=1,2", goal: "max:train.accuracy") == nil)
    let found = try #require(mistakes("eta=1,2", goal: "validation.cost"))
    #expect(
      found.text == """
        2 of 2 trials cannot be trained, so nothing has been trained
        trial 1 (eta=1), and 1 other trial:
          there is no validation set, so 'validation.cost' does not exist; set \
        'dataset.validation_fraction', or choose a measure of the training set
        """)
    #expect(found.status == .usage)
    // It is known without data, too, where all trials have a result.
    _ = try folder.train(.xor, "eta=1", "iterations=2")
    #expect(
      mistakes("eta=1", "iterations=2", goal: "train.mae")?.text
        == "'train.mae' does not exist, because the task is classification; there are train.cost, "
        + "train.accuracy")
  }
}
