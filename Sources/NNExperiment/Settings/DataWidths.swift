import NNData

/// What a data set asks of the first and the last layer of a network.
struct DataWidths: Sendable {
  /// The number of inputs of a sample.
  let inputs: Int
  /// The number of values in a target, or of classes.
  let outputs: Int
  /// The number of classes; 0 if the targets are values.
  let classes: Int
  /// What to do if whole numbers that were read as classes are meant as numbers; `nil` if they
  /// cannot be.
  let adviceOnNumbers: String?

  /// The widths of a data set.
  ///
  /// - Parameters:
  ///   - dataset: the data set
  ///   - loader: the loader that has loaded it
  init(_ dataset: Dataset, from loader: any DatasetLoader) {
    inputs = dataset.inputWidth
    outputs = dataset.outputWidth
    let names = dataset.preprocessing.classes
    classes = names.count
    adviceOnNumbers =
      !names.isEmpty && names.allSatisfy { Int($0) != nil }
      ? loader.adviceOnNumbers(declared: dataset.preprocessing.task) : nil
  }
}
