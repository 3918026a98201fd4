import NNConfig
import NNFiles

/// One of the folds into which cross-validation divides the rows: its rows are the test set.
///
/// Each row is in one fold. So the test sets of experiments that differ in nothing but the fold
/// have no row in common, and have all rows between them.
struct Fold: Equatable {
  /// Which one it is, counted from 1.
  let number: Int
  /// How many there are.
  let count: Int

  /// The settings of a loader that ask for a fold.
  static let parameters = [
    Parameter(
      countName, .integer(2...Int.max), replacedInFile: [HoldOut.fraction(.test)],
      summary: "the number of folds for cross-validation, drawn in the same way from all rows; the "
        + "numbers of rows in them, and of each class, differ by at most one"),
    Parameter(
      numberName, .integer(1...Int.max), replacedInFile: [HoldOut.fraction(.test)],
      summary: "the fold to hold out for testing, from 1 to folds"),
  ]

  /// The name of the setting that is the number of folds.
  static let countName = "folds"
  private static let numberName = "fold"
  /// The names of the settings that ask for a fold.
  static let names = [countName, numberName]

  /// Whether a loader's settings ask for a fold.
  static func isChosen(in options: OptionReader) -> Bool {
    names.contains(where: options.isSet)
  }

  /// The fold that checked settings of a loader ask for; `nil` if they ask for none.
  init?(_ options: OptionReader) {
    guard let count = options.optionalInteger(Self.countName),
      let number = options.optionalInteger(Self.numberName)
    else { return nil }
    self.init(number: number, count: count)
  }

  /// A fold.
  ///
  /// - Parameters:
  ///   - number: which one, counted from 1
  ///   - count: how many there are
  init(number: Int, count: Int) {
    precondition((1...count).contains(number), "there is no fold \(number) of \(count)")
    self.number = number
    self.count = count
  }

  /// Checks the settings that ask for a fold.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - others: the settings that ask for or name other test rows, or limit them
  /// - Throws: `ExperimentError` if one of the two is missing, there is no such fold, or another
  ///   source of test rows is set, too
  static func check(
    _ options: OptionReader, excludes others: [String]
  ) throws(ExperimentError) {
    guard isChosen(in: options) else { return }
    guard let count = options.optionalInteger(countName) else {
      throw options.invalid(
        numberName,
        "'\(numberName)' needs '\(countName)', the number of folds; set that, too, or remove "
          + "'\(numberName)'")
    }
    guard let number = options.optionalInteger(numberName) else {
      throw options.invalid(
        countName,
        "'\(countName)' needs '\(numberName)', the fold that is the test set, from 1 to \(count); "
          + "set that, too, or remove '\(countName)'")
    }
    guard number <= count else {
      throw options.invalid(
        numberName,
        "there is no fold \(number), because '\(countName)' is \(count); choose one from 1 to "
          + "\(count)")
    }
    if let other = others.first(where: options.isSet) {
      throw options.invalid(
        countName, "'\(countName)' cannot be combined with '\(other)'; remove one of them")
    }
  }

  /// Checks that each fold has a row.
  ///
  /// - Parameters:
  ///   - rows: the number of all rows
  ///   - options: the loader's settings
  ///   - owner: how the error begins the clause that ends in the number of rows
  /// - Throws: `ExperimentError` if there are fewer rows than folds
  func requireRows(
    _ rows: Int, _ options: OptionReader, owner: String
  ) throws(ExperimentError) {
    guard rows < count else { return }
    throw options.invalid(
      Self.countName,
      "\(count) folds need a row each, but \(owner) \(counted(rows, "row"))"
        + (rows < 2 ? "" : "; set '\(Self.countName)' to at most \(rows)"))
  }

  /// A warning if a class has fewer rows than there are folds, so that not every fold has one.
  ///
  /// - Parameters:
  ///   - strata: all rows by class
  ///   - classes: the names of the classes; the data set may have no rows of some
  /// - Returns: the warning; `nil` for none, and without classes
  func note(on strata: Strata, classes: [String]) -> String? {
    let small = zip(classes, strata.rows).filter { (1..<count).contains($1.count) }.map(\.0)
    if small.isEmpty { return nil }
    let isOne = small.count == 1
    return "\(isOne ? "class" : "classes") \(small.quoted.listing) \(isOne ? "has" : "have") fewer "
      + "rows than there are folds (\(count)), so some folds have none of \(isOne ? "it" : "them")"
  }
}
