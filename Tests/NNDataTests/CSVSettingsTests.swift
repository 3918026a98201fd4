import Testing

/// What tests understand as advice.
@Suite("csv: advice in messages")
struct CSVSettingsTests {
  @Test(
    "The first piece of advice is followed",
    arguments: [
      ("a.csv: is empty", []),
      (
        "a.csv:2: x; set 'missing: median' to fill in, or 'missing: drop_row' to",
        ["missing: median"]
      ),
      ("x\n  - set 'encode: {onehot: [a, \"b c\"]}' for", ["encode: {onehot: [a, \"b c\"]}"]),
      (
        "x: set 'skip_rows: 1' and 'delimiter: \";\"'\n  line 2",
        ["skip_rows: 1", "delimiter: \";\""]
      ),
      (
        "R's: write it, or set 'skip_rows: 1' and 'header: none'", ["skip_rows: 1", "header: none"]
      ),
      ("x; if 'a' means a gap, set 'missing: mean'; set 'decimal: \",\"'", ["decimal: \",\""]),
      ("x; if 'a' means a gap, set 'missing_values: [a]'", ["missing_values: [a]"]),
      ("x; correct the value; set 'task: classification' if it is", ["task: classification"]),
    ])
  func advice(message: String, settings: [String]) {
    #expect(CSVSettings.advice(in: message) == settings)
  }

  @Test("Settings are replaced or added")
  func settings() {
    var settings = CSVSettings("target: y, missing: {mean: [a, b]}, delimiter: \",\"")
    settings.set("missing: median")
    settings.set("header: none")
    #expect(
      settings.yaml
        == "{loader: csv, path: data.csv, target: y, missing: median, delimiter: \",\", header: none}"
    )
  }
}
