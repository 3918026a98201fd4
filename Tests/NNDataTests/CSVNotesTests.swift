import TestSupport
import Testing

@testable import NNData

@Suite("csv: notes")
struct CSVNotesTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  private func notes(_ text: String, _ settings: String = "target: y") throws -> [String] {
    try csv.load(text, settings).notes
  }

  /// The notes that are left when the advice of the first one has been followed.
  private func notesAfterwards(_ text: String, _ settings: String = "target: y") throws -> [String]
  {
    var settings = CSVSettings(settings)
    let advice = try CSVSettings.advice(in: #require(try notes(text, settings.text).first))
    #expect(!advice.isEmpty)
    advice.forEach { settings.set($0) }
    return try notes(text, settings.text)
  }

  @Test(
    "A column that numbers the rows is noted",
    arguments: [
      "id", "ID", "PassengerId", "index", "No", "Unnamed: 0", "", "X", "row",
    ], [0, 1])
  func rowNumbers(name: String, first: Int) throws {
    let text =
      "\(name),x,y\n" + [5, 1, 3].enumerated().map { "\($0 + first),\($1),2\n" }.joined()
    let title = name.isEmpty ? "Unnamed: 0" : name
    let quoted = title.contains(" ") ? "\"\(title)\"" : title
    #expect(
      try notes(text) == [
        "column 1 ('\(title)') numbers the rows and is an input; to leave it out, set "
          + "'exclude: [\(quoted)]'"
      ])
    #expect(try notesAfterwards(text) == [])
  }

  @Test("Rows are counted before any are dropped")
  func droppedRows() throws {
    let text = "id,x,y\n1,1,2\n2,,2\n3,1,2\n4,5,6\n"
    #expect(
      try notes(text, "target: y, missing: drop_row").first?.hasPrefix("column 1 ('id') numbers")
        == true)
  }

  @Test(
    "Other whole numbers are inputs",
    arguments: [
      "id,y\n1,5\n3,5\n2,5\n", "x,y\n0,1\n1,5\n2,9\n", "id,y\n2,1\n3,5\n4,6\n", "id,y\n1,1\n2,1\n",
    ])
  func otherNumbers(text: String) throws {
    #expect(try notes(text) == [])
  }

  @Test("A column without a name is noted")
  func unnamed() throws {
    #expect(
      try notes(",x,y\n7,1,2\n5,2,3\n4,1,5\n") == [
        "column 1 ('Unnamed: 0') has no name and is an input; to leave it out, set "
          + "'exclude: [\"Unnamed: 0\"]'"
      ])
  }

  @Test("Names and dates as categories are noted")
  func categories() throws {
    let text =
      "name,day,y\n" + (0..<5).map { "n\($0),2020-01-0\($0 % 2 + 1),\($0)\n" }.joined()
    #expect(
      try notes(text, "target: y, encode: onehot") == [
        "column 1 ('name') has 5 categories, nearly as many as there are rows; to leave it out, set "
          + "'exclude: [name]'",
        "column 2 ('day') has dates or times as categories; to leave it out, set 'exclude: [day]'",
      ])
    #expect(
      try notesAfterwards(text, "target: y, encode: {onehot: [name, day]}") == [
        "column 2 ('day') has dates or times as categories; to leave it out, set 'exclude: [name, day]' "
          + "and 'encode: none'"
      ])
  }

  @Test("Categories that may be gaps are noted")
  func categoryGaps() throws {
    let text = "x,y\na,1\n?,2\nb,3\n?,4\na,5\nb,7\n"
    #expect(
      try notes(text, "target: y, encode: onehot") == [
        "column 1 ('x') has the category '?' (line 3, 2 times); if that means a missing value, set "
          + "'missing_values: [\"?\"]' and 'missing: category'"
      ])
    #expect(try notesAfterwards(text, "target: y, encode: onehot") == [])
    let more = "w,x,y\n1,a,1\n,?,2\n3,a,3\n5,b,4\n7,b,8\n"
    #expect(
      try notes(more, "target: y, encode: onehot, missing: mean, missing_values: NA").first
        == "column 2 ('x') has the category '?' (line 3); if that means a missing value, set "
        + "'missing_values: [NA, \"?\"]' and 'missing: {mean: [w], category: [x]}'")
  }

  @Test("Classes that may be gaps are noted")
  func classGaps() throws {
    let text = "x,y\n1,a\n2,NA\n3,b\n"
    #expect(
      try notes(text) == [
        "column 2 ('y') has the class 'NA' (line 3); if that means a missing value, set "
          + "'missing_values: [NA]' and 'missing: drop_row'"
      ])
    #expect(try notesAfterwards(text) == [])
  }

  @Test(
    "Two spellings that may be one thing are noted",
    arguments: [
      ("Red", "red"), ("red", " red"), ("red", "RED "), ("1", "1.0"), ("1", " 1"), ("0", "-0"),
      ("100", "1e2"),
    ])
  func spellings(first: String, second: String) throws {
    let text = "x,y\n1,\(first)\n2,other\n3,\(second)\n4,\(first)\n"
    #expect(
      try notes(text, "target: y, task: classification") == [
        "column 2 ('y') has '\(first)' and '\(second)' (line 4), which count as two; write them in the "
          + "same way if they are one class"
      ])
    let categories = "x,y\n\(first),1\nother,2\n\(second),3\n\(first),4\nother,5\n"
    #expect(
      try notes(categories, "target: y, encode: {onehot: x}") == [
        "column 1 ('x') has '\(first)' and '\(second)' (line 4), which count as two; write them in the "
          + "same way if they are one category"
      ])
  }

  @Test("Classes without test samples are noted")
  func untested() throws {
    try csv.folder.write("x,y\n1,a\n", to: "test.csv")
    #expect(
      try notes("x,y\n1,a\n2,b\n3,c\n4,d\n", "target: y, limit: 2, test_path: test.csv") == [
        "the test set has no samples of classes 'b', 'c', 'd', so it says nothing about them"
      ])
    #expect(try notes("x,y\n1,2\n2,3\n3,4\n", "target: y, test_fraction: 0.4") == [])
  }
}

extension CSVSettings {
  /// The settings but loader and path.
  fileprivate var text: String { pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") }
}
