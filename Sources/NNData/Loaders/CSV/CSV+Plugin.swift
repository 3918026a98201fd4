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
        summary: "what separates columns; also \";\", \"|\", for a tab \"\\t\", or whitespace: any "
          + "number of spaces and tabs"),
      Parameter(
        "decimal", .choice(DecimalMark.allCases.map(\.rawValue)), default: .text("."),
        summary: "what decimals of numbers begin with"),
      Parameter(
        "header", .choice(HeaderRow.allCases.map(\.rawValue)),
        summary:
          "none: the first row has data, and columns are called 0, 1, ...; by default it has "
          + "the names of the columns, and must look like that"),
      Parameter(
        "skip_rows", .integer(0...Int.max), default: .integer(0),
        summary: "lines before the header that are passed over"),
      Parameter(
        "target", .oneOrMore(.text), isRequired: true,
        summary: "the column to predict, or several; last, -1, -2 ... count from the end"),
      Parameter(
        "features", .oneOrMore(.text), summary: "the input columns; by default all others"),
      Parameter("exclude", .oneOrMore(.text), summary: "columns that are not used"),
      Parameter(
        "encode", .choiceForColumns(CategoryEncoding.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: CategoryEncoding.none.rawValue)),
        summary: "onehot: a feature of words becomes a column of 0 and 1 for each category; "
          + "{onehot: [a, b]}: these do, whatever is in them; categories are those of all rows of path"
      ),
      Parameter(
        "missing", .choiceForColumns(MissingMethod.allCases.map(\.rawValue)),
        default: .columnChoice(ColumnChoice(forAll: MissingMethod.error.rawValue)),
        summary: "what to do about missing values, learnt from the training rows; "
          + "{median: [a], category: [b]}: for these columns"),
      Parameter(
        "missing_values", .oneOrMore(.text),
        summary: "what stands for a missing value, besides an empty cell: [NA, \"?\"]"),
      Task.parameter,
      Parameter(
        "normalize", .choice(Normalization.allCases.map(\.rawValue)), default: .text("none"),
        summary: "scale of numeric features, fitted on the training rows; one-hot columns stay"),
      Parameter(
        "normalize_targets", .choice(Normalization.allCases.map(\.rawValue)),
        default: .text("none"),
        summary: "scale of numeric targets; costs are in it, predictions and MAE are not"),
      Parameter(
        "limit", .integer(1...Int.max),
        summary: "use only so many rows, from which test_fraction draws"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use only so many rows of test_path"),
      HoldOut.parameter,
      Parameter("test_path", .path, summary: "a file of rows for testing, with the same columns"),
    ]
  ) { options throws(ExperimentError) in
    try CSV(options)
  }
}
