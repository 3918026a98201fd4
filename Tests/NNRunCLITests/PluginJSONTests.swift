import NNConfig
import NNExperiment
import NNFiles
import Testing

@testable import NNRunCLI

@Suite("Plugins as JSON")
struct PluginJSONTests {
  private func parameters(_ parameters: [Parameter]) throws -> [String] {
    let catalog = try Catalog(
      kind: "activation", [Plugin("it", summary: "", parameters: parameters) { _ in 0 }])
    guard case .array(let values)? = catalog.listing.plugins[0].json["parameters"] else {
      return []
    }
    return values.map(\.text)
  }

  @Test(
    "The range of a parameter is there as data",
    arguments: [
      (
        .number(Interval(0..<1)),
        #""minimum":0.0,"exclusive_minimum":false,"maximum":1.0,"exclusive_maximum":true"#
      ),
      (
        .number(Interval(lower: 0, upper: 1, includesLower: false, includesUpper: true)),
        #""minimum":0.0,"exclusive_minimum":true,"maximum":1.0,"exclusive_maximum":false"#
      ),
      (.number(.positive), #""minimum":0.0,"exclusive_minimum":true"#), (.number(.finite), ""),
      (.integer(1...20), #""minimum":1,"maximum":20"#), (.integer(0...Int.max), #""minimum":0"#),
      (.seed, #""minimum":0"#), (.boolean, #""choices":[false,true]"#),
      (.choice(["a", "b"]), #""choices":["a","b"]"#),
      (.choiceForColumns(["a", "b"]), #""choices":["a","b"]"#),
      (
        .list(.integer(1...3)),
        #""items":{"type":"a whole number from 1 to 3","minimum":1,"maximum":3}"#
      ),
      (.orWord(.integer(1...3), "auto"), #""minimum":1,"maximum":3,"word":"auto""#),
      (.text, ""), (.path, ""), (.formula, ""),
    ] as [(Parameter.Kind, String)])
  func ranges(kind: Parameter.Kind, expected: String) throws {
    let json = try parameters([Parameter("p", kind, summary: "it")])
    let limits = expected.isEmpty ? "" : "\(expected),"
    #expect(
      json == [
        #"{"name":"p","type":"\#(kind)",\#(limits)"required":false,"default":null,"summary":"it"}"#
      ])
  }

  @Test("Formula, derivative, example, source and origin are there")
  func facts() throws {
    let relu = try #require(Registry().listing[0].plugins.first { $0.name == "relu" }).json
    #expect(relu["formula"]?.string == "max(z, 0)")
    #expect(relu["derivative"]?.string == "where(z >= 0, 1, 0)")
    #expect(relu["example"]?.string == "relu")
    #expect(relu["source"]?.string?.hasPrefix("Nair, Hinton: ") == true)
    #expect(relu["origin"]?.string == "built_in")
    #expect(relu["module"] == nil)
    let csv = try #require(Registry().listing[2].plugins.first { $0.name == "csv" }).json
    guard case .null? = csv["formula"] else {
      Issue.record("a loader has no formula")
      return
    }
  }
}
