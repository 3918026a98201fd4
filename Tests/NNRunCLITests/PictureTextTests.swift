import Testing

@testable import NNExperiment
@testable import NNRunCLI

@Suite("Pictures in characters")
struct PictureTextTests {
  private func lines(height: Int, width: Int, _ value: (Int, Int) -> Double) -> [String] {
    let values = (0..<height * width).map { value($0 / width, $0 % width) }
    return Picture(height: height, width: width, values: values).lines
  }

  @Test("Small images have two characters for each pixel")
  func small() {
    #expect(lines(height: 1, width: 10) { _, column in Double(column) } == ["  ..::--==++**##%%@@"])
  }

  @Test("Two rows of pixels share a line")
  func pairs() {
    let found = lines(height: 4, width: 21) { row, column in
      column == 20 || row == 3 && column == 1 ? 1 : 0
    }
    let space = String(repeating: " ", count: 20)
    #expect(found == [space + "@", " +" + space.dropFirst(2) + "@"])
  }

  @Test("Empty lines are left out at the top and bottom, but not within")
  func margins() {
    #expect(
      lines(height: 9, width: 2) { row, _ in [2, 5].contains(row) ? 1 : 0 } == [
        "@@@@", "", "", "@@@@",
      ])
    #expect(lines(height: 9, width: 9) { _, _ in 4 } == [])
  }

  @Test("A line has at most 72 characters", arguments: [1, 20, 21, 72, 73, 144, 145, 500])
  func widths(width: Int) {
    let found = lines(height: width, width: width) { row, column in row + column == 0 ? 0 : 1 }
    #expect((found.map(\.count).max() ?? 0) <= 72)
    #expect(found.allSatisfy { $0.count == found[0].count || $0 == found.first })
  }
}
