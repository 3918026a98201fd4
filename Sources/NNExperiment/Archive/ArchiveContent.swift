import NNFiles

/// The files that go into an archive, in order.
///
/// Each file is read once for all its checksums, and once more when it is packed.
final class ArchiveContent {
  private var known: [String: FileChecksums] = [:]
  private var entries: [StoredZip.Entry] = []

  /// The SHA-256 of a file, which may be added later.
  ///
  /// - Throws: `FileError` if it cannot be read
  func digest(ofFile path: String) throws -> String { try checksums(ofFile: path).sha256 }

  private func checksums(ofFile path: String) throws -> FileChecksums {
    if let known = known[path] { return known }
    let checksums = try FileChecksums(ofFile: path)
    known[path] = checksums
    return checksums
  }

  /// Adds a file under a name.
  ///
  /// - Throws: `FileError` if it cannot be read
  func add(_ name: String, file: String) throws {
    entries.append(
      StoredZip.Entry(name: name, file: file, checksums: try checksums(ofFile: file)))
  }

  /// Adds a text under a name.
  func add(_ name: String, text: String) {
    entries.append(StoredZip.Entry(name: name, bytes: Array(text.utf8)))
  }

  /// All entries and, as the last one, a list of their SHA-256.
  ///
  /// - Parameter manifest: the name of the list
  /// - Returns: the entries, in the order in which they were added
  func entries(listedIn manifest: String) -> [StoredZip.Entry] {
    let list = Self.list(of: entries)
    return entries + [StoredZip.Entry(name: manifest, bytes: Array(list.utf8))]
  }

  /// The SHA-256 of entries, in the format of `sha256sum -c`.
  static func list(of entries: some Sequence<StoredZip.Entry>) -> String {
    entries.map { SHA256.line($0.name, digest: $0.checksums.sha256) }.joined()
  }
}
