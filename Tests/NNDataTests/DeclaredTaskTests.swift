import NNFiles
import TestSupport
import Testing

@testable import NNData

/// The setting `task` of loaders of numeric targets.
@Suite("The setting 'task'")
struct DeclaredTaskTests {
  private static let tables = ProjectFiles.golden("tables")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Inline targets stay numbers", arguments: Task.allCases)
  func inline(task: Task) throws {
    let data = try load(
      "{loader: inline, inputs: [1, 2], targets: [[0, 1], [1, 0]], task: \(task)}")
    #expect(data.preprocessing.task == task)
    #expect(data.train.targetRows == [[0, 1], [1, 0]])
    #expect(
      try load("{loader: inline, inputs: [1, 2], targets: [0, 1]}").preprocessing.task == nil)
  }

  @Test("Classes are for classification")
  func classes() throws {
    let rows = "inputs: [1, 2], classes: [a, b]"
    #expect(
      try load("{loader: inline, \(rows), task: classification}").preprocessing.classes
        == ["a", "b"])
    for task in ["multilabel", "regression"] {
      #expect(
        try mistake(in: "{loader: inline, \(rows), task: \(task)}")
          == Mistake(
            "'classes' are for classification; write 'targets' for \(task), or remove 'task'",
            at: task), "\(task)")
    }
  }

  @Test("A column of a CSV file has classes only if it is the only target")
  func csv() throws {
    try folder.write("x,y,z\n1,0,1\n2,1,0\n", to: "rows.csv")
    func data(_ settings: String) throws -> Dataset {
      try load("{loader: csv, path: rows.csv, \(settings)}", in: folder)
    }
    let classes = try data("target: y, features: x, task: classification")
    #expect(classes.train.labels == [0, 1] && classes.preprocessing.classes == ["0", "1"])
    let label = try data("target: y, features: x, task: multilabel")
    #expect(label.train.targetRows == [[0], [1]] && label.preprocessing.targets == ["y"])
    let oneHot = try data("target: [y, z], task: classification")
    #expect(oneHot.train.targetRows == [[0, 1], [1, 0]] && oneHot.preprocessing.classes == [])
    #expect(oneHot.preprocessing.targets == ["y", "z"])
    #expect(oneHot.preprocessing.task == .classification)
  }

  @Test("Words in several target columns are refused")
  func words() throws {
    try folder.write("x,y,z\n1,a,1\n2,b,0\n", to: "rows.csv")
    #expect(
      try loadFailure(
        "{loader: csv, path: rows.csv, target: [y, z], task: classification}", in: folder)
        == Failure(
          "rows.csv: column 2 ('y') must be numeric, but has 0 numbers and 2 other values: 'a' "
            + "(line 2), 'b' (line 3); classification needs a single target, or a column of 0 and "
            + "1 for each class",
          .badData))
  }

  @Test("Labels and classes are not scaled")
  func scaling() throws {
    try folder.write("x,y,z\n1,0,1\n2,1,0\n", to: "rows.csv")
    for (task, what) in [("multilabel", "labels"), ("classification", "classes")] {
      let dataset =
        "{loader: csv, path: rows.csv, target: [y, z], task: \(task), normalize_targets: minmax}"
      #expect(
        try mistake(in: dataset, folder)
          == Mistake("\(what) cannot be normalised; remove 'normalize_targets'", at: "minmax"),
        "\(task)")
    }
  }

  private func arrays(_ targets: String, _ task: String) throws -> Dataset {
    try load(
      "{loader: npz, path: \(Self.tables)/uint8.npy, targets_path: \(targets), task: \(task)}")
  }

  @Test("Whole numbers in arrays are what the task says")
  func wholeNumbers() throws {
    let path = "\(Self.tables)/classes.npy"
    #expect(try arrays(path, "classification").train.labels == [2, 0, 1])
    for task in ["regression", "multilabel"] {
      let data = try arrays(path, task)
      #expect(data.train.targetRows == [[2], [0], [1]], "\(task)")
      #expect(data.preprocessing.classes == [], "\(task)")
    }
  }

  @Test("Floating-point numbers in arrays can be classes")
  func floats() throws {
    let path = folder.file("classes.npy")
    func write(_ numbers: [Double]) throws {
      var file = try NPYMatrixFile(creating: path, columns: 1, type: .float64)
      try file.append(numbers)
      try file.finish()
    }
    try write([2, -0.0, 1])
    let data = try arrays(path, "classification")
    #expect(data.train.labels == [2, 0, 1] && data.preprocessing.classes == ["0", "1", "2"])
    for (number, shown) in [(0.5, "0.5"), (-1, "-1"), (.nan, "nan"), (1e9, "1000000000")] {
      try write([0, number, 1])
      #expect(
        try failure { try arrays(path, "classification") }
          == Failure(
            "\(path): row 1 (from 0) is \(shown), which is not the index of a class; if targets "
              + "are numbers, set 'task: regression'", .badData), "\(number)")
    }
  }

  /// Other data are read as the run's own were.
  @Test("Other arrays are read as the task says")
  func otherArrays() throws {
    let path = "\(Self.tables)/classes.npy"
    for (task, isOfClasses) in [("classification", true), ("regression", false)] {
      let settings =
        "{loader: npz, path: \(Self.tables)/uint8.npy, targets_path: \(path), task: \(task)}"
      let loader = try loader(settings)
      let samples = try #require(
        try loader.samples(
          in: SampleFiles(path: "\(Self.tables)/float64.npy", targetsPath: path),
          preprocessing: loader.load(seed: 0).preprocessing))
      #expect(samples.labels == (isOfClasses ? [2, 0, 1] : []), "\(task)")
      #expect(samples.targetRows == (isOfClasses ? [] : [[2], [0], [1]]), "\(task)")
    }
  }
}
