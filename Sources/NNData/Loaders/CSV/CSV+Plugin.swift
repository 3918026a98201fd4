import NNConfig
import NNFiles

extension CSV {
  static let plugin = Plugin<any DatasetLoader>(
    "csv",
    summary: "a CSV file (RFC 4180), with the names of its columns in its first row or without",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the file"),
      Parameter(
        "delimiter", .text, default: .text(","),
        summary: "the character between columns, such as \";\", \"|\" or, for a tab, \"\\t\"; "
          + "whitespace: any number of spaces and tabs"),
      Parameter(
        "decimal", .choice(DecimalMark.allCases.map(\.rawValue)), default: .text("."),
        summary: "the decimal mark of numbers"),
      Parameter(
        "header", .choice(HeaderRow.allCases.map(\.rawValue)),
        summary:
          "none: the first row has data, and columns are called 0, 1, ...; by default it has "
          + "the names of the columns, and must look like names"),
      Parameter(
        "skip_rows", .integer(0...Int.max), default: .integer(0),
        summary: "the number of lines to skip before the header"),
      Parameter(
        "target", .oneOrMore(.text), isRequired: true,
        summary: "the column to predict, or several; last, -1, -2 ... count from the end"),
      Parameter(
        "features", .oneOrMore(.text), summary: "the input columns; by default all others"),
      Parameter("exclude", .oneOrMore(.text), summary: "columns that are not used"),
      Parameter(
        "encode", .choiceForColumns(CategoryEncoding.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: CategoryEncoding.none.rawValue)),
        summary: "onehot: features of words become one-hot columns, one per category in any row of "
          + "path; {onehot: [a, b]}: only these features do, whatever is in them"
      ),
      Parameter(
        "missing", .choiceForColumns(MissingMethod.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: MissingMethod.error.rawValue)),
        summary:
          "how to treat missing values; values to fill in are learnt from the training rows; "
          + "{median: [a], category: [b]}: only in these columns"),
      Parameter(
        "missing_values", .oneOrMore(.text),
        summary: "what marks a missing value, besides an empty cell: [NA, \"?\"]"),
      Task.parameter,
      Parameter(
        "normalize", .choice(Normalization.allCases.map(\.rawValue)), default: .text("none"),
        summary:
          "scaling of numeric features, fitted to the training rows; one-hot columns stay 0 and 1"),
      Parameter(
        "normalize_targets", .choice(Normalization.allCases.map(\.rawValue)),
        default: .text("none"),
        summary:
          "scaling of numeric targets; costs are of scaled targets, predictions and MAE are not"),
      Parameter(
        "limit", .integer(1...Int.max),
        summary: "use at most this many rows, before test_fraction splits them"),
      Parameter(
        "test_limit", .integer(1...Int.max), summary: "use at most this many rows of test_path"),
      HoldOut.parameter,
      Parameter("test_path", .path, summary: "a file of test rows, with the same columns"),
    ]
  ) { options throws(ExperimentError) in
    try CSV(options)
  }
}
