import NNConfig
import NNFiles

/// An experiment file as it was found, with the overrides of the command line.
public struct ExperimentFile: Sendable {
  /// The path it was read from.
  public let path: String
  /// Its bytes.
  public let bytes: [UInt8]
  /// The experiment in it, overrides applied.
  public let experiment: Experiment

  /// No file that a person writes is larger.
  private static let largest = 16 << 20

  /// Reads an experiment file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - overrides: settings that replace the file's, `KEY=VALUE`
  ///   - registry: the plugins that can be named
  /// - Throws: `FileError` if it cannot be read, `ExperimentError` if there are mistakes in it
  public init(path: String, overrides: [String] = [], registry: Registry) throws {
    self.path = path
    bytes = try Self.read(path)
    let text = try Self.text(bytes, path: path)
    let source = Source(file: path, text: text, directory: Self.directory(of: path))
    var root = try YAMLParser.parse(text, source: source)
    for (index, override) in overrides.enumerated() {
      root = try Override(override, number: index + 1).applied(
        to: root, aliases: ExperimentFields.aliases, nameKey: ExperimentFields.nameKey)
    }
    experiment = try ExperimentReader.read(
      root, defaultName: Self.folderName(for: Self.stem(of: path)), registry: registry)
  }

  private static func read(_ path: String) throws -> [UInt8] {
    do {
      return try File.read(path, limit: largest)
    } catch FileError.tooLarge {
      let source = Source(file: path, text: "", directory: "")
      throw ExperimentError(
        "has more than \(largest) bytes, too many for an experiment file: "
          + "keep data in a file of its own and name it here", at: SourceRange(startOf: source))
    }
  }

  private static func text(_ bytes: [UInt8], path: String) throws(ExperimentError) -> String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    let source = Source(file: path, text: "", directory: "")
    throw ExperimentError(
      "is not a text in UTF-8; save it in that encoding", at: SourceRange(startOf: source))
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  /// A name without what would be awkward in a folder's name.
  static func folderName(for name: String) -> String {
    let characters = name.unicodeScalars.prefix(100).map { scalar -> Character in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let result = String(characters)
    return result.isEmpty || result.hasPrefix(".") ? "experiment" + result : result
  }
}
