import Testing

@testable import NNConfig

@Suite("Positions in texts")
struct ScalarPartTests {
  /// The place in a file of the part of a scalar that is `marked`; the scalar is the value of `f`.
  private func place(of marked: String, in file: String) throws -> String {
    guard case .mapping(let entries) = try parse(file).content,
      case .scalar(let text) = entries[0].value.content
    else { return "no text" }
    let start = try #require(text.firstRange(of: marked)).lowerBound
    let offset = text.unicodeScalars.distance(from: text.startIndex, to: start)
    let part = offset..<offset + marked.unicodeScalars.count
    return entries[0].value.range.part(part, of: text).outline
  }

  @Test(
    "They are those of the file, however the text is written",
    arguments: [
      ("f: z * qq + 1", "1:8+2"),
      ("f: 'z * qq + 1'", "1:9+2"),
      ("f: \"z * qq + 1\"", "1:9+2"),
      ("f: \"z\\t* qq + 1\"", "1:10+2"),
      ("f: \"z \\\\ qq + 1\"", "1:10+2"),
      ("f: 'z ''a'' qq + 1'", "1:13+2"),
      ("f: >-\n  z *\n\n  qq + 1", "4:3+2"),
      ("f: >-\n  z *\n\n\n\n  qq + 1", "6:3+2"),
      ("f: |\n  z *\n  qq + 1\n", "3:3+2"),
      ("f: z *\n  qq + 1", "2:3+2"),
      ("f: 'z *\n  qq + 1'", "2:3+2"),
      ("f: é × qq", "1:8+2"),
    ])
  func places(file: String, expected: String) throws {
    #expect(try place(of: "qq", in: file) == expected)
  }

  @Test("A text may have many lines")
  func manyLines() throws {
    let count = 50_000
    let file = "f: '" + String(repeating: "z +\n  ", count: count) + "qq'"
    #expect(try place(of: "qq", in: file) == "\(count + 1):3+2")
  }

  @Test("A part over several lines ends with the first of them")
  func lines() throws {
    #expect(try place(of: "z * qq", in: "f: >-\n  z *\n  qq + 1") == "2:3+3")
  }

  @Test("A text with escapes that have other characters is marked as a whole")
  func escapes() throws {
    #expect(try place(of: "qq", in: "f: \"z \\u00d7 qq\"") == "1:4+13")
  }

  @Test("The end of a text is after its last character")
  func end() throws {
    for (file, expected) in [("f: z +", "1:7+1"), ("f: 'z +'", "1:8+1"), ("f: ''", "1:4+1")] {
      guard case .mapping(let entries) = try parse(file).content,
        case .scalar(let text) = entries[0].value.content
      else { continue }
      let count = text.unicodeScalars.count
      #expect(
        entries[0].value.range.part(count..<count + 1, of: text).outline == expected, "\(file)")
    }
  }
}
