import NNConfig
import NNFiles

/// The field `plugins`: libraries of plugins, each a path, or a path with the SHA-256 that it must
/// have. In an experiment that has been read, they are the libraries of which it uses a plugin,
/// however they were named.
struct LibraryField: ExperimentField {
  let parameter = Parameter(
    "plugins", .oneOrMore(.path),
    summary: "libraries of plugins to load, for example [./libswish.so]")

  /// A library as an experiment names it.
  struct Entry {
    /// Its file.
    let path: String
    /// The SHA-256 that it must have; `nil` if any will do.
    let digest: String?
    /// Where it is named.
    let range: SourceRange
    /// Its number among the libraries of the experiment, from 0.
    fileprivate let index: Int

    /// The name of its file.
    var name: String { FileSystem.name(of: path) }
    /// Its name in an archive of a run.
    var archiveName: String { "\(LibrarySearch.folder)/\(index)/\(name)" }
  }

  private static let (path, digest) = ("path", "sha256")
  private static let entryParameters = [
    Parameter(path, .path, isRequired: true, summary: "the file"),
    Parameter(digest, .text, summary: "the SHA-256 of its bytes; another library is refused"),
  ]

  /// Reads the field's value.
  ///
  /// - Parameter root: the settings of an experiment
  /// - Returns: the libraries that it names
  /// - Throws: `ExperimentError` with all mistakes in the field
  func read(in root: YAMLNode) throws(ExperimentError) -> [Entry] {
    guard case .mapping(let fields) = root.content,
      let node = fields.first(where: { $0.key == name })?.value
    else { return [] }
    return try entries(node)
  }

  /// Reads the field's value.
  ///
  /// - Parameter node: the value
  /// - Returns: the libraries that it names
  /// - Throws: `ExperimentError` with all mistakes in it
  func entries(_ node: YAMLNode) throws(ExperimentError) -> [Entry] {
    let nodes = if case .sequence(let nodes) = node.content { nodes } else { [node] }
    var entries: [Entry] = []
    var diagnostics = Diagnostics()
    for (index, node) in nodes.enumerated() {
      do throws(ExperimentError) {
        entries.append(try entry(node, index))
      } catch {
        diagnostics.report(error)
      }
    }
    try diagnostics.throwIfAny()
    return entries
  }

  private func entry(_ node: YAMLNode, _ index: Int) throws(ExperimentError) -> Entry {
    var entries = [YAMLEntry(key: Self.path, keyRange: node.range, value: node)]
    if case .mapping(let mapping) = node.content { entries = mapping }
    let options = try OptionReader(
      entries, as: Self.entryParameters, at: node.range, what: "key",
      owner: " of an entry of '\(name)'")
    let digest = options.optionalText(Self.digest)?.lowercased()
    guard digest?.wholeMatch(of: #/[0-9a-f]{64}/#) != nil || digest == nil else {
      throw options.invalid(Self.digest, "'\(Self.digest)' must be 64 hexadecimal digits")
    }
    return Entry(
      path: options.text(Self.path), digest: digest, range: node.range, index: index)
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue? {
    let libraries = experiment.libraries
    if libraries.isEmpty { return nil }
    return .array(
      libraries.map { library in
        let digest = (Self.digest, JSONValue.string(library.digest))
        return .object((relocate.map { [(Self.path, .string($0(library.path)))] } ?? []) + [digest])
      })
  }

  func isDefault(in experiment: Experiment) -> Bool { experiment.libraries.isEmpty }
}

extension Experiment {
  /// The libraries of which it uses a plugin, each once, in the order of the settings.
  var libraries: [(path: String, digest: String)] {
    var libraries: [(path: String, digest: String)] = []
    for (_, plugin) in plugins.settings {
      if case .library(let path, let digest) = plugin.origin,
        !libraries.contains(where: { $0.digest == digest })
      {
        libraries.append((path, digest))
      }
    }
    return libraries
  }
}
