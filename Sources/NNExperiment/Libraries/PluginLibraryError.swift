import NNConfig
import NNFiles

/// What is wrong with a library of plugins.
enum PluginLibraryError: UserFacingError {
  /// There is no file, or it cannot be read; perhaps it has to have a certain SHA-256.
  case unreadable(FileError, isPinned: Bool)
  /// The file is not a library that this process can load.
  case notLoadable(String, reason: String)
  /// It exports no entry function.
  case noEntryFunction(String)
  /// It was made for another version of the interface.
  case otherVersion(String, version: Int)
  /// Its entry function returned nothing.
  case refused(String)
  /// What it says about its plugins is wrong.
  case invalid(String, String)
  /// The name of a plugin is taken.
  case duplicate(String, kind: String, name: String, other: String, remedy: String)
  /// A function of a plugin did what the interface forbids.
  case misuse(LibraryPluginName, function: String, String)
  /// A plugin computed or read something that cannot be used.
  case badResult(LibraryPluginName, String)
  /// It is not the library that the experiment was made with.
  case otherLibrary(String, expected: String, found: String)
  /// It is in an archive whose native code may not be loaded.
  case notAllowed(archive: String, library: String, digest: String)
  /// It is in the folder of an archive that was unpacked, from which it may not be loaded.
  case notAllowedHere(String, copy: String)
  /// It should be in an archive and is not.
  case notInArchive(archive: String, library: String, digest: String)

  var exitStatus: ExitStatus {
    if case .badResult = self { .badData } else { .unavailable }
  }

  /// The version of the interface in the name of the function that libraries export.
  static let entryFunction = "nnrun_plugin_v1"

  var description: String {
    switch self {
    case .unreadable(let error, let isPinned):
      "\(error)"
        + (isPinned ? "; put it back, or name it with --plugin" : "")
    case .notLoadable(let path, let reason):
      "\(path): cannot be loaded as a library of plugins: \(reason)"
    case .noEntryFunction(let path):
      "\(path): is not a library of plugins: it exports no function '\(Self.entryFunction)'; "
        + "'nnrun plugins --header' prints the interface"
    case .otherVersion(let path, let version):
      "\(path): is for version \(version) of the plugin interface, and this nnrun has version 1; "
        + "compile it with the header that 'nnrun plugins --header' prints"
    case .refused(let path):
      "\(path): cannot be used: its function '\(Self.entryFunction)' returned NULL"
    case .invalid(let path, let text): "\(path): \(text)\(Self.remedy(after: text))"
    case .duplicate(let path, let kind, let name, let other, let remedy):
      "\(path): its \(kind) '\(name)' has the name of \(other); \(remedy)"
    case .misuse(let plugin, let function, let text):
      "\(plugin.text): \(text), in '\(function)'\(Self.remedy(after: text))"
    case .badResult(let plugin, let text): "\(plugin.text): \(text)"
    case .otherLibrary(let path, let expected, let found):
      "\(path): is not the library that the experiment names: its SHA-256 is \(found), not "
        + "\(expected); put that one back, or name it with --plugin"
    case .notAllowed(let archive, let library, let digest):
      "\(archive): needs '\(library)', a library of plugins (SHA-256 \(digest)), which is native "
        + "code in the archive, and would run with your rights; if you trust its author, repeat the "
        + "command with --allow-plugins"
    case .notAllowedHere(let path, let copy):
      "\(path): does not exist; the archive that was unpacked here has the library, which is native "
        + "code, and would run with your rights; if you trust its author, name it with --plugin "
        + copy.shellWord
    case .notInArchive(let archive, let library, let digest):
      "\(archive): needs '\(library)', a library of plugins (SHA-256 \(digest)), which is not in "
        + "it; name the file with --plugin"
    }
  }

  private static func remedy(after text: String) -> String {
    let remedy = "his has to be mended in the library"
    return text.hasSuffix("?") ? " T\(remedy)." : "; t\(remedy)"
  }
}

extension PluginLibraryError: PossiblePluginMistake {
  /// Whether a function of the plugin has done something wrong.
  var isMistakeOfPlugin: Bool {
    switch self {
    case .misuse, .badResult: true
    default: false
    }
  }
}
