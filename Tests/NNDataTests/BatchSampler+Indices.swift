@testable import NNData

extension BatchSampler {
  /// The indices of an iteration's samples.
  func indices(_ iteration: Int) -> [Int] {
    let (count, selection) = batch(iteration: iteration)
    return switch selection {
    case .consecutive(let first): Array(first..<first + count)
    case .indices(let indices): Array(UnsafeBufferPointer(start: indices, count: count))
    }
  }
}
