/// A file that is not what its header says, or has none.
package struct IDXError: UserFacingError, Equatable {
  /// What is wrong.
  package enum Problem: Sendable, Equatable {
    /// It does not begin like an IDX file.
    case magic
    /// Its elements are not bytes.
    case type(UInt8)
    /// It ends before the last element.
    case tooShort([Int])
    /// It continues after the last element.
    case tooLong([Int])
  }

  /// The file.
  package let path: String
  /// What is wrong.
  package let problem: Problem
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong.
  package var description: String {
    switch problem {
    case .magic: "\(path): is not an IDX file: it does not begin with 00 00 08 and its dimensions"
    case .type(let code):
      "\(path): has elements of type 0x\(String(code, radix: 16)); only bytes (0x8) are supported"
    case .tooShort(let shape): "\(path): is shorter than its header says (\(Self.text(shape)))"
    case .tooLong(let shape): "\(path): is longer than its header says (\(Self.text(shape)))"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: " x ")
  }
}
