import NNConfig
import NNFiles
import Testing

@Suite("Reading values")
struct ValueReaderTests {
  private func read(_ text: String, as kind: Parameter.Kind) throws -> OptionValue {
    try ValueReader.read(try parse(text), as: kind, label: "'x'")
  }

  @Test(
    "Whole numbers are digits with an optional sign",
    arguments: [
      ("0", 0), ("-0", 0), ("+5", 5), ("007", 7), ("-12", -12), ("'3'", 3),
      ("9223372036854775807", Int.max),
    ])
  func integers(text: String, value: Int) throws {
    #expect(try read(text, as: .integer(Int.min...Int.max)) == .integer(value))
  }

  @Test(
    "Seeds are digits, up to 64 bits",
    arguments: [
      ("0", 0), ("007", 7), ("'3'", 3), ("18446744073709551615", UInt64.max),
    ])
  func seeds(text: String, value: UInt64) throws {
    #expect(try read(text, as: .seed) == .seed(value))
  }

  @Test(
    "Nothing else is a seed", arguments: ["-1", "+1", "1e3", "1_0", "18446744073709551616", "x"])
  func notSeeds(text: String) {
    #expect(throws: ExperimentError.self) { try read(text, as: .seed) }
  }

  @Test(
    "Numbers are decimals with an optional exponent",
    arguments: [
      ("1", 1.0), ("0.1", 0.1), ("-2.5", -2.5), ("1e-3", 0.001), ("1E3", 1000), ("+.5", 0.5),
      ("5.", 5), ("0e-400", 0),
    ])
  func numbers(text: String, value: Double) throws {
    #expect(try read(text, as: .number(.finite)) == .number(value))
  }

  @Test("A boolean is true or false")
  func booleans() throws {
    #expect(try read("true", as: .boolean) == .boolean(true))
    #expect(try read("false", as: .boolean) == .boolean(false))
  }

  @Test("Words may look like anything else", arguments: ["no", "true", "1_000", "nan", "a b"])
  func words(text: String) throws {
    #expect(try read(text, as: .text) == .text(text))
  }

  @Test("A choice is one of its words")
  func choices() throws {
    #expect(try read("b", as: .choice(["a", "b"])) == .text("b"))
  }

  @Test("Relative paths start at the file's folder; absolute ones and those of overrides stay")
  func paths() throws {
    #expect(try read("data/x.csv", as: .path) == .path("configs/data/x.csv"))
    #expect(try read("/data/x.csv", as: .path) == .path("/data/x.csv"))
    let inFolder = SourceText(file: "a.yaml", text: "x", directory: "")
    let inOverride = SourceText(override: 1, text: "path=x")
    for source in [inFolder, inOverride] {
      let node = YAMLNode(.scalar("x.csv"), at: SourceRange(startOf: source))
      #expect(try ValueReader.read(node, as: .path, label: "'x'") == .path("x.csv"), "\(source)")
    }
  }

  @Test("Lists hold values of one kind, nested ones too")
  func lists() throws {
    #expect(try read("[1, 2]", as: .list(.integer(0...9))) == .list([.integer(1), .integer(2)]))
    #expect(try read("[]", as: .list(.text)) == .list([]))
    #expect(
      try read("[[1], []]", as: .list(.list(.number(.finite))))
        == .list([.list([.number(1)]), .list([])]))
  }

  @Test("A single value makes a list of one, where that is allowed")
  func oneOrMore() throws {
    #expect(try read("a", as: .oneOrMore(.text)) == .list([.text("a")]))
    #expect(try read("[a, b]", as: .oneOrMore(.text)) == .list([.text("a"), .text("b")]))
    #expect(
      try read("[0, [1, 2]]", as: .list(.oneOrMore(.integer(0...9))))
        == .list([.list([.integer(0)]), .list([.integer(1), .integer(2)])]))
  }

  @Test("Mappings of words are ordered by the bytes of their keys")
  func mappings() throws {
    #expect(
      try read("{b: 1, a: x, Z: '', ä: 2}", as: .mapping)
        == .mapping(
          [("Z", ""), ("a", "x"), ("b", "1"), ("ä", "2")].map {
            OptionValue.Pair(key: $0.0, value: $0.1)
          }))
  }

  @Test("Values are written in JSON")
  func json() {
    let value = OptionValue.list([
      .boolean(true), .integer(1), .number(0.5), .text("a"), .path("b"),
      .seed(.max),
      .mapping([OptionValue.Pair(key: "k", value: "v")]),
    ])
    #expect(value.json.text == #"[true,1,0.5,"a","b","18446744073709551615",{"k":"v"}]"#)
  }
}
