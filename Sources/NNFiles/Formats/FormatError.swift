/// A file of another format than the one that is read, recognised by its first bytes.
package struct FormatError: UserFacingError, Equatable {
  /// The file.
  package let path: String
  /// What it is.
  package let format: FileFormat
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }
  /// The path, what the file is and what to do.
  package var description: String { "\(path): \(reason)" }

  /// An error about a file.
  package init(path: String, _ format: FileFormat) {
    self.path = path
    self.format = format
  }

  /// The same without the path.
  package var reason: String {
    switch format {
    case .gzip: compressed("gzip", suffixes: [".gz"])
    case .xz: compressed("xz", suffixes: [".xz"])
    case .bzip2: compressed("bzip2", suffixes: [".bz2"])
    case .zstd: compressed("zstd", suffixes: [".zst"])
    case .lz4: compressed("lz4", suffixes: [".lz4"])
    // gzip decompresses it, too, and is always there.
    case .compress: compressed("compress", by: "gzip", suffixes: [".Z"])
    case .zip: archive("zip", by: "unzip", suffixes: [".zip"])
    case .sevenZip: archive("7z", by: "7z x", suffixes: [".7z"])
    case .rar: archive("RAR", by: "unrar x", suffixes: [".rar"])
    case .tar: archive("tar", by: "tar -xf", suffixes: [".tar", ".tar.gz", ".tgz"])
    case .npy: "is a NumPy array (.npy), not text; the loader npz reads it"
    case .npz: "has NumPy arrays (.npz), not text; the loader npz reads it"
    case .idx: "is an IDX file, not text; the loader mnist reads folders of them"
    case .utf16: "is UTF-16 text; save it as UTF-8"
    case .utf32: "is UTF-32 text; save it as UTF-8"
    case .spreadsheet: "is an Excel workbook or another spreadsheet; save it as CSV"
    case .parquet: "is a Parquet file; save its table as CSV"
    case .arrow: "is an Arrow or Feather file; save its table as CSV"
    case .sqlite: "is an SQLite database; save its table as CSV"
    case .hdf5: "is an HDF5 file; save its arrays with numpy.savez, or its table as CSV"
    case .matlab: "is a MATLAB file; save its arrays with numpy.savez"
    case .pickle: "is a Python pickle, which is never loaded; save its arrays with numpy.savez"
    case .pdf: "is a PDF document; save the data as CSV"
    case .html: "is a web page; download the data itself"
    case .png: "is a PNG image; save its pixels as .npy or CSV"
    case .jpeg: "is a JPEG image; save its pixels as .npy or CSV"
    case .gitLFS: "is a pointer of Git LFS; get the file itself with 'git lfs pull'"
    }
  }

  private func compressed(_ name: String, by program: String? = nil, suffixes: [String]) -> String {
    let program = program ?? name
    // The program does not take a file without its suffix.
    let advice = command("\(program) -d", suffixes) ?? ", with '\(program) -dc'"
    return "is compressed with \(name); decompress it first\(advice)"
  }

  private func archive(_ name: String, by program: String, suffixes: [String]) -> String {
    "is a \(name) archive; unpack it first\(command(program, suffixes) ?? "")"
  }

  /// The command that does it; `nil` for a file, or a stream, without one of the usual suffixes.
  private func command(_ program: String, _ suffixes: [String]) -> String? {
    suffixes.contains(where: path.hasSuffix) ? ": \(program) \(path.shellWord)" : nil
  }
}
