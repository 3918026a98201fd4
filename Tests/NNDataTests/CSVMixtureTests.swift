import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Everything that is wrong with a file is reported at once, with advice that helps.
@Suite("csv: columns that cannot be used")
struct CSVMixtureTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test("All columns are reported together")
  func together() throws {
    let text = """
      day,name,size,colour,empty,price,y
      2020-01-01,Ada,1,red,,"1,5",1
      2020-01-02,Bob,n/a,blue,,"2,5",2
      2020-01-03,Cai,3,red,,"3,5",?
      2020-01-04,Dan,4,,,"4,5",4
      2020-01-05,Eve,5,blue,,"5,5",5

      """
    let message = """
      data.csv: 7 columns cannot be used as they are
        column 1 ('day') has dates or times: '2020-01-01' (line 2), '2020-01-02' (line 3), \
      '2020-01-03' (line 4), '2020-01-04' (line 5), '2020-01-05' (line 6)
        column 2 ('name') has words, nearly all of them different: 'Ada' (line 2), 'Bob' (line \
      3), 'Cai' (line 4), 'Dan' (line 5), 'Eve' (line 6)
        column 3 ('size') must be a number, not 'n/a' (line 3)
        column 4 ('colour') has words: 'red' (line 2, 2 times), 'blue' (line 3, 2 times)
        column 4 ('colour') is empty (line 5)
        column 5 ('empty') has no value in any row
        column 6 ('price') has numbers in another format: '1,5' (line 2), '2,5' (line 3), '3,5' \
      (line 4), '4,5' (line 5), '5,5' (line 6)
        column 7 ('y') must be a number, not '?' (line 4)
        - write decimal points instead of commas
        - set 'missing_values: [n/a, "?"]' and 'missing: {drop_row: [y], median: [size], category: \
      [colour]}' to fill in missing values, or 'missing: drop_row' to leave out rows that have any
        - set 'encode: {onehot: [colour]}' to one-hot encode the words
        - set 'exclude: [day, name, empty]' to leave out what says nothing about the target
      """
    #expect(try csv.failure(text, "target: y") == Failure(message, .badData))
    let outcome = try csv.follow(text.replacing(#/"(.),5"/#) { "\($0.output.1).5" }, "target: y")
    #expect(outcome.messages.count == 3)
    #expect(
      outcome.data?.train.inputRows == [
        [1, 0, 0, 1, 1.5], [4, 0, 1, 0, 2.5], [4, 1, 0, 0, 4.5], [5, 0, 1, 0, 5.5],
      ])
    #expect(outcome.data?.train.targetRows == [[1], [2], [4], [5]])
    #expect(outcome.data?.notes == [])
  }

  @Test(
    "Numbers with words beside them are refused with advice that helps",
    arguments: [
      (
        "1\n2\nn/a\n4\nn/a\n",
        ": column 1 ('x') has numbers, but also 2 other values: 'n/a' (line 4, 2 times); set "
          + "'missing_values: [n/a]' and 'missing: median' to fill in missing values, or "
          + "'missing: drop_row' to leave out rows that have any",
        ["missing_values: [n/a]", "missing: median"], [1.0, 2, 2, 4, 2]
      ),
      (
        "1\n<5\n3\n",
        ":3: column 1 ('x') must be a number, not '<5'; correct the value; set "
          + "'encode: {onehot: [x]}' to one-hot encode the words", ["encode: {onehot: [x]}"], nil
      ),
      (
        "1\na\nb\nc\nd\ne\nf\n6\nf\n",
        ": column 1 ('x') has numbers, but also 7 other values: 'a' (line 3), 'b' (line 4), 'c' "
          + "(line 5), 'd' (line 6), 'e' (line 7) and 1 more; correct the values; set 'encode: "
          + "{onehot: [x]}' to one-hot encode the words", ["encode: {onehot: [x]}"], nil
      ),
      (
        "1\nlow\nlow\n2\n",
        ": column 1 ('x') has numbers, but also 2 other values: 'low' (line 3, 2 times); correct "
          + "the values; set 'encode: {onehot: [x]}' to one-hot encode the words; if 'low' means "
          + "a missing value, set 'missing_values: [low]' and 'missing: median'",
        [
          "encode: "
            + "{onehot: [x]}"
        ], nil
      ),
      (
        "1\n\"2,345\"\n3\n",
        ":3: column 1 ('x') must be a number, not '2,345'; write plain numbers, such as 1234.5, without "
          + "symbols, units and thousands separators", [], nil
      ),
    ] as [(String, String, [String], [Double]?)])
  func mixture(cells: String, message: String, advice: [String], inputs: [Double]?) throws {
    let rows = cells.split(separator: "\n").enumerated().map { "\($1),\($0)\n" }
    let text = "x,y\n" + rows.joined()
    #expect(try csv.failure(text, "target: y") == Failure("data.csv\(message)", .badData))
    let outcome = try csv.follow(text, "target: y")
    #expect(outcome.followed == (advice.isEmpty ? [] : [advice]))
    #expect((outcome.data != nil) == !advice.isEmpty)
    if let inputs { #expect(outcome.data?.train.inputRows == inputs.map { [$0] }) }
  }

  @Test("A column of numbers is not to be encoded because of a few other values")
  func fewOthers() throws {
    let rows = (1...40).map { $0 == 7 ? "0x1F,7\n" : "\($0),\($0)\n" }
    #expect(
      try csv.failure("x,y\n" + rows.joined(), "target: y")?.text
        == "data.csv:8: column 1 ('x') must be a number, not '0x1F'; correct the value")
  }

  @Test("Labels in a single column are to become a column for each")
  func labelsInOneColumn() throws {
    #expect(
      try csv.failure("x,y\n1,a|b\n2,b\n", "target: y, task: multilabel")?.text.hasSuffix(
        "; write a column of 0 and 1 for each label, as pandas' str.get_dummies makes them") == true
    )
  }

  @Test("Words that may be gaps can be marked as missing values")
  func marked() throws {
    let outcome = try csv.follow(
      "x,y\n1,1\nlow,2\n5,3\n", "target: y, missing_values: [low], missing: median")
    #expect(outcome.messages == [])
    #expect(outcome.data?.train.inputRows == [[1], [3], [5]])
  }

  /// Settings that the experiment has already stay when others are added.
  @Test("Advice keeps what is set")
  func keptSettings() throws {
    let text = "a,b,c,id,note,y\n1,?,red,x,u,1\n-,2,blue,x,v,2\n3,4,red,x,w,3\n"
    #expect(
      try csv.failure(
        text,
        "target: y, exclude: note, missing_values: \"?\", missing: {mean: b}, "
          + "encode: {onehot: c}")
        == Failure(
          """
          data.csv: 2 columns cannot be used as they are
            column 1 ('a') must be a number, not '-' (line 3)
            column 4 ('id') has words: 'x' (line 2, 3 times)
            - set 'missing_values: ["?", "-"]' and 'missing: {mean: [b], median: [a]}' to fill in \
          missing values, or 'missing: drop_row' to leave out rows that have any
            - set 'encode: {onehot: [c, id]}' to one-hot encode the words
          """, .badData))
    #expect(
      try csv.failure(
        text, "target: y, exclude: note, missing_values: [\"?\", \"-\"], encode: onehot")?
        .text == """
          data.csv: 2 columns cannot be used as they are
            column 1 ('a') is missing ('-') (line 3)
            column 2 ('b') is missing ('?') (line 2)
            - set 'missing: median' to fill in missing values, or 'missing: drop_row' to leave out \
          rows that have any
          """)
  }

  @Test("Advice on chosen features names the ones to choose")
  func features() throws {
    let text = "day,a,b,y\n2020-01-01,1,2,3\n2020-01-02,4,5,6\n"
    #expect(
      try csv.failure(text, "target: y, features: [day, a, b]")?.text
        == "data.csv: column 1 ('day') has dates or times: '2020-01-01' (line 2), '2020-01-02' (line 3); "
        + "set 'features: [a, b]' to leave out what says nothing about the target")
    let outcome = try csv.follow(text, "target: y, features: [day, a, b]")
    #expect(outcome.data?.train.inputRows == [[1, 2], [4, 5]])
  }

  @Test("Advice to leave a column out removes it from other settings")
  func leftOut() throws {
    let text = "day,a,b,y\n2020-01-01,1,,3\n,2,u,6\n2020-01-03,,v,6\n"
    let outcome = try csv.follow(
      text, "target: y, missing: {drop_row: day, mean: a, most_frequent: b}, encode: {onehot: b}")
    #expect(
      outcome.messages == [
        "data.csv: column 1 ('day') has dates or times: '2020-01-01' (line 2), '2020-01-03' (line 4); set "
          + "'exclude: [day]' and 'missing: {mean: [a], most_frequent: [b]}' to leave out what says "
          + "nothing about the target"
      ])
    #expect(outcome.data?.train.inputRows == [[1, 1, 0], [2, 1, 0], [1.5, 0, 1]])
  }

  @Test("Names are quoted where YAML needs it")
  func quotes() throws {
    let text = "\"a, b\",\"c: \"\"d\"\"\",-e,y\nr,s,t,1\nr,s,u,2\n"
    #expect(
      try csv.failure(text, "target: y")?.text.hasSuffix(
        #"  - set 'encode: {onehot: ["a, b", "c: \"d\"", "-e"]}' to one-hot encode the words"#)
        == true)
    #expect(try csv.follow(text, "target: y").data?.inputWidth == 4)
  }

  @Test("Words after a limit still decide what a column is")
  func limit() throws {
    let text = "x,z,y\n1,,3\n2,,4\nred,a,5\n"
    // Rows that are not used cannot be wrong, but all rows decide what a column is.
    #expect(
      try csv.failure(text, "target: y, limit: 2")
        == Failure(
          "data.csv: column 2 ('z') has no values in the first rows, up to 'limit', and words "
            + "after them; set 'exclude: [z]' to leave out what says nothing about the "
            + "target", .badData))
    let outcome = try csv.follow(text, "target: y, limit: 2")
    #expect(outcome.data?.train.inputRows == [[1], [2]])
  }

  @Test("Many different words are not suggested as categories")
  func manyWords() throws {
    let rows = (0..<2500).map { "word\($0 % 1250),1\n" }
    #expect(
      try csv.failure("x,y\n" + rows.joined(), "target: y")?.text
        == "data.csv: column 1 ('x') has words, nearly all of them different: 'word0' (line 2, 2 "
        + "times), 'word1' (line 3, 2 times), 'word2' (line 4, 2 times), 'word3' (line 5, 2 times), "
        + "'word4' (line 6, 2 times) and 995 more; set 'exclude: [x]' to leave out what says "
        + "nothing about the target")
  }

  @Test(
    "Dates and times are recognised",
    arguments: [
      "2020-01-31", "31.1.2020", "1/31/20", "31-Jan-2020", "Jan 31, 2020", "12:30", "12:30:05",
      "2020-01-31T12:30:05Z", "2020-01-31 12:30:05.125", "12:30 PM", "2020-01-31T12:30:05+01:00",
    ])
  func dates(text: String) throws {
    let message = try csv.failure("x,y\n\"\(text)\",1\n\"\(text)\",2\n", "target: y")?.text
    #expect(
      message
        == "data.csv: column 1 ('x') has dates or times: '\(text)' (line 2, 2 times); set 'exclude: [x]' "
        + "to leave out what says nothing about the target")
  }

  @Test(
    "Other words with digits and punctuation are not dates",
    arguments: ["a-b-c", "route 66", "3-4", "v1.2.x", "10:x", "Mr. May"])
  func notDates(text: String) throws {
    let message = try csv.failure("x,y\n\"\(text)\",1\n\"\(text)\",2\n", "target: y")?.text
    #expect(message?.contains(" has words: '") == true, "\(message ?? "")")
  }
}
