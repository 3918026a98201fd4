package import NNFiles

extension PluginOrigin {
  /// What `origin` says.
  private enum Word {
    static let builtIn = "built_in"
    static let package = "package"
    static let library = "library"
  }

  /// The fields of an object that describes a plugin.
  package var json: [(String, JSONValue)] {
    switch self {
    case .builtIn: [("origin", .string(Word.builtIn))]
    case .package(let module):
      [("origin", .string(Word.package)), ("module", .string(module))]
    case .library(let path, let digest):
      [
        ("origin", .string(Word.library)), ("file", .string(FileSystem.name(of: path))),
        ("sha256", .string(digest)),
      ]
    }
  }

  /// Reads the fields of an object; `nil` if they are not what `json` writes.
  package init?(json: JSONValue) {
    switch json["origin"]?.string {
    case Word.builtIn: self = .builtIn
    case Word.package:
      guard let module = json["module"]?.string else { return nil }
      self = .package(module: module)
    case Word.library:
      guard let file = json["file"]?.string, let digest = json["sha256"]?.string else {
        return nil
      }
      self = .library(path: file, sha256: digest)
    default: return nil
    }
  }
}
