import NNFiles
import Testing

@testable import NNData

@Suite("preprocessing.json")
struct PreprocessingTests {
  private static let full: Preprocessing = {
    var preprocessing = Preprocessing()
    preprocessing.task = .classification
    preprocessing.features = ["a", "größe", "\"quoted\""]
    preprocessing.categories = [
      FeatureCategories(feature: "a", names: ["blue", "red"]),
      FeatureCategories(feature: "\"quoted\"", names: ["x"]),
    ]
    preprocessing.classes = ["no", "yes"]
    preprocessing.targets = ["y"]
    preprocessing.inputScaling = Scaling(
      offsets: [0.1, -3, 1e300], divisors: [1 / 3, 2, .leastNonzeroMagnitude])
    preprocessing.targetScaling = Scaling(offsets: [0], divisors: [255])
    return preprocessing
  }()

  @Test("The file has every field in order")
  func written() {
    #expect(
      Self.full.json.indentedText == """
        {
          "task": "classification",
          "features": ["a", "größe", "\\"quoted\\""],
          "categories": {
            "a": ["blue", "red"],
            "\\"quoted\\"": ["x"]
          },
          "classes": ["no", "yes"],
          "targets": ["y"],
          "input_scaling": {
            "offsets": [0.1, -3.0, 1e+300],
            "divisors": [0.3333333333333333, 2.0, 5e-324]
          },
          "target_scaling": {
            "offsets": [0.0],
            "divisors": [255.0]
          }
        }
        """)
    #expect(Preprocessing().json.text == "{}")
    var semicolons = Preprocessing()
    semicolons.delimiter = CSVDelimiter(";") ?? .comma
    #expect(semicolons.json.text == #"{"delimiter":";"}"#)
  }

  @Test("What is written reads back")
  func readsBack() throws {
    var classes = Preprocessing()
    classes.task = .multilabel
    classes.classes = ["0", "1"]
    classes.delimiter = try #require(CSVDelimiter("\t"))
    var loaders = Preprocessing()
    loaders.loader = .object([
      ("words", .array([.string("a"), .null])), ("b", .number(1)), ("a", .integer(2)),
    ])
    #expect(loaders.json.text == #"{"loader":{"words":["a",null],"b":1.0,"a":2}}"#)
    for preprocessing in [Self.full, classes, loaders, Preprocessing()] {
      for text in [preprocessing.json.text, preprocessing.json.indentedText] {
        let json = try JSONValue(parsing: Array(text.utf8))
        #expect(Preprocessing(json: json) == preprocessing, "\(text)")
      }
    }
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "null", "[]", "\"\"", #"{"task":"clustering"}"#, #"{"task":null}"#,
      #"{"features":["a"],"task":"regression"}"#, #"{"feature":["a"]}"#, #"{"features":"a"}"#,
      #"{"features":[1]}"#,
      #"{"features":["a",null]}"#, #"{"features":[]}"#, #"{"features":["a"],"features":["a"]}"#,
      #"{"classes":["a"],"features":["b"]}"#,
      #"{"features":["a"],"categories":{}}"#, #"{"features":["a"],"categories":{"a":[]}}"#,
      #"{"features":["a"],"categories":{"b":["x"]}}"#, #"{"categories":{"a":["x"]}}"#,
      #"{"features":["a"],"categories":{"a":["x"],"a":["x"]}}"#,
      #"{"features":["a"],"categories":{"a":["x","x"]}}"#,
      #"{"features":["a"],"categories":{"a":["y","x"]}}"#,
      #"{"features":["a","b"],"categories":{"b":["x"],"a":["x"]}}"#,
      #"{"features":["a","a"],"categories":{"a":["x"],"a":["x"]}}"#,
      #"{"features":["a"],"categories":["x"]}"#, #"{"features":["a"],"categories":{"a":"x"}}"#,
      #"{"features":["a"],"categories":{"a":["10","9"]}}"#,
      // What takes the place of missing values: of unknown features, unknown categories, other
      // kinds.
      #"{"fill":{}}"#, #"{"fill":{"a":1.0}}"#, #"{"features":["a"],"fill":{"b":1.0}}"#,
      #"{"features":["a"],"fill":{"a":"x"}}"#, #"{"features":["a"],"fill":{"a":null}}"#,
      #"{"features":["a"],"fill":{"a":true}}"#, #"{"features":["a"],"fill":[1.0]}"#,
      #"{"features":["a"],"fill":{"a":1.0,"a":1.0}}"#,
      #"{"features":["a","a"],"fill":{"a":1.0}}"#,
      #"{"features":["a"],"categories":{"a":["x"]},"fill":{"a":1.0}}"#,
      #"{"features":["a"],"categories":{"a":["x"]},"fill":{"a":"y"}}"#,
      #"{"features":["a"],"categories":{"a":["x"]},"fill":{"a":""}}"#,
      #"{"features":["a"],"booleans":["a"],"fill":{"a":"yes"}}"#,
      #"{"booleans":["a"]}"#, #"{"features":["a"],"booleans":["b"]}"#,
      #"{"features":["a"],"booleans":[]}"#, #"{"features":["a"],"booleans":"a"}"#,
      #"{"features":["a"],"categories":{"a":["x"]},"booleans":["a"]}"#,
      #"{"missing_values":[]}"#, #"{"missing_values":["b","a"]}"#,
      #"{"missing_values":["a","a"]}"#, #"{"missing_values":"a"}"#, #"{"missing_values":[0]}"#,
      #"{"decimal":"."}"#, #"{"decimal":";"}"#, #"{"decimal":0}"#, #"{"header":"first_row"}"#,
      #"{"header":true}"#, #"{"header":""}"#, #"{"delimiter":" "}"#,
      #"{"delimiter":","}"#, #"{"delimiter":"x"}"#, #"{"delimiter":1}"#,
      #"{"input_scaling":null}"#, #"{"input_scaling":{}}"#,
      #"{"input_scaling":{"offsets":[],"divisors":[]}}"#,
      #"{"input_scaling":{"offsets":[0.0],"divisors":[]}}"#,
      #"{"input_scaling":{"offsets":[0.0]}}"#,
      #"{"input_scaling":{"offsets":[0.0,1.0],"divisors":[1.0]}}"#,
      #"{"input_scaling":{"offsets":["0"],"divisors":[1.0]}}"#,
      #"{"input_scaling":{"offsets":[null],"divisors":[1.0]}}"#,
      #"{"input_scaling":{"offsets":[0.0],"divisors":[1.0],"more":1}}"#,
      #"{"input_scaling":{"offsets":[0.0],"divisors":[0.0]}}"#,
    ])
  func refused(text: String) throws {
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(Preprocessing(json: json) == nil)
  }

  @Test("The settings that CSV files need are kept")
  func csv() throws {
    var preprocessing = Preprocessing()
    preprocessing.features = ["a", "b", "c", "d"]
    preprocessing.categories = [FeatureCategories(feature: "b", names: ["", "9", "10"])]
    preprocessing.booleans = ["c"]
    preprocessing.fills = [
      FeatureFill(feature: "a", value: .number(-0.1)),
      FeatureFill(feature: "b", value: .category("")),
      FeatureFill(feature: "c", value: .number(0.5)),
    ]
    preprocessing.missingMarks = MissingMarks(["?", "-9,9"], decimalMark: .comma)
    preprocessing.targets = ["y"]
    preprocessing.delimiter = .whitespace
    preprocessing.decimalMark = .comma
    preprocessing.hasHeader = false
    #expect(
      preprocessing.json.text
        == #"{"features":["a","b","c","d"],"categories":{"b":["","9","10"]},"booleans":["c"],"#
        + #""fill":{"a":-0.1,"b":"","c":0.5},"missing_values":["-9,9","?"],"targets":["y"],"#
        + #""delimiter":"whitespace","decimal":",","header":"none"}"#)
    let json = try JSONValue(parsing: Array(preprocessing.json.text.utf8))
    #expect(Preprocessing(json: json) == preprocessing)
    #expect(Preprocessing(json: json)?.missingMarks.contains(-9.9) == true)
    let encoding = preprocessing.encoding(inputs: 6)
    #expect(encoding.width == 6)
    #expect(preprocessing.fillCodes(encoding) == [-0.1, 0, 0.5, nil])
  }

  @Test("Each category makes an input")
  func categories() {
    let encoding = Self.full.encoding(inputs: 4)
    #expect(encoding.starts == [0, 2, 3])
    #expect(encoding.width == 4)
    #expect(!encoding.isPlain)
    #expect(
      encoding.inputNames(of: Self.full.features) == [
        "a=blue", "a=red", "größe", "\"quoted\"=x",
      ])
    #expect(
      encoding.excludingCategories(Scaling(offsets: [1, 2, 3, 4], divisors: [5, 6, 7, 8]))
        == Scaling(offsets: [0, 0, 3, 0], divisors: [1, 1, 7, 1]))
    // Inputs without names are numbers.
    let plain = Preprocessing().encoding(inputs: 3)
    #expect(plain.isPlain && plain.width == 3 && plain.starts == [0, 1, 2])
  }

  @Test("Scaling and its inverse cancel")
  func scaling() {
    let scaling = Scaling(offsets: [10, 0], divisors: [4, 0.5])
    #expect(scaling.scaled(12, column: 0) == 0.5)
    #expect(scaling.scaled(12, column: 1) == 24)
    #expect(scaling.unscaled(0.5, column: 0) == 12)
    #expect(scaling.unscaled(24, column: 1) == 12)
    #expect(scaling.fits(columns: 2))
    #expect(!scaling.fits(columns: 1))
    #expect(!scaling.fits(columns: 3))
    #expect(!scaling.isIdentity)
    #expect(Scaling(offsets: [0, 0], divisors: [1, 1]).isIdentity)
    #expect(!Scaling(offsets: [0, 0], divisors: [1, 2]).isIdentity)
    #expect(!Scaling(offsets: [0, 1], divisors: [1, 1]).isIdentity)
  }

  @Test("One scale may be for all columns")
  func sharedScale() {
    let scaling = Scaling(offsets: [1], divisors: [2])
    #expect((0..<3).map { scaling.scaled(5, column: $0) } == [2, 2, 2])
    #expect((0..<3).map { scaling.unscaled(2, column: $0) } == [5, 5, 5])
    #expect(scaling.fits(columns: 1) && scaling.fits(columns: 1000))
    var values = [1.0, 3, 5, 7]
    scaling.apply(to: &values, width: 2)
    #expect(values == [0, 1, 2, 3])
  }
}
