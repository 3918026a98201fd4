import NNData

extension Preprocessing {
  /// What a network's outputs are called.
  ///
  /// - Parameters:
  ///   - task: what they tell
  ///   - outputs: their number; for classification a single one tells two classes apart
  /// - Returns: the names of the classes, or of the target's columns; numbers if they have none
  func outputNames(for task: Task, outputs: Int) -> [String] {
    if !classes.isEmpty { return classes }
    if task == .classification, outputs == 1 { return ["0", "1"] }
    if !targets.isEmpty { return targets }
    return switch task {
    case .classification, .multilabel: (0..<outputs).map(String.init)
    case .regression: outputs == 1 ? ["output"] : (1...outputs).map { "output_\($0)" }
    }
  }
}
