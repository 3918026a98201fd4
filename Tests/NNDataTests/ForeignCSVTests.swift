import NNData
import TestSupport
import Testing

/// Each file is trained with the right values, or refused with a message that helps.
@Suite("csv: files from other programs")
struct ForeignCSVTests {
  @Test(
    "Files become data sets when their messages are followed",
    arguments: ForeignCSV.statistics + ForeignCSV.spreadsheets + ForeignCSV.archives
      + ForeignCSV.columns)
  func files(sample: ForeignCSV) throws {
    let folder = try TemporaryFolder()
    try folder.write(sample.text, to: "data.csv")
    var outcome = try CSVSettings(sample.settings).follow(in: folder)
    if outcome.data == nil, let edit = sample.edit {
      try folder.write(edit(sample.text), to: "data.csv")
      let edited = try outcome.settings.follow(in: folder)
      outcome.messages += edited.messages
      outcome.data = edited.data
    }
    let problems = outcome.messages.map { $0.replacing("data.csv", with: "") }
    for (message, expected) in zip(problems, sample.messages) {
      #expect(message.contains(expected), "\(expected)\nis not in\n\(message)")
    }
    #expect(problems.count == sample.messages.count, "\(problems.joined(separator: "\n"))")
    let data = try #require(outcome.data, "\(problems.joined(separator: "\n"))")
    for (row, inputs) in sample.inputs.sorted(by: { $0.key < $1.key }) {
      #expect(data.train.inputRows(at: [row]) == [inputs], "row \(row)")
    }
    #expect(data.preprocessing.classes == sample.classes)
    #expect(
      (sample.classes.isEmpty
        ? data.train.targetRows.flatMap { $0 } : data.train.labels.map(Double.init))
        == sample.targets)
    #expect(data.notes == sample.notes)
  }
}
