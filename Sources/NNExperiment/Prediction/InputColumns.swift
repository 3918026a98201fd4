import NNConfig
import NNData
import NNFiles

/// Which columns of CSV have the features of a network.
///
/// They are found by the names in a header, which may be in any order and among others; without a
/// header, or if features have no names, columns are in the order of the training data.
struct InputColumns {
  /// The column of each feature.
  let indices: [Int]
  /// The names of all columns; `nil` if the first row is data.
  let names: [String]?
  /// The names of columns that are no features.
  let others: [String]
  /// Whether a header could be the only row of data, too, because all its names are numbers.
  let mayBeData: Bool

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - reader: a reader at the first row
  ///   - place: where the row is, for messages
  ///   - preprocessing: what the training set determined
  ///   - encoding: how features become inputs
  ///   - hasHeader: whether the row is a header; `nil` to decide by what is in it
  /// - Throws: `DataError` if a header lacks features or has one twice, if the row has the wrong
  ///   number of values, is neither a header nor data, or may be either
  init(
    _ reader: borrowing CSVReader, at place: String, _ preprocessing: Preprocessing,
    _ encoding: InputEncoding, hasHeader: Bool?
  ) throws(DataError) {
    let row = FirstRow(reader, place, preprocessing, encoding)
    let features = preprocessing.features
    let isHeader = if let hasHeader { hasHeader } else { try row.isHeader() }
    guard isHeader else {
      try row.checkWidth()
      if hasHeader == nil { try row.checkIsData() }
      indices = Array(encoding.kinds.indices)
      (names, others, mayBeData) = (nil, [], false)
      return
    }
    names = row.names
    mayBeData = row.isOfNumbers
    if features.isEmpty {
      try row.checkWidth()
      indices = Array(encoding.kinds.indices)
      others = []
      return
    }
    indices = try row.columns(hasBeenDeclared: hasHeader != nil)
    others = row.others
  }
}

/// The first row of CSV, which may be a header.
private struct FirstRow {
  /// The fields.
  let texts: [String]
  /// The names that the columns have if it is a header.
  let names: [String]
  /// The row as it is in the file.
  private let text: String
  private let place: String
  private let preprocessing: Preprocessing
  private let encoding: InputEncoding
  /// Which fields are numbers.
  private let isNumber: [Bool]
  /// The first column with each name.
  private let columns: [String: Int]
  private let known: Set<String>

  init(
    _ reader: borrowing CSVReader, _ place: String, _ preprocessing: Preprocessing,
    _ encoding: InputEncoding
  ) {
    texts = reader.texts
    text = reader.row
    names = UnnamedColumn.named(texts)
    isNumber = texts.indices.map { reader.number($0) != nil }
    columns = Dictionary(zip(names, 0...)) { first, _ in first }
    known = Set(preprocessing.features)
    self.place = place
    self.preprocessing = preprocessing
    self.encoding = encoding
  }

  /// Whether all fields are numbers.
  var isOfNumbers: Bool { isNumber.allSatisfy { $0 } }

  /// The names of columns that are no features.
  var others: [String] { names.filter { !known.contains($0) } }

  private var features: [String] { preprocessing.features }

  /// Whether the row is a header, possibly one that lacks features.
  ///
  /// - Throws: `DataError` if it may just as well be data
  func isHeader() throws(DataError) -> Bool {
    if !preprocessing.hasHeader || features.isEmpty { return false }
    guard features.allSatisfy({ columns[$0] != nil }) else { return isMeantAsHeader }
    // The names 0, 1, 2, ... in this order are taken for a header; but 1, 0 may be names or values.
    if isOfNumbers, names.filter(known.contains) != features || features.count < 3 {
      throw .ambiguousHeader(place)
    }
    return true
  }

  /// Whether a row that does not have all features must be meant as a header: because it has the
  /// name of one that no value is like, or because nothing in it can be a value although some
  /// features are numbers.
  private var isMeantAsHeader: Bool {
    words.contains { known.contains(texts[$0]) } || hasOnlyWords && otherDelimiter == nil
  }

  /// The columns of what cannot be a value.
  private var words: [Int] {
    let categories = encoding.kinds.compactMap(\.categories)
    let hasBooleans = !preprocessing.booleans.isEmpty
    func canBeValue(_ column: Int) -> Bool {
      isNumber[column] || preprocessing.missingMarks.contains(texts[column])
        || hasBooleans && BooleanWord.value(of: texts[column]) != nil
        || categories.contains { $0.index(of: texts[column]) != nil }
    }
    return texts.indices.filter { !canBeValue($0) }
  }

  /// Whether nothing in it can be a value although some features are numbers.
  private var hasOnlyWords: Bool {
    words.count == texts.count && encoding.kinds.contains { $0.categories == nil }
  }

