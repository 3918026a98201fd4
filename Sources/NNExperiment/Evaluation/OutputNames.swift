import NNData

extension Preprocessing {
  /// What a network's outputs are called.
  ///
  /// - Parameters:
  ///   - task: what they tell
  ///   - outputs: their number; a single one tells two classes apart
  /// - Returns: the names of the classes, or of the target's columns; numbers if they have none
  func outputNames(of task: Task, outputs: Int) -> [String] {
    if task != .regression {
      return classes.isEmpty ? (0..<(outputs == 1 ? 2 : outputs)).map(String.init) : classes
    }
    if !targets.isEmpty { return targets }
    return (1...outputs).map { outputs == 1 ? "output" : "output_\($0)" }
  }
}
