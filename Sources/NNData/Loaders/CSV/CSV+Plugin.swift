import NNConfig
import NNFiles

extension CSV {
  static let plugin = Plugin<any DatasetLoader>(
    "csv",
    summary: "a CSV file (RFC 4180), with or without the names of its columns in the first row",
    source: "Shafranovich: \"Common Format and MIME Type for Comma-Separated Values (CSV) "
      + "Files\", RFC 4180, 2005",
    example:
      "{loader: csv, path: people.csv, target: bought, normalize: zscore, test_fraction: 0.2}",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the file"),
      Parameter(
        "delimiter", .text, default: .text(","), spellings: [#"\t"#: "\t", "tab": "\t"],
        summary: "the character between values, such as \";\", \"|\" or \\t (a tab); "
          + "whitespace: any number of spaces and tabs"),
      Parameter(
        "decimal", .choice(DecimalMark.allCases.map(\.rawValue)), default: .text("."),
        summary: "the decimal mark of numbers"),
      Parameter(
        "header", .choice(HeaderRow.allCases.map(\.rawValue)),
        spellings: [
          "true": HeaderRow.firstRow.rawValue, "yes": HeaderRow.firstRow.rawValue,
          "false": HeaderRow.none.rawValue, "no": HeaderRow.none.rawValue,
        ],
        summary:
          "first_row: the first row has the names of the columns, whatever it looks like; none: "
          + "it has data, and columns are numbered from 0; by default it must look like names"),
      Parameter(
        "skip_rows", .integer(0...Int.max), default: .integer(0),
        summary: "the number of lines to skip before the header or the first row"),
      Parameter(
        "target", .oneOrMore(.text), isRequired: true,
        summary: "the column to predict, or several; last, -2, -3, ... count from the end"),
      Parameter(
        "features", .oneOrMore(.text), summary: "the input columns; by default all others"),
      Parameter("exclude", .oneOrMore(.text), summary: "columns that are left out"),
      Parameter(
        "encode", .choiceForColumns(CategoryEncoding.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: CategoryEncoding.none.rawValue)),
        summary:
          "onehot: a feature with words becomes one-hot inputs, one for each category in any "
          + "row of path; {onehot: [a, b]}: these features do, even if they have numbers, and no others"
      ),
      Parameter(
        "missing", .choiceForColumns(MissingMethod.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: MissingMethod.error.rawValue)),
        summary:
          "what to do with missing values; those to fill in are learnt from the training rows; "
          + "{median: [a], category: [b]}: only in these columns"),
      Parameter(
        "missing_values", .oneOrMore(.text),
        summary: "values that mean a missing one, as an empty cell does, for example [NA, \"?\"]"),
      Task.parameter,
      Parameter(
        "normalize", .choice(Normalization.allCases.map(\.rawValue)), default: .text("none"),
        summary:
          "scaling of numeric features, fitted to the training rows; one-hot inputs stay 0 and 1"),
      Parameter(
        "normalize_targets", .choice(Normalization.allCases.map(\.rawValue)),
        default: .text("none"),
        summary:
          "scaling of numeric targets; the cost is that of scaled targets, but predictions and MAE "
          + "are in the units of the data"),
      Parameter(
        "limit", .integer(1...Int.max),
        summary: "use at most this many rows, before they are split"),
      Parameter(
        "test_limit", .integer(1...Int.max), summary: "use at most this many rows of test_path"),
      Parameter(
        "validation_limit", .integer(1...Int.max),
        summary: "use at most this many rows of validation_path"),
    ] + HoldOut.parameters + [
      Parameter("test_path", .path, summary: "a file of test rows, with the same columns"),
      Parameter(
        "validation_path", .path, isNamedInIdentity: true,
        summary: "a file of validation rows, with the same columns"),
    ]
  ) { options throws(ExperimentError) in
    try CSV(options)
  }
}
