import NNData
import TestSupport
import Testing

/// A CSV file as another program writes it, and the data set that it becomes.
struct ForeignCSV: CustomTestStringConvertible, Sendable {
  /// The program that wrote it.
  let testDescription: String
  /// Its content.
  let text: String
  /// The settings that a user begins with.
  let settings: String
  /// The beginning of each message, without the name of the file, until all first pieces of advice
  /// have been followed.
  var messages: [String] = []
  /// What a user does to the file when no setting helps.
  var edit: (@Sendable (String) -> String)?
  /// Some rows of the inputs in the end, by row number.
  let inputs: [Int: [Double]]
  /// Targets or labels of all rows in the end.
  let targets: [Double]
  /// Names of the classes in the end.
  var classes: [String] = []
  /// The notes in the end.
  var notes: [String] = []

  init(
    _ program: String, _ text: String, _ settings: String, messages: [String] = [],
    edit: (@Sendable (String) -> String)? = nil, inputs: [Int: [Double]], targets: [Double],
    classes: [String] = [], notes: [String] = []
  ) {
    testDescription = program
    self.text = text
    self.settings = settings
    self.messages = messages
    self.edit = edit
    self.inputs = inputs
    self.targets = targets
    self.classes = classes
    self.notes = notes
  }
}
