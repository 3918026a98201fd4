import NNConfig
import NNFiles

/// A sweep as it is declared: an experiment, and the settings that differ from trial to trial.
package struct SweepDeclaration: Sendable {
  /// How the values of several settings make trials.
  enum Combination: Sendable, Equatable {
    /// Each value of a setting with each value of the others.
    case grid
    /// The first values of all settings, the second values, and so on.
    case zip
    /// This many trials, for each of which values are drawn with a seed.
    case random(Int, seed: UInt64)
  }

  /// The path of the experiment file.
  package let experimentPath: String
  /// The experiment file.
  let source: ExperimentSource
  /// The folder from which relative paths in values start; empty for the current one.
  let directory: String
  /// The settings.
  let axes: [SweepAxis]
  /// How they are combined.
  let combination: Combination
  /// The number of folds of the data, each of which is the test set of a trial.
  let folds: Int?
  /// What makes a trial the best; `nil` for the measure that says most of those that all have.
  package let goal: Goal?
  /// The settings over which means are taken in the comparison: folds, unless others are named.
  let over: [String]
  /// Which trials are trained to their end; `nil` for all.
  package let halving: Halving?

  /// Reads a sweep.
  ///
  /// - Parameters:
  ///   - path: an experiment file or a sweep file
  ///   - words: settings with values, `KEY=V1,V2,...`, and tables of trials, `@trials.csv`; those
  ///     of a sweep file that have the same key are replaced
  ///   - options: what else the command line says
  ///   - registry: the plugins that can be named
  /// - Throws: `FileError` if a file cannot be read; `ExperimentError` with all mistakes in the
  ///   sweep; `CSVError` or `SweepTableError` for a table; `OtherFolder` if words have paths and
  ///   those in the file start in another folder; `UnusedOption`; `UnknownKey` if there are no
  ///   values of a setting over which means are to be taken
  package init(
    path: String, words: [String], options: SweepOptions, registry: Registry
  ) throws {
    let source = try ExperimentSource(path: path)
    let registry = Self.registry(registry, of: source)
    let given = try Self.axes(words, registry: registry)
    var options = options
    var axes = given
    if let file = try SweepFile(source, completing: options, registry: registry) {
      try Self.checkPaths(in: given, besides: file, at: path, registry: registry)
      let keys = given.flatMap(\.keys).map(ExperimentFields.canonical)
      // A setting that is given again may be one of several that a table gives.
      axes =
        file.axes.filter { !$0.keys.map(ExperimentFields.canonical).allSatisfy(keys.contains) }
        + given
      options = file.options
      self.source = try ExperimentSource(path: file.experiment)
      experimentPath = file.experiment
      directory = file.directory
    } else {
      self.source = source
      experimentPath = path
      directory = ""
    }
    // As in sweep files, so that the trials of the file that is written have the same order.
    axes = axes.filter { !$0.isTable } + axes.filter(\.isTable)
    axes += try options.folds.map { try Self.axes(ofFolds: $0, registry: registry) } ?? []
    try Self.checkRepetitions(axes)
    folds = options.folds
    goal = options.goal
    combination = try options.combination()
    halving = try options.trialSelection()
    over = try Self.averagedKeys(options.over, of: axes)
    self.axes = try Self.crossing(over, in: axes, combination)
    try checkCombination()
  }

  /// The registry with the plugins of the libraries that the experiment names, whose settings can
  /// be swept, too.
  private static func registry(
    _ registry: Registry, of source: ExperimentSource
  ) -> Registry {
    let experiment = SweepFile.experiment(of: source).flatMap { try? ExperimentSource(path: $0) }
    let file = experiment ?? source
    // What is wrong with a library is reported by the trials that use it.
    let extended = try? registry.loadingLibraries(of: file.root, in: file.folder).registry
    return extended ?? registry
  }

  /// The settings over which means are taken, and if none are named, folds.
  private static func averagedKeys(
    _ over: [String], of axes: [SweepAxis]
  ) throws(UnknownKey) -> [String] {
    if over.isEmpty {
      let areFolds = axes.contains { $0.keys.contains(fold) && !$0.isFixed }
      return areFolds ? [fold] : []
    }
    let swept = axes.flatMap(\.keys)
    for key in over where !swept.contains(where: { isPart($0, of: key) }) {
      throw UnknownKey(key, among: swept) {
        "--over \($0): the sweep has no values for this setting"
      }
    }
    return over.map(ExperimentFields.canonical)
  }

  /// Has each trial trained with all values of the settings over which means are taken: if they
  /// were paired or drawn with others, the means would be of different values.
  private static func crossing(
    _ over: [String], in axes: [SweepAxis], _ combination: Combination
  ) throws(ExperimentError) -> [SweepAxis] {
    if combination == .grid { return axes }
    var diagnostics = Diagnostics()
    let crossed = axes.map { axis in
      let key = axis.keys.first { key in over.contains { isPart(key, of: $0) } }
      guard let key else { return axis }
      if axis.isTable {
        diagnostics.report(
          "means over '\(key)' need the same values for all trials; take its column out of the table, "
            + "and write \(key)=1,2,3", at: axis.range)
      }
      if axis.choices.count == nil {
        diagnostics.report(
          "means over '\(key)' need the same values for all trials; list them: \(key)=1,2,3",
          at: axis.range)
      }
      var axis = axis
      axis.isCrossed = true
      return axis
    }
    try diagnostics.throwIfAny()
    return crossed
  }

  /// Checks that relative paths in words start where those in a sweep file do.
  private static func checkPaths(
    in words: [SweepAxis], besides file: SweepFile, at path: String, registry: Registry
  ) throws(OtherFolder) {
    if words.contains(where: registry.mayHavePaths),
      FileSystem.absolutePath(file.directory) != FileSystem.absolutePath(".")
    {
      throw OtherFolder(path: path, folder: file.directory)
    }
  }

  static let fold = "dataset.fold"

  /// Whether a setting follows from the number of folds.
  func isOfFolds(_ axis: SweepAxis) -> Bool {
    folds != nil && !axis.isTable && ["dataset.folds", Self.fold].contains(axis.keys[0])
  }

  /// Whether a setting is another one, or an entry of it.
  static func isPart(_ key: String, of other: String) -> Bool {
    let (key, other) = (ExperimentFields.canonical(key), ExperimentFields.canonical(other))
    return key == other || key.hasPrefix("\(other).")
  }

  /// The settings of a cross-validation, which each trial gets.
  private static func axes(ofFolds folds: Int, registry: Registry) throws -> [SweepAxis] {
    let numbers = (1...folds).map(String.init).joined(separator: ",")
    return try axes(["dataset.folds=\(folds)", "\(fold)=\(numbers)"], registry: registry)
      .map { axis in
        var axis = axis
        axis.isCrossed = true
        return axis
      }
  }

  private static func axes(_ words: [String], registry: Registry) throws -> [SweepAxis] {
    var axes: [SweepAxis] = []
    var diagnostics = Diagnostics()
    for (index, word) in words.enumerated() {
      let range = SourceRange(startOf: SourceText(override: index + 1, text: word))
      if word.hasPrefix("@") {
        let table = try SweepTable(path: String(word.dropFirst()), registry: registry)
        axes.append(SweepAxis(rows: table, at: range))
        continue
      }
      guard let (key, value) = Override.parts(of: word) else {
        let hint = FileSystem.exists(word) ? "; did you mean '@\(word)'?" : ""
        diagnostics.report(
          "a setting of a sweep is written KEY=VALUE,VALUE,..., for example eta=0.01,0.1, and a "
            + "table of trials @trials.csv\(hint)", at: range)
        continue
      }
      do throws(ExperimentError) {
        let parts = try SweepText.parts(of: String(value), at: range)
        axes.append(
          try SweepAxis(
            String(key), parts, registry: registry, at: range,
            written: parts.count == 1
              ? .string(parts[0]) : .array(parts.map { .string($0) })))
      } catch {
        diagnostics.report(error)
      }
    }
    try diagnostics.throwIfAny()
    return axes
  }

  /// Reports settings that occur twice.
  private static func checkRepetitions(_ axes: [SweepAxis]) throws(ExperimentError) {
    var seen: [String] = []
    var diagnostics = Diagnostics()
    for axis in axes {
      for key in axis.keys {
        let name = ExperimentFields.canonical(key)
        // A whole after a part of it replaces the part; the other way round, both have an effect.
        if let part = seen.first(where: { $0 != name && isPart($0, of: key) }) {
          diagnostics.report(
            "'\(key)' replaces '\(part)', which is a part of it; write '\(key)' first, or remove one",
            at: axis.range)
        }
        let isRepeated = seen.contains(name)
        seen.append(name)
        guard isRepeated else { continue }
        diagnostics.report(
          axis.isCrossed
            ? "'\(key)' is set by the folds of the sweep; remove the other one"
            : "'\(key)' is set twice; write all of its values after one equals sign: \(key)=0.1,0.2",
          at: axis.range)
      }
    }
    try diagnostics.throwIfAny()
  }

  /// Reports values that cannot be combined.
  private func checkCombination() throws(ExperimentError) {
    var diagnostics = Diagnostics()
    if case .random = combination {
    } else {
      for axis in axes where axis.choices.count == nil {
        diagnostics.report(
          "'\(axis.keys[0])' is to be drawn at random; say how many trials there are with --random "
            + "N, or how many values: log(1e-4, 1e-1, 7)", at: axis.range)
      }
    }
    if let second = axes.filter(\.isTable).dropFirst().first {
      diagnostics.report(
        "a sweep takes one table of trials; put all columns into it", at: second.range)
    }
    if combination == .zip {
      let lists = axes.filter { !$0.isFixed && !$0.isCrossed && $0.choices.count != nil }
      let first = lists.first
      for axis in lists where axis.choices.count != first?.choices.count {
        diagnostics.report(
          "--zip pairs values, but \(Self.size(axis)) and \(first.map(Self.size) ?? "")",
          at: axis.range)
      }
    }
    try diagnostics.throwIfAny()
  }

  /// Whether means are taken over the setting of an override.
  func isAveraged(_ override: String) -> Bool {
    guard let (key, _) = Override.parts(of: override) else { return false }
    return over.contains { Self.isPart(String(key), of: $0) }
  }

  /// The values of settings as words of a command line.
  func words(isAveraged: (_ override: String) -> Bool) -> [String] {
    axes.compactMap { axis in
      guard case .list(let choices) = axis.choices, axis.keys.count == 1,
        let first = choices.first?.first, isAveraged(first)
      else { return nil }
      // As they were typed: log(0.01,1,5) is shorter than what it makes.
      if case .string(let text) = axis.written { return "\(axis.keys[0])=\(text)" }
      let values = choices.joined().compactMap { Override.parts(of: $0)?.value }
      return "\(axis.keys[0])=\(values.joined(separator: ","))"
    }
  }

  private static func size(_ axis: SweepAxis) -> String {
    let noun = axis.keys.count == 1 ? "value" : "row"
    return "'\(axis.keys.joined(separator: ","))' has \(counted(axis.choices.count ?? 0, noun))"
  }
}

extension Registry {
  /// Whether the values of an axis may be, or contain, paths of files.
  fileprivate func mayHavePaths(_ axis: SweepAxis) -> Bool {
    axis.keys.contains { key in
      let parts = ExperimentFields.canonical(key).split(separator: ".").map(String.init)
      guard let field = parts.first, let paths = pluginFields[field]?.paths, !paths.isEmpty else {
        return false
      }
      if parts.count > 1 { return paths.contains(parts[1]) }
      // A mapping with settings of a plugin.
      return axis.text.contains("{") && paths.contains { axis.text.contains($0) }
    }
  }
}

/// Paths beside a sweep file that start at another folder than those in it.
struct OtherFolder: UserFacingError {
  let path: String
  let folder: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "\(path): relative paths in it start at \(folder), so paths on the command line would be ambiguous; "
      + "give the command in that folder, or change the file"
  }
}
