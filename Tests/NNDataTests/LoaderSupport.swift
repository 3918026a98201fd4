import NNConfig
import NNCore
import NNFiles
@testable import NNData
import TestSupport
import Testing

/// The loader that the value of `dataset` in an experiment file of a folder describes.
///
/// - Throws: `ExperimentError`, as for the file `experiment.yaml`
func loader(_ yaml: String, in folder: TemporaryFolder? = nil) throws -> any DatasetLoader {
  let source = SourceText(file: "experiment.yaml", text: yaml, directory: folder?.path ?? "")
  let catalog = try Catalog(
    kind: "data set loader", nameKey: "loader", DataPlugins.loaders)
  var diagnostics = Diagnostics()
  let chosen = catalog.make(
    from: try YAMLParser.parse(yaml, source: source), label: "'dataset'",
    diagnostics: &diagnostics)
  try diagnostics.throwIfAny()
  guard let chosen else { throw NoLoader() }
  return chosen.component
}

/// The data set that the value of `dataset` describes.
func load(
  _ yaml: String, in folder: TemporaryFolder? = nil, seed: UInt64 = 0
) throws -> Dataset {
  try loader(yaml, in: folder).load(seed: seed)
}

/// The error that making the loader or loading ends with; paths in it are relative to the folder.
func loadFailure(_ yaml: String, in folder: TemporaryFolder) throws -> Failure? {
  try failure(in: folder) { try load(yaml, in: folder) }
}

/// A mistake in the value of `dataset`.
struct Mistake: Equatable {
  /// What is wrong.
  let message: String
  /// The text that the message points at.
  let place: String

  init(_ message: String, at place: String) {
    self.message = message
    self.place = place
  }
}

/// The only mistake in a value of one line, found when the loader is made or loads; `nil` if there
/// is none.
func mistake(in yaml: String, _ folder: TemporaryFolder? = nil) throws -> Mistake? {
  do {
    _ = try load(yaml, in: folder)
    return nil
  } catch let error as ExperimentError {
    let first = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1)
    #expect(error.exitStatus == .badExperiment)
    #expect(first.range.line == 1)
    let path = folder.map { "\($0.path)/" } ?? ""
    return Mistake(
      path.isEmpty ? first.message : first.message.replacing(path, with: ""),
      at: String(yaml.dropFirst(first.range.column - 1).prefix(first.range.length)))
  }
}

private struct NoLoader: Error {}

extension Samples {
  /// The rows of the inputs in the network's units.
  var inputRows: [[Double]] { inputRows(at: Array(0..<count)) }

  /// Rows of the inputs by their numbers, in the network's units.
  func inputRows(at indices: [Int]) -> [[Double]] {
    let arena = Arena()
    let matrix: Matrix<Double> = arena.matrix(rows: indices.count, columns: inputWidth)
    let stored = indices.map { rows?[$0] ?? $0 }
    stored.withUnsafeBufferPointer { stored in
      guard let start = stored.baseAddress else { return }
      inputs.gather(.indices(start), into: PanelBatch(matrix), kernels: Kernels(.best))
    }
    return indices.indices.map { row in
      Array(UnsafeBufferPointer(start: matrix.row(row), count: inputWidth))
    }
  }

  /// The labels; empty for numeric targets.
  var labels: [Int32] {
    if case .classes(let labels) = targets { labels } else { [] }
  }

  /// The rows of numeric targets; empty for labels.
  var targetRows: [[Double]] {
    guard case .values(let values, let width) = targets else { return [] }
    return (0..<count).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}
