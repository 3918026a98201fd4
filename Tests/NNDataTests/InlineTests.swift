import NNConfig
import Testing

@testable import NNData

@Suite("inline: loading")
struct InlineTests {
  @Test("Rows of numbers are read")
  func rows() throws {
    let data = try load(
      """
      loader: inline
      inputs: [[0, 1.5], [-1, 1e-3], [2, 3]]
      targets: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
      test_inputs: [[7, 8]]
      test_targets: [[0, 0, 1]]
      """)
    #expect(data.train.inputRows == [[0, 1.5], [-1, 0.001], [2, 3]])
    #expect(data.train.targetRows == [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(data.test?.inputRows == [[7, 8]])
    #expect(data.test?.targetRows == [[0, 0, 1]])
    #expect(data.inputWidth == 2)
    #expect(data.outputWidth == 3)
    #expect(data.preprocessing == Preprocessing())
    #expect(data.summary == "3 training + 1 test row")
    #expect(try loader("{loader: inline, inputs: [1], targets: [2]}").files() == [])
  }

  @Test("A row of one number may be written as the number")
  func singleNumbers() throws {
    let data = try load("{loader: inline, inputs: [1, [2], 3], targets: [[4], 5, 6]}")
    #expect(data.train.inputRows == [[1], [2], [3]])
    #expect(data.train.targetRows == [[4], [5], [6]])
    #expect(data.test == nil)
    #expect(data.summary == "3 rows")
  }

  @Test("Classes are in the byte order of their names")
  func classes() throws {
    let data = try load(
      """
      {loader: inline, inputs: [1, 2, 3, 4], classes: [no, "Yes", é, no],
       test_inputs: [5], test_classes: [é]}
      """)
    #expect(data.preprocessing.classes == ["Yes", "no", "é"])
    #expect(data.train.labels == [1, 0, 2, 1])
    #expect(data.test?.labels == [2])
    #expect(data.outputWidth == 3)
  }
}
