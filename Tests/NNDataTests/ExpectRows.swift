@testable import NNData
import Testing

/// Expects each set of a divided data set to have its rows of the whole one, inputs and targets
/// together.
///
/// - Parameters:
///   - drawn: the rows of each set
///   - whole: the samples before they were divided
///   - divided: the data set
/// - Throws: if a set has no rows
func expectRows(_ drawn: BySplit<[Int]>, of whole: Samples, in divided: Dataset) throws {
  for (split, part) in divided.sets {
    let rows = try #require(drawn[split])
    #expect(part.inputRows == rows.map { whole.inputRows[$0] }, "\(split)")
    #expect(
      part.targetRows == (whole.targetRows.isEmpty ? [] : rows.map { whole.targetRows[$0] }),
      "\(split)")
    #expect(
      part.labels == (whole.labels.isEmpty ? [] : rows.map { whole.labels[$0] }), "\(split)")
  }
}
