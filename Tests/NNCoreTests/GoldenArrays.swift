import NNFiles
import TestSupport

/// The arrays of a file of golden data, all of them float64.
struct GoldenArrays {
  private let arrays: [String: NPYArray]

  /// - Parameter name: the file below `Golden`, without its extension
  /// - Throws: an error if it cannot be read
  init(_ name: String) throws {
    arrays = try NPZFile.read(ProjectFiles.golden("\(name).npz"), maximumElements: 10_000)
  }

  /// The elements of an array, row after row.
  ///
  /// - Throws: `Missing` if there is none of the name
  func values(_ key: String) throws -> [Double] {
    guard case .float64(let values)? = arrays[key]?.elements else { throw Missing(key: key) }
    return values
  }

  struct Missing: Error {
    let key: String
  }
}
