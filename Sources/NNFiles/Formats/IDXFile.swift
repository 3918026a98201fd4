/// Arrays of bytes in the IDX format of MNIST, raw or compressed with gzip.
///
/// LeCun, Cortes, Burges, "The MNIST database": two zero bytes, the type, the number of
/// dimensions, their lengths as big-endian 32-bit numbers, and the elements.
package enum IDXFile {
  /// Reads a file.
  ///
  /// - Throws: `IDXError` if the file is not exactly as long as its header says, or has no such
  ///   header; `FormatError` if it is of another format; `FileError` if it cannot be read;
  ///   `GzipError` if it is compressed and damaged; `OutOfMemory`
  package static func read(_ path: String) throws -> StoredArray {
    try IDXStream(path).array()
  }
}
