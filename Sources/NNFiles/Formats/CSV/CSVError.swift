/// A stream that is no CSV.
public struct CSVError: UserFacingError, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// A line without anything between others.
    case blankLine
    /// Bytes that are no UTF-8.
    case encoding
    /// Another number of fields than in the first row.
    case ragged(found: Int, expected: Int)
    /// A carriage return without line feed.
    case lonelyReturn
    /// A quote in a field that does not begin with one.
    case quoteInside
    /// Something between a closing quote and the comma.
    case textBehindQuote
    /// A quote that is never closed.
    case openQuote
    /// A NUL byte.
    case nul
    /// UTF-16, as Excel's "Unicode text" has it.
    case utf16
    /// More values than are read.
    case tooManyFields
    /// More bytes than are read; most likely a quote opens where none is meant.
    case tooLong

    /// Another number of fields than in the first row, one more.
    public static func oneMore(than expected: Int) -> Problem {
      .ragged(found: expected + 1, expected: expected)
    }

    /// Whether it is a quote that is not where it should be.
    public var isOfQuotes: Bool {
      switch self {
      case .quoteInside, .textBehindQuote, .openQuote: true
      default: false
      }
    }

    /// Whether rows behind it can be read.
    public var isOfOneRow: Bool {
      switch self {
      case .blankLine, .ragged: true
      default: false
      }
    }
  }

  /// What the stream is called.
  public let name: String
  /// The line on which the row begins, from 1.
  public let line: Int
  /// What is wrong.
  public let problem: Problem
  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// Place and problem.
  public var description: String { "\(name):\(line): \(text)" }

  /// A row that cannot be read.
  public init(name: String, line: Int, problem: Problem) {
    self.name = name
    self.line = line
    self.problem = problem
  }

  /// The problem and what to do.
  public var text: String {
    switch problem {
    case .blankLine: "is empty; remove the line"
    case .tooManyFields:
      "has more than \(FieldList.most) values; save such wide rows as .npy, which is read as it is"
    case .tooLong:
      "has more than \(MachineMemory.text(CSVReader.longestRow)) before it ends; is a quote missing?"
    case .encoding: "is no text in UTF-8; save the file in that encoding"
    case .ragged(let found, let expected):
      "has \(counted(found, "value")), the first row has \(expected)"
    case .lonelyReturn: "has a carriage return without line feed"
    case .quoteInside: "has a quote inside a value; put the value in quotes and double the quote"
    case .textBehindQuote: "has text behind a closing quote"
    case .openQuote: "has a quote that is never closed"
    case .nul: "has a NUL byte; this is no text file"
    case .utf16: "is text in UTF-16; save the file in UTF-8"
    }
  }
}
