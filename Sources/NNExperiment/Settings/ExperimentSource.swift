import NNConfig
import NNFiles

/// An experiment file that has been read, to which overrides can be applied any number of times.
package struct ExperimentSource: Sendable {
  /// The content of the file, without overrides.
  let bytes: [UInt8]
  /// The folder that relative paths in the file start from.
  let folder: String
  /// The settings of the file.
  let root: YAMLNode
  /// The experiment's name if its settings have none.
  let experimentName: String

  /// No person writes a larger file by hand.
  private static let maximumSize = 16 << 20

  /// Reads an experiment file.
  ///
  /// - Parameters:
  ///   - path: the path of the file
  ///   - name: what messages about its content call it; `nil` for the path
  /// - Throws: `FileError` if the file cannot be read; `ExperimentError` if it is not YAML, or too
  ///   large
  package init(path: String, named name: String? = nil) throws {
    try self.init(
      name: name ?? path, directory: Self.directory(of: path),
      experimentName: ExperimentFile.folderName(for: Self.stem(of: path))
    ) { () throws(FileError) in try File.read(path, limit: Self.maximumSize) }
  }

  /// Reads an experiment from an open file descriptor, such as standard input.
  ///
  /// Relative paths in it start from the current folder.
  ///
  /// - Parameters:
  ///   - descriptor: the file descriptor, which the caller closes
  ///   - name: what messages call it
  ///   - experimentName: the experiment's name if its settings have none
  /// - Throws: `FileError` if the descriptor cannot be read; `ExperimentError` if its content is
  ///   not YAML, or too large
  package init(descriptor: Int32, name: String, experimentName: String) throws {
    try self.init(name: name, directory: "", experimentName: experimentName) {
      () throws(FileError) in
      try File.read(descriptor: descriptor, name: name, limit: Self.maximumSize)
    }
  }

  private init(
    name: String, directory: String, experimentName: String,
    read: () throws(FileError) -> [UInt8]
  ) throws {
    bytes = try Self.bytes(name: name, read: read)
    folder = directory.isEmpty ? "." : directory
    self.experimentName = experimentName
    let text = try Self.text(bytes, name: name)
    let source = SourceText(file: name, text: text, directory: directory)
    try Self.requireMemory(toParse: bytes.count, source)
    root = try YAMLParser.parse(text, source: source)
  }

  private static func bytes(
    name: String, read: () throws(FileError) -> [UInt8]
  ) throws -> [UInt8] {
    do {
      return try read()
    } catch FileError.tooLarge {
      let source = SourceText(file: name, text: "", directory: "")
      throw ExperimentError(
        "has more than \(maximumSize) bytes, too many for an experiment file; "
          + "put the data in a separate file and name it here", at: SourceRange(startOf: source))
    }
  }

  /// Checks that there is memory for the tree of a text and for what is made from the tree: some
  /// 250 bytes per value. The parser accepts a million values.
  private static func requireMemory(
    toParse byteCount: Int, _ source: SourceText
  ) throws(ExperimentError) {
    do {
      try MachineMemory.require(min(byteCount * 72, 300 << 20), for: source.name)
    } catch {
      throw ExperimentError(error.reason, at: SourceRange(startOf: source))
    }
  }

  private static func text(_ bytes: [UInt8], name: String) throws(ExperimentError) -> String {
    func mistake(_ message: String) -> ExperimentError {
      let source = SourceText(file: name, text: "", directory: "")
      return ExperimentError(message, at: SourceRange(startOf: source))
    }
    // JSON is YAML, too.
    if let format = FileFormat(bytes), format != .json {
      throw mistake(FormatError(path: name, format).reason)
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content =
      bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    throw mistake("is not UTF-8 text; save it as UTF-8")
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
}
