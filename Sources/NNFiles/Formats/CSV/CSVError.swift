/// A stream that is not CSV.
package struct CSVError: UserFacingError, Equatable {
  /// What is wrong.
  package enum Problem: Sendable, Equatable {
    /// An empty line between others.
    case blankLine
    /// Bytes that are not UTF-8.
    case encoding
    /// A different number of fields than the first row.
    case ragged(found: Int, expected: Int)
    /// A carriage return without a line feed.
    case loneReturn
    /// A quote inside a field that does not begin with one.
    case quoteInside
    /// Text between a closing quote and the delimiter.
    case textAfterQuote
    /// A quote that is never closed.
    case openQuote
    /// A NUL byte.
    case nul
    /// More values than are supported.
    case tooManyFields
    /// More bytes than are supported; most likely because of a stray quote.
    case tooLong

    /// One field more than the first row.
    package static func oneMore(than expected: Int) -> Problem {
      .ragged(found: expected + 1, expected: expected)
    }

    /// Whether a misplaced quote is the problem.
    package var isOfQuotes: Bool {
      switch self {
      case .quoteInside, .textAfterQuote, .openQuote: true
      default: false
      }
    }

    /// Whether the rows after it can be read.
    package var isOfOneRow: Bool {
      switch self {
      case .blankLine, .ragged: true
      default: false
      }
    }
  }

  /// The name of the stream.
  package let name: String
  /// The line on which the row begins, counted from 1.
  package let line: Int
  /// What is wrong.
  package let problem: Problem
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The stream, the line and the problem.
  package var description: String { "\(name):\(line): \(text)" }

  /// An error in a row.
  package init(name: String, line: Int, problem: Problem) {
    self.name = name
    self.line = line
    self.problem = problem
  }

  /// The problem and what to do.
  package var text: String {
    switch problem {
    case .blankLine: "is empty; remove the line"
    case .tooManyFields:
      "has more than \(FieldList.maximumCount) values; save rows as wide as this in a .npy file"
    case .tooLong:
      "is longer than \(MachineMemory.text(CSVReader.maximumRowSize)); is a quote missing?"
    case .encoding: "is not UTF-8 text; save the file as UTF-8"
    case .ragged(let found, let expected):
      "has \(counted(found, "value")), but the first row has \(expected)"
    case .loneReturn: "has a carriage return without a line feed; end lines with LF or CRLF"
    case .quoteInside: "has a quote inside a value; put the value in quotes and double the quote"
    case .textAfterQuote: "has text after a closing quote; double any quote inside a value"
    case .openQuote: "has a quote that is never closed; close it or double it"
    case .nul: "has a NUL byte; this is not a text file"
    }
  }
}
