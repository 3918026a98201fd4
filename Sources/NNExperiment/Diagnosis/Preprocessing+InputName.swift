import NNData
import NNFiles

extension Preprocessing {
  /// What an input of a network is called in messages; `nil` if inputs have no names.
  func inputName(_ input: Int, of width: Int) -> String? {
    guard !features.isEmpty else { return nil }
    let starts = encoding(inputs: width).starts
    return starts.lastIndex { $0 <= input }.map { features[$0].excerpt }
  }
}
