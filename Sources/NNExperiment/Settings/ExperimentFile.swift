package import NNConfig
import NNFiles

/// An experiment file, and the experiment that it declares together with the overrides.
public struct ExperimentFile: Sendable {
  /// The file without overrides.
  let source: ExperimentSource
  /// The experiment, overrides applied.
  public private(set) var experiment: Experiment
  /// The settings that replace the file's, `KEY=VALUE`.
  public let overrides: [String]

  /// The data files that were hashed to find out where they are; `nil` if none were.
  var hashedData: DataStore?
  /// A store for the data, which may have them already.
  var dataStore: DataStore { hashedData ?? DataStore() }

  /// The content of the file, without overrides.
  var bytes: [UInt8] { source.bytes }
  /// The folder that relative paths in the file start from.
  var folder: String { source.folder }

  /// Reads an experiment file.
  ///
  /// - Parameters:
  ///   - path: the path of the file
  ///   - overrides: settings that replace the file's, `KEY=VALUE`
  ///   - registry: the plugins that can be named
  /// - Throws: `FileError` if the file cannot be read; `ExperimentError` if there are mistakes in
  ///   it or in an override, or if it is too large
  public init(path: String, overrides: [String] = [], registry: Registry) throws {
    try self.init(ExperimentSource(path: path), overrides: overrides, registry: registry)
  }

  /// Reads an experiment from an open file descriptor, such as standard input.
  ///
  /// Relative paths in it start from the current folder.
  ///
  /// - Parameters:
  ///   - descriptor: the file descriptor, which the caller closes
  ///   - name: what messages call it
  ///   - experimentName: the experiment's name if its settings have none
  ///   - overrides: settings that replace the file's, `KEY=VALUE`
  ///   - registry: the plugins that can be named
  /// - Throws: `FileError` if the descriptor cannot be read; `ExperimentError` if there are
  ///   mistakes in the experiment or in an override, or if it is too large
  public init(
    descriptor: Int32, name: String, experimentName: String, overrides: [String] = [],
    registry: Registry
  ) throws {
    try self.init(
      ExperimentSource(descriptor: descriptor, name: name, experimentName: experimentName),
      overrides: overrides, registry: registry)
  }

  /// Reads the experiment that a file declares together with overrides.
  ///
  /// - Parameters:
  ///   - source: the file
  ///   - relocations: overrides that lead to data files that were moved, which nobody typed
  ///   - overrides: settings that replace the file's, `KEY=VALUE`
  ///   - directory: the folder from which relative paths in overrides start; empty for the current
  ///     one
  ///   - registry: the plugins that can be named
  /// - Throws: `ExperimentError` if there are mistakes in the file or in an override
  package init(
    _ source: ExperimentSource, relocations: [String] = [], overrides: [String],
    in directory: String = "", registry: Registry
  ) throws(ExperimentError) {
    self.source = source
    self.overrides = overrides
    do {
      let root = try Self.tree(
        of: source, relocations: relocations, overrides, without: nil, in: directory,
        registry: registry)
      experiment = try Self.experiment(root, of: source, registry: registry)
    } catch {
      throw error.naming(overrides) { index in
        // Without it, a later override may lead nowhere, which says nothing about the file.
        guard
          let root = try? Self.tree(
            of: source, relocations: relocations, overrides, without: index, in: directory,
            registry: registry)
        else { return nil }
        do throws(ExperimentError) {
          _ = try Self.experiment(root, of: source, registry: registry)
          return []
        } catch {
          return error.diagnostics.map(\.message)
        }
      }
    }
  }

  /// The experiment that settings declare, with the plugins of the libraries that they name.
  private static func experiment(
    _ root: YAMLNode, of source: ExperimentSource, registry: Registry
  ) throws(ExperimentError) -> Experiment {
    let (extended, named) = try registry.loadingLibraries(of: root, in: source.folder)
    var experiment = try ExperimentReader.read(
      root, defaultName: source.experimentName, registry: extended)
    let used = experiment.libraries.map(\.digest)
    experiment.unusedLibraries = named.filter { !used.contains($0.digest) }.map(\.path)
    return experiment
  }

  /// The settings of a file with overrides, all but perhaps one.
  private static func tree(
    of source: ExperimentSource, relocations: [String], _ overrides: [String],
    without omitted: Int?, in directory: String, registry: Registry
  ) throws(ExperimentError) -> YAMLNode {
    var root = source.root
    for relocation in relocations {
      root = try Override(relocation, number: 0).applied(
        to: root, aliases: [:], entries: { _, _, _ in nil })
    }
    for (index, override) in overrides.enumerated() where index != omitted {
      let override = try Override(override, number: index + 1, directory: directory)
      let overrides: [Override]
      (root, overrides) = try LayerSettings.resolved(override, in: root)
      for override in overrides {
        root = try override.applied(
          to: root, aliases: ExperimentFields.aliases,
          entries: { ExperimentFields.entries(of: $1, at: $0, adding: $2, in: registry) })
      }
    }
    return root
  }

  /// The file with the widths of all layers.
  ///
  /// - Parameter widths: finds those that the data set has; not called if all layers have theirs
  /// - Returns: the file
  /// - Throws: `ExperimentError` if the network would be too large; what `widths` throws
  func fitted(to widths: () throws -> DataWidths) throws -> ExperimentFile {
    guard experiment.hasAutomaticWidths else { return self }
    var file = self
    file.experiment = try experiment.fitted(to: widths())
    return file
  }

  /// A name that is safe as part of a folder name: letters, digits, '-', '_' and '.', of which '.'
  /// is not the first. Other characters become '-'.
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
