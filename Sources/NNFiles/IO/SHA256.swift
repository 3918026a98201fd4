import CNettle

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
///
/// A value: a copy continues from the bytes added so far, independently of the original.
package struct SHA256: Sendable {
  private var context = sha256_ctx()

  /// A hash to which no bytes have been added.
  package init() { nettle_sha256_init(&context) }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    nettle_sha256_update(&context, bytes.count, start.assumingMemoryBound(to: UInt8.self))
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The digest of all bytes so far, in lower-case hexadecimal.
  package var hexDigest: String {
    var copy = context
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nnrun_sha256_digest(&copy, &digest)
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

extension SHA256 {
  /// The digest of bytes.
  package static func hexDigest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexDigest
  }

  /// The digest of a file's bytes.
  ///
  /// - Throws: `FileError` if it cannot be read, is not a regular file or changes meanwhile
  package static func hexDigest(ofFile path: String) throws -> String {
    var hash = SHA256()
    try File.forEachChunk(of: path) { hash.update($0) }
    return hash.hexDigest
  }

  /// The digest of the rest of an open file, from where it is read next.
  ///
  /// - Throws: `FileError` if it cannot be read
  static func hexDigest(of file: borrowing OpenFile) throws -> String {
    var hash = SHA256()
    try File.forEachChunk(of: file) { hash.update($0) }
    return hash.hexDigest
  }

  /// A file's line in a list of checksums, as `sha256sum -c` reads it.
  ///
  /// - Throws: `FileError` if it cannot be read, is not a regular file or changes meanwhile
  package static func line(_ name: String, ofFile path: String) throws -> String {
    line(name, digest: try hexDigest(ofFile: path))
  }

  /// The line of a file whose digest is known.
  package static func line(_ name: String, digest: String) -> String { "\(digest)  \(name)\n" }
}
