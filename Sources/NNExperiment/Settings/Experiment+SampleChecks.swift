import NNData
import NNFiles

extension Experiment {
  /// Checks that samples from outside the data set fit the trained network.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - file: the file that they come from, for messages
  ///   - task: what the network has learnt to predict
  ///   - preprocessing: what the training set determined
  /// - Throws: `DataError` that says what does not fit
  func check(
    _ samples: Samples, of file: String, task: Task, preprocessing: Preprocessing
  ) throws(DataError) {
    let outputs = outputCount
    let classes = preprocessing.classes
    if samples.inputWidth != structure[0] {
      throw DataError(
        file,
        "has \(counted(samples.inputWidth, "input")) in each row, but the network has "
          + "\(structure[0])")
    }
    switch samples.targets {
    case .classes(let labels):
      guard !classes.isEmpty else {
        throw DataError(file, "has classes as targets, but the network was trained on numbers")
      }
      if let row = labels.firstIndex(where: { !(0..<classes.count).contains(Int($0)) }) {
        throw DataError(
          samples.place(of: row, in: file),
          "has the class number \(labels[row]), but the training set has only "
            + "\(classes.count) classes, from 0")
      }
    case .values(let values, let width):
      guard classes.isEmpty else {
        throw DataError(file, "has numbers as targets, but the network was trained on classes")
      }
      if width != outputs {
        throw DataError(
          file,
          "has \(counted(width, "value")) in each target, but the network has "
            + "\(counted(outputs, "output"))")
      }
      if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw DataError(
          samples.place(of: index / width, in: file), "has a target that is not a finite number")
      }
    }
    if let problem = targetProblem(of: samples, task: task, nameOfRow: samples.name) {
      throw DataError(file, problem.text)
    }
  }
}