  /// Checks that a row that cannot have the names of features is not meant as a header.
  ///
  /// - Throws: `DataError` if it is
  func checkIsData() throws(DataError) {
    guard hasOnlyWords, text.contains(where: \.isLetter) else { return }
    throw DataError(
      place,
      "seems to be a header, but the data of the run had none; "
        + (features.isEmpty
          ? "if the columns are in the order of the network's inputs, add --header first_row"
          : "remove it, if the columns are in the order of the inputs"))
  }

  /// The columns of the features, which are named in the row.
  ///
  /// - Parameter hasBeenDeclared: whether the user says that it is a header
  /// - Returns: the index of the column of each feature
  /// - Throws: `DataError` if a feature is missing, or is there twice
  func columns(hasBeenDeclared: Bool) throws(DataError) -> [Int] {
    if let column = names.indices.first(where: {
      known.contains(names[$0]) && columns[names[$0]] != $0
    }) {
      throw DataError(
        place, "two columns are called '\(names[column].excerpt)'; remove or rename one")
    }
    let missing = features.filter { columns[$0] == nil }
    guard missing.isEmpty else {
      throw DataError(place, lack(of: missing, isSurelyHeader: hasBeenDeclared))
    }
    return features.compactMap { columns[$0] }
  }

  /// What is wrong with a header that lacks features.
  private func lack(of missing: [String], isSurelyHeader: Bool) -> String {
    let others = others
    // A column is suggested for one feature, the nearest.
    let hints = missing.prefix([String].listedCount).map { name in
      Suggestion.nearest(to: name, among: others).flatMap {
        Suggestion.nearest(to: $0, among: missing) == name ? $0 : nil
      }
    }
    if missing.count == features.count, !isSurelyHeader, hints.allSatisfy({ $0 == nil }) {
      return "is neither a row of values nor a header with the inputs \(features.quoted.listing); "
        + "name the columns so"
        + (hasRightWidth ? ", or remove the row if they are in this order" : "")
    }
    let isOne = missing.count == 1
    let places = zip(missing.quoted, hints + Array(repeating: nil, count: missing.count)).map {
      $1.map { [name = $0] in "\(name) (is it '\($0.excerpt)'?)" } ?? $0
    }
    let remedy =
      hints.allSatisfy { $0 == nil } ? "add" : hints.contains(nil) ? "rename or add" : "rename"
    return "has no \(isOne ? "column" : "columns") \(places.listing); "
      + "\(remedy) \(isOne ? "it" : "them")"
  }
}

// The number of values.
extension FirstRow {
  private var hasRightWidth: Bool { texts.count == encoding.kinds.count }

  /// Checks that a row without names of features has as many values as there are features.
  ///
  /// - Throws: `DataError` if it does not
  func checkWidth() throws(DataError) {
    if hasRightWidth { return }
    let width = encoding.kinds.count
    throw DataError(
      place,
      "has \(counted(texts.count, "value")), but the network "
        + (encoding.isPlain ? "has \(counted(width, "input"))" : "takes \(width)")
        + (features.isEmpty ? "" : ": \(features.quoted.listing)") + remedy)
  }

  /// What to do about a row with the wrong number of values.
  private var remedy: String {
    let delimiter = preprocessing.delimiter
    if let other = delimiterBesideCommas {
      return
        "; its numbers have decimal commas, and \(other.phrase) between them; write decimal points, and "
        + "\(delimiter.phrase) instead of \(other.phrase)"
    }
    if let otherDelimiter {
      return "; write \(delimiter.phrase) instead of \(otherDelimiter.phrase)"
    }
    let width = encoding.kinds.count
    if texts.count < width { return "" }
    return "; remove the others"
      + (features.isEmpty || !preprocessing.hasHeader
        ? "" : ", or name all columns in a header, so that the inputs are found")
  }

  /// The delimiter of a row of numbers whose decimal commas were taken for delimiters.
  private var delimiterBesideCommas: CSVDelimiter? {
    guard preprocessing.delimiter == .comma, text.contains(",") else { return nil }
    return CSVDelimiter.likely.first { delimiter in
      let fields =
        delimiter == .whitespace
        ? text.split(whereSeparator: \.isWhitespace)
        : text.split(separator: delimiter.text, omittingEmptySubsequences: false)
      return fields.count == encoding.kinds.count && delimiter != .comma
        && fields.allSatisfy {
          DecimalNumber.value(of: String($0.replacing(",", with: "."))) != nil
        }
    }
  }

  /// The delimiter of a row that was read as a single value, probably because it is another one
  /// than the run's; spaces are the default of numpy.savetxt.
  private var otherDelimiter: CSVDelimiter? {
    texts.count == 1 ? preprocessing.delimiter.likelyOther(in: texts[0]) : nil
  }
}

extension DataError {
  /// A first row that may be a header or data.
  static func ambiguousHeader(_ place: String) -> DataError {
    DataError(
      place,
      "may be a header, because inputs have these names, or a row of data; say which with --header "
        + "first_row or --header none")
  }
}
