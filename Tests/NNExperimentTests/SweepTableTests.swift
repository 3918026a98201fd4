import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Tables of trials")
struct SweepTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func trials(_ table: String) throws -> [String] {
    try folder.trials("@\(folder.write(table, to: "t.csv"))")
  }

  @Test(
    "A row is a trial, and an empty cell leaves its setting as it is",
    arguments: [
      ("eta,seed\n0.1,1\n0.2,2\n", ["eta=0.1 seed=1", "eta=0.2 seed=2"]),
      ("eta,seed\n0.1,\n,2\n,\n", ["eta=0.1", "seed=2", ""]),
      (" eta , seed \r\n 0.1 , 1 \r\n", ["eta=0.1 seed=1"]), ("eta\n1", ["eta=1"]),
      (
        "structure,loss\n\"[2, 3, 1]\",\"{name: huber, delta: 2}\"\n",
        ["structure=[2, 3, 1] loss={name: huber, delta: 2}"]
      ),
      ("eta\n\"log(1,2,3)\"\n", ["eta=log(1,2,3)"]),
    ])
  func rows(table: String, trials: [String]) throws {
    #expect(try self.trials(table) == trials)
  }

  @Test("A table is combined with settings, each of its rows with each of their values")
  func combined() throws {
    let path = try folder.write("eta,seed\n1,2\n3,4\n", to: "t.csv")
    #expect(
      try folder.trials("batch_size=1,2", "@\(path)") == [
        "batch_size=1 eta=1 seed=2", "batch_size=1 eta=3 seed=4", "batch_size=2 eta=1 seed=2",
        "batch_size=2 eta=3 seed=4",
      ])
    // The order is that of the sweep file, which has settings before trials.
    #expect(
      try folder.trials("@\(path)", "batch_size=1,2") == folder.trials("batch_size=1,2", "@\(path)")
    )
  }

  @Test("Whole numbers may have the decimals that pandas gives a column with empty cells")
  func decimals() throws {
    let path = try folder.write("batch_size,eta\n2.0,1.0\n,2.50\n3.00,\n1.5,\n", to: "t.csv")
    #expect(
      try folder.trials("@\(path)")
        == ["batch_size=2 eta=1.0", "eta=2.50", "batch_size=3", "batch_size=1.5"])
  }

  @Test("The table in a sweep's folder is read, whatever its trials have come to")
  func own() throws {
    let sweep = try folder.found(
      folder.sweep("eta=0.5,0.25", "structure=[2, 3, 1],[2, 4, 1]"))
    try sweep.begin()
    let error = FileError.notFound("a, \"b\"\nc", hint: nil)
    try sweep.folder.write(sweep, outcomes: [2: .failed(error)])
    let table = "\(folder.relative(sweep.path))/trials.csv"
    #expect(try folder.text(table).contains(",failed,\"a, \"\"b\"\"\nc: does not exist\"\n"))
    #expect(try folder.trials("@\(folder.file(table))") == sweep.declaration.trialTexts())
  }

  @Test(
    "A table that cannot be used is refused",
    arguments: [
      ("", "t.csv: is empty"), ("eta\n", "t.csv: has no rows below its header, so no trials"),
      ("trial,run\n1,a\n", "t.csv: has no column for a setting"),
      (
        "eta;seed\n0.1;1\n",
        "t.csv: is not separated by commas; save it with commas between columns"
      ),
      (
        "eta\tseed\n0.1\t1\n",
        "t.csv: is not separated by commas; save it with commas between columns"
      ),
      (
        "Unnamed: 0,eta\n0,0.1\n",
        "t.csv: column 1 has no name, as the index that pandas writes; save the table with "
          + "index=False, or remove the column"
      ),
      (
        ",eta\n0,0.1\n",
        "t.csv: column 1 has no name, as the index that pandas writes; save the table with "
          + "index=False, or remove the column"
      ),
      (
        "eta,\n1,2\n",
        "t.csv: column 2 is called ''; the first row names settings, such as eta,batch_size"
      ),
      (
        "eta=1,seed=2\n",
        "t.csv: column 1 is called 'eta=1'; the first row names settings, such as eta,batch_size"
      ),
      ("eta,seed,eta\n1,2,3\n", "t.csv: has two columns for 'eta'"),
      ("eta,learning_rate\n1,2\n", "t.csv: has two columns for 'learning_rate'"),
      ("eta,seed\n1\n", "t.csv:2: has 1 value, but the first row has 2"),
      ("eta\n1\n1,2\n", "t.csv:3: has 2 values, but the first row has 1"),
    ])
  func refused(table: String, message: String) {
    #expect(errorText { try trials(table) }.map(folder.relative) == message)
  }

  @Test("A sweep takes one table, and no setting twice")
  func twice() throws {
    let path = try folder.write("eta,seed\n1,2\n3,4\n", to: "t.csv")
    let other = try folder.write("batch_size\n1\n", to: "u.csv")
    #expect(
      errorText { try folder.trials("@\(path)", "@\(other)") }
        == "override 2: @\(other): error: a sweep takes one table of trials; put all columns into it"
    )
    #expect(
      errorText { try folder.trials("seed=1,2", "@\(path)") }
        == "override 2: @\(path): error: 'seed' is set twice; write all of its values after one "
        + "equals sign: seed=0.1,0.2")
  }

  @Test("A table that does not exist is named")
  func missing() {
    let path = folder.file("t.csv")
    #expect(errorText { try folder.trials("@\(path)") } == "\(path): does not exist")
  }
}
