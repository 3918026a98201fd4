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
  /// What else it and the command line say.
  let options: SweepOptions

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
      "halving", .integer(2...1000), summary: "one of this many trials advances, again and again"),
    Parameter(
      "min_iterations", .integer(1...Int.max), default: .integer(1),
      summary: "the fewest iterations of a trial"),
    Parameter(
      "over", .oneOrMore(.text), default: .list([]), summary: "settings over which means are taken"),
    Parameter(
      "working_folder", .path, summary: "the folder from which relative paths in values start"),
  ]

  /// Whether a file declares a sweep: it names an experiment, or has fields that only sweeps have
  /// and none that only experiments have.
  static func isSweep(_ source: ExperimentSource) -> Bool {
    guard case .mapping(let entries) = source.root.content else { return false }
    let keys = Set(entries.map(\.key))
    if keys.contains(experimentField.name) { return true }
    let (ofSweeps, ofExperiments) = (
      Set(fields.map(\.name)), Set(ExperimentFields.all.map(\.name))
    )
    return !keys.isDisjoint(with: ofSweeps.subtracting(ofExperiments))
      && keys.isDisjoint(with: ofExperiments.subtracting(ofSweeps))
  }

  /// The path of the experiment that a sweep file names; `nil` if the file does not name one.
  static func experiment(of source: ExperimentSource) -> String? {
    guard case .mapping(let entries) = source.root.content,
      let node = entries.first(where: { $0.key == experimentField.name })?.value,
      case .path(let path)? = try? ValueReader.read(
        node, as: .path, label: experimentField.name)
    else { return nil }
    return path
  }

  /// Reads a sweep file; `nil` if the file is not one.
  ///
  /// - Parameters:
  ///   - source: the file
  ///   - given: what the command line says, which replaces what the file says
  ///   - registry: the plugins that experiments can name
  /// - Throws: `ExperimentError` with all mistakes in it
  init?(
    _ source: ExperimentSource, completing given: SweepOptions, registry: Registry
  ) throws(ExperimentError) {
    guard case .mapping(let entries) = source.root.content, Self.isSweep(source) else { return nil }
    var diagnostics = Diagnostics()
    let reader = MappingReader(
      entries: entries, at: source.root.range, names: Self.fields.map(\.name), what: "field",
      owner: " of a sweep", diagnostics: &diagnostics)
    var values: [String: OptionValue] = [:]
    // The values of settings are those of other fields.
    for field in Self.fields where !["settings", "trials"].contains(field.name) {
      values[field.name] = reader.read(field, diagnostics: &diagnostics)
    }
    experiment = if case .path(let path)? = values["experiment"] { path } else { "" }
    directory = if case .path(let path)? = values["working_folder"] { path } else { source.folder }
    options = Self.options(values, reader, completing: given, diagnostics: &diagnostics)
    axes =
      Self.settings(reader.value("settings"), registry: registry, diagnostics: &diagnostics)
      + Self.trials(reader.value("trials"), diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
  }

  private static func options(
    _ values: [String: OptionValue], _ reader: MappingReader, completing given: SweepOptions,
    diagnostics: inout Diagnostics
  ) -> SweepOptions {
    func integer(_ name: String) -> Int? {
      if case .integer(let number)? = values[name], reader.value(name) != nil {
        number
      } else {
        nil
      }
    }
    var options = SweepOptions()
    options.zip = values["zip"] == .boolean(true)
    options.random = integer("random")
    if case .seed(let seed)? = values["seed"], reader.value("seed") != nil { options.seed = seed }
    if options.zip, options.random != nil, let node = reader.value("zip") {
      diagnostics.report("'zip' cannot be combined with 'random'; remove one", at: node.range)
    }
    options.folds = integer("folds")
    options.halving = integer("halving")
    options.minimumIterations = integer("min_iterations")
    if case .text(let text)? = values["goal"] {
      do {
        options.goal = try Goal(text)
      } catch {
        diagnostics.report(error.description, at: reader.value("goal")?.range ?? reader.range)
      }
    }
    if case .list(let keys)? = values["over"] {
      options.over = keys.compactMap { if case .text(let key) = $0 { key } else { nil } }
    }
    let all = given.completed(with: options)
    if all.random == nil, let range = reader.keyRange("seed") {
      diagnostics.report(
        "'seed' belongs to 'random', which is missing; the seed of trainings is one of 'settings'",
        at: range)
    }
    if all.halving == nil, let range = reader.keyRange("min_iterations") {
      diagnostics.report("'min_iterations' has no effect without 'halving'", at: range)
    }
    return all
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
        try checkNesting(of: entry, registry: registry)
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

  /// Checks that the values of a setting that is a list are lists.
  private static func checkNesting(
    of entry: YAMLEntry, registry: Registry
  ) throws(ExperimentError) {
    guard registry.takesLists(entry.key), case .sequence(let nodes) = entry.value.content,
      let first = nodes.first, case .scalar(let text) = first.content, !text.hasPrefix("[")
    else { return }
    throw ExperimentError(
      "each value of '\(entry.key)' is a list, so a list of them has two pairs of brackets; for one "
        + "value, write [\(flow(entry.value))]", at: entry.value.range)
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
