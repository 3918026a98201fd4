import NNConfig
import NNData
import NNFiles

/// A sweep that is declared in a file:
///
///     experiment: mnist.yaml
///     settings:
///       eta: log(0.01, 1, 5)
///       structure: [[784, 30, 10], [784, 128, 10]]
struct SweepFile {
  /// The path of the experiment file.
  let experiment: String
  /// The folder from which relative paths in values start.
  let directory: String
  /// The settings and their values.
  let axes: [SweepAxis]
  /// The number of folds of the data.
  let folds: Int?
  /// How they are combined.
  let combination: SweepDeclaration.Combination
  /// What makes a trial the best.
  let goal: Goal?
  /// The settings over which means are taken.
  let over: [String]
  /// Which trials are trained to their end.
  let halving: Halving?

  private static let experimentField = Parameter(
    "experiment", .path, isRequired: true, summary: "the experiment file")
  private static let fields = [
    experimentField,
    Parameter("settings", .mapping, summary: "settings and their values"),
    Parameter("trials", .list(.mapping), summary: "settings of each trial"),
    Parameter("zip", .boolean, default: .boolean(false), summary: "whether values are paired"),
    Parameter("random", .integer(1...Int.max), summary: "the number of random trials"),
    Parameter("seed", .seed, default: .seed(0), summary: "the seed of random trials"),
    Parameter("goal", .text, summary: "what makes a trial the best: max:test.accuracy"),
    Parameter(
      "folds", .integer(2...10_000), summary: "the folds of the data, each a test set once"),
    Parameter(
      "halving", .integer(2...1000), summary: "one of so many trials goes on, again and again"),
    Parameter(
      "min_iterations", .integer(1...Int.max), default: .integer(1),
      summary: "the fewest iterations of a trial"),
    Parameter(
      "over", .oneOrMore(.text), default: .list([]), summary: "settings over which means are taken"),
    Parameter(
      "working_folder", .path, summary: "the folder from which relative paths in values start"),
  ]

  /// Reads a sweep file; `nil` if the file is not one, because it names no experiment.
  ///
  /// - Parameters:
  ///   - source: the file
  ///   - registry: the plugins that experiments can name
  /// - Throws: `ExperimentError` with all mistakes in it
  init?(_ source: ExperimentSource, registry: Registry) throws(ExperimentError) {
    guard case .mapping(let entries) = source.root.content,
      entries.contains(where: { $0.key == Self.experimentField.name })
    else { return nil }
    var diagnostics = Diagnostics()
    let reader = MappingReader(
      entries: entries, at: source.root.range, names: Self.fields.map(\.name), what: "field",
      owner: " of a sweep", diagnostics: &diagnostics)
    func read(_ name: String) -> OptionValue? {
      guard let field = Self.fields.first(where: { $0.name == name }) else { return nil }
      return reader.read(field, diagnostics: &diagnostics)
    }
    let experiment: String? =
      if case .path(let path)? = read("experiment") { path } else { nil }
    directory = if case .path(let path)? = read("working_folder") { path } else { source.folder }
    let isZipped = read("zip") == .boolean(true)
    let seed: UInt64 = if case .seed(let seed)? = read("seed") { seed } else { 0 }
    if case .integer(let count)? = read("random") {
      combination = .random(count, seed: seed)
      if isZipped, let node = reader.value("zip") {
        diagnostics.report("'zip' cannot be combined with 'random'; remove one", at: node.range)
      }
    } else {
      combination = isZipped ? .zip : .grid
      if let range = reader.keyRange("seed") {
        diagnostics.report(
          "'seed' is that of 'random', which is missing; the seed of trainings is one of 'settings'",
          at: range)
      }
    }
    var goal: Goal?
    if case .text(let text)? = read("goal") {
      do {
        goal = try Goal(text)
      } catch {
        diagnostics.report(error.description, at: reader.value("goal")?.range ?? reader.range)
      }
    }
    self.goal = goal
    folds = if case .integer(let count)? = read("folds") { count } else { nil }
    if case .integer(let factor)? = read("halving"),
      case .integer(let minimum)? = read("min_iterations")
    {
      halving = Halving(factor: factor, minimumIterations: minimum)
    } else {
      halving = nil
      if let node = reader.value("min_iterations") {
        diagnostics.report("'min_iterations' has no effect without 'halving'", at: node.range)
      }
    }
    over =
      if case .list(let keys)? = read("over") {
        keys.compactMap { if case .text(let key) = $0 { key } else { nil } }
      } else { [] }
    axes =
      Self.settings(reader.value("settings"), registry: registry, diagnostics: &diagnostics)
      + Self.trials(reader.value("trials"), diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    self.experiment = experiment ?? ""
  }

  private static func settings(
    _ node: YAMLNode?, registry: Registry, diagnostics: inout Diagnostics
  ) -> [SweepAxis] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content else {
      diagnostics.report(
        "'settings' must be a mapping from settings to their values, not \(node.summary)",
        at: node.range)
      return []
    }
    var axes: [SweepAxis] = []
    for entry in entries {
      do {
        let parts = try parts(of: entry.value)
        axes.append(
          try SweepAxis(
            entry.key, parts.map(\.text), registry: registry, at: entry.keyRange,
            written: parts.count == 1 && !parts[0].isListed
              ? .string(parts[0].text) : .array(parts.map { .string($0.text) })))
      } catch {
        diagnostics.report(error)
      }
    }
    return axes
  }

  /// The values of a setting, each as on the command line.
  private static func parts(
    of node: YAMLNode
  ) throws(ExperimentError) -> [(text: String, isListed: Bool)] {
    switch node.content {
    case .scalar(let text):
      return try SweepText.parts(of: text, at: node.range).map { ($0, false) }
    case .mapping: return [(flow(node), true)]
    case .sequence(let nodes):
      if nodes.isEmpty {
        throw ExperimentError("there are no values; remove the setting", at: node.range)
      }
      var parts: [(String, Bool)] = []
      for node in nodes {
        if case .scalar(let text) = node.content {
          // A comma outside of brackets is part of this value, but brackets have to be closed.
          guard try !SweepText.parts(of: text, at: node.range).isEmpty else { continue }
        }
        parts.append((value(node), true))
      }
      return parts
    }
  }

  /// A single value as an override has it.
  private static func value(_ node: YAMLNode) -> String {
    if case .scalar(let text) = node.content { text } else { flow(node) }
  }

  /// A value in the flow style of YAML, which overrides read.
  private static func flow(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text): YAMLScalar.text(text)
    case .sequence(let nodes): "[\(nodes.map(flow).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\(YAMLScalar.text($0.key)): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func trials(
    _ node: YAMLNode?, diagnostics: inout Diagnostics
  ) -> [SweepAxis] {
    guard let node else { return [] }
    guard case .sequence(let nodes) = node.content, !nodes.isEmpty else {
      diagnostics.report(
        "'trials' must be a list with a mapping for each trial: [{eta: 0.1}, {eta: 0.2}]",
        at: node.range)
      return []
    }
    var trials: [[(key: String, value: String)]] = []
    for node in nodes {
      guard case .mapping(let entries) = node.content else {
        diagnostics.report(
          "a trial is a mapping such as {eta: 0.1}, not \(node.summary)", at: node.range)
        continue
      }
      trials.append(entries.map { ($0.key, value($0.value)) })
    }
    return [SweepAxis(rows: SweepTable(trials), at: node.range)]
  }
}
