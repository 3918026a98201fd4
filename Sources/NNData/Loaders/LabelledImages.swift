import NNCore
import NNFiles

/// The images of the training or test set.
struct LabelledImages {
  let samples: Samples
  let labels: [Int32]
  /// The size of the images, `28 x 28`.
  let shape: String
  /// One more than the largest label in the file, so that a limit does not change the classes.
  let classCount: Int

  /// The training set determines the classes.
  func checkLabels(classCount: Int, file: String) throws(DataError) {
    guard let index = labels.firstIndex(where: { $0 >= classCount }) else { return }
    throw DataError(
      file,
      "label \(index + 1) is \(labels[index]), but the labels of the training set are "
        + "0 to \(classCount - 1)")
  }
}
