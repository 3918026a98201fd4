import TestSupport
import Testing

@testable import NNConfig

@Suite("YAML anchors and aliases")
struct YAMLAliasTests {
  @Test("An alias is the anchor's value, with its place")
  func expanded() throws {
    #expect(
      try parse("a: &x [1, 2]\nb: *x").outline
        == "{a 1:1+1: ['1' 1:8+1, '2' 1:11+1] 1:4+9, b 2:1+1: ['1' 1:8+1, '2' 1:11+1] 1:4+9} 1:1+..."
    )
    #expect(try parse("[&a 1, &b [*a, *a], *b]").text == "[1, [1, 1], [1, 1]]")
    #expect(try parse("[&a {k: v}, *a]").text == "[{k: v}, {k: v}]")
  }

  @Test("An anchor that is defined again has the later value from there on")
  func redefined() throws {
    #expect(try parse("[&a 1, *a, &a 2, *a]").text == "[1, 1, 2, 2]")
  }

  @Test(
    "An alias needs an anchor before it",
    arguments: [
      ("a: *x", "a.yaml:1:4", "   1 | a: *x\n     |    ^~"),
      ("a: &x [*x]", "a.yaml:1:8", "   1 | a: &x [*x]\n     |        ^~"),
      ("- *x\n- &x 1", "a.yaml:1:3", "   1 | - *x\n     |   ^~"),
    ])
  func undefined(text: String, place: String, excerpt: String) {
    #expect(
      errorText { try parse(text) }
        == "\(place): error: the anchor '&x' is not defined before this\n\(excerpt)")
  }

  @Test("Aliases that expand exponentially are refused before they do")
  func bomb() {
    // 10^1 values in the first line, 10^9 in the last one.
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      let uses = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(
      errorText { try parse(text) } == """
        a.yaml:6:45: error: more than 1000000 values (aliases expanded); put the data in a \
        separate file and name it here
           6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
             |                                             ^~~
        """)
  }

  @Test("Aliases may nest no deeper than what is written out")
  func depth() throws {
    func nested(_ content: String, levels: Int) -> String {
      String(repeating: "[", count: levels) + content + String(repeating: "]", count: levels)
    }
    let text = "[&a \(nested("1", levels: 16)), \(nested("*a", levels: 15))]"
    #expect(try parse(text).text == "[\(nested("1", levels: 16)), \(nested("1", levels: 31))]")
    #expect(
      errorText { try parse("[&a \(nested("1", levels: 16)), \(nested("*a", levels: 16))]") } == """
        a.yaml:1:56: error: nested deeper than 32 levels
           1 | [&a [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]], [[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]
             |                                                        ^~
        """)
  }

  @Test("As many values as are allowed can be read, and not one more")
  func maximumValues() throws {
    // The list counts as a value too.
    let allowed = YAMLParser.maximumValues - 1
    let text = "[" + String(repeating: "1,", count: allowed)
    guard case .sequence(let nodes) = try parse(text + "]").content else {
      Issue.record("is not a list")
      return
    }
    #expect(nodes.count == allowed)
    let message = errorText { try parse(text + "2]") } ?? ""
    #expect(
      message.hasPrefix("a.yaml:1:\(2 * allowed + 2): error: more than 1000000 values"),
      "\(message.prefix(200))")
    #expect(message.hasSuffix("1,1,2]\n     | " + String(repeating: " ", count: 53) + "^"))
  }
}
