import NNConfig
import NNData
import NNFiles

/// The checks of a loader, with the seed 1:
///
/// - `loading`: the data set can be loaded; not checked if the settings are those of the plugin's
///   example and a file is missing.
/// - `data set`: sets are not empty and have the same widths, and labels are those of classes.
/// - `finite numbers`: inputs and targets are finite.
/// - `repeatability`: loading it again gives the same bits, also in another instance, and if
///   `usesSeed` is false, so does another seed.
/// - `files`: `files()` are regular files, the same in every call.
/// - `test set`: no other set has the rows of the training set or of another set (`Overlap`).
/// - `split`: `SplitCheck`, for plugins with the parameters of `HoldOut`.
/// - `samples`: `samples(in:preprocessing:)` of the only file gives the rows and targets of one of
///   the sets that are in it, if the loader reads other samples; not checked if it rejects the
///   data in the file.
/// - `preprocessing`: `preprocessing.json` can be read and is the same value again.
///
/// Of a large set, the rows that are compared are some with 200,000 inputs together, spread evenly;
/// `test set` reads all rows, and so does `split` if they do not say where they come from.
struct LoaderChecks {
  /// Makes the loader with changed settings; `nil` if the plugin makes no loaders.
  typealias Remake = (_ change: (YAMLNode) -> YAMLNode) throws -> (any DatasetLoader)?

  /// How a loader was made.
  struct Origin {
    /// The names of its settings.
    let parameters: [String]
    /// Whether its settings are those of the plugin's example.
    let isExample: Bool
    /// Whether it is a part of nnrun: then files with the names of its example are somebody else's.
    let isBuiltIn: Bool
    /// Makes it with other settings.
    let remake: Remake
  }

  private let loader: any DatasetLoader
  /// The same loader once more, made from the same settings.
  private let again: any DatasetLoader
  private let origin: Origin?

  /// - Parameters:
  ///   - loader: the loader
  ///   - again: the same once more, made from the same settings
  ///   - origin: how it was made; `nil` if that is not known
  init(_ loader: any DatasetLoader, again: any DatasetLoader, origin: Origin?) {
    self.loader = loader
    self.again = again
    self.origin = origin
  }

  func add(to list: inout CheckList) {
    var loaded: Dataset?
    list.check("loading") {
      do {
        loaded = try loader.load(seed: 1)
      } catch let error as any UserFacingError where origin?.isExample == true {
        let text = "the files of its example: \(error)"
        let isForeign = origin?.isBuiltIn == true || error.exitStatus == .noInput
        if isForeign { throw NotChecked(text) }
        return "with \(text)"
      }
      return nil
    }
    guard let dataset = loaded else { return }
    list.check("data set") { dataset.mistake }
    if dataset.mistake != nil { return }
    list.check("finite numbers") { notFinite(dataset) }
    list.check("repeatability") { try difference(dataset) }
    list.check("files") { try fileMistake() }
    list.check("test set") {
      guard let overlap = Overlap.of(dataset.sets) else { return nil }
      // Rows that come from the settings may be repeated on purpose, such as those of a truth
      // table.
      if try loader.files().isEmpty {
        throw NotChecked("\(overlap), which is right if it is meant")
      }
      return overlap
    }
    var whole = dataset
    if let origin, SplitCheck.parameters.allSatisfy(origin.parameters.contains) {
      list.check("split") {
        let check = try SplitCheck(origin.remake)
        whole = check.whole
        return check.mistake
      }
    }
    if let samples = readAgain(whole) {
      list.check("samples") { try difference(of: try samples.get(), from: whole) }
    }
    list.check("preprocessing") { try preprocessingMistake(dataset.preprocessing) }
  }
}

extension LoaderChecks {
  private func notFinite(_ dataset: Dataset) -> String? {
    for (split, samples) in dataset.sets {
      for sample in samples.sampled {
        for (what, values) in [
          ("input", samples.inputValues(of: sample)), ("target", samples.targetValues(of: sample)),
        ] {
          if let column = values.firstIndex(where: { !$0.isFinite }) {
            return "\(what) \(column) of sample \(sample) (both from 0) of the \(split.title) is "
              + values[column].shown
          }
        }
      }
    }
    return nil
  }

  private func difference(_ dataset: Dataset) throws -> String? {
    for other in [loader, again] {
      if let text = difference(try other.load(seed: 1), from: dataset) {
        return "loaded again with the same seed, \(text)"
      }
    }
    if loader.usesSeed { return nil }
    return difference(try loader.load(seed: 2), from: dataset).map {
      "it is declared not to depend on the seed, but loaded with another one, \($0)"
    }
  }

  /// How a data set differs from another one, as a clause.
  private func difference(_ dataset: Dataset, from expected: Dataset) -> String? {
    guard dataset.sets.splits == expected.sets.splits else { return "it has other sets" }
    for (split, samples) in dataset.sets {
      guard let other = expected.sets[split], other.count == samples.count,
        dataset.inputWidth == expected.inputWidth, dataset.outputWidth == expected.outputWidth
      else { return "the \(split.title) has another size" }
      for sample in samples.sampled {
        if let text = samples.difference(sample, from: other, sample) {
          return "sample \(sample) (from 0) of the \(split.title) has \(text)"
        }
      }
    }
    let isSame = dataset.preprocessing.json.text == expected.preprocessing.json.text
    return isSame ? nil : "its preprocessing is another one"
  }

  private func fileMistake() throws -> String? {
    let files = try loader.files()
    if let path = files.first(where: { !FileSystem.isRegularFile($0) }) {
      return "\(path) is not a regular file"
    }
    return try loader.files() == files ? nil : "they change from one call to the next"
  }

  private func preprocessingMistake(_ preprocessing: Preprocessing) throws -> String? {
    let json = try JSONValue(parsing: Array(preprocessing.json.text.utf8))
    guard let again = Preprocessing(json: json) else {
      return "what is written for it cannot be read: \(preprocessing.json.text.excerpt)"
    }
    return again == preprocessing ? nil : "what is written for it is read as something else"
  }
}

// Reading the data set's own file as that of other samples.
extension LoaderChecks {
  /// The samples in the only file; `nil` if there are several files or none, or the loader reads no
  /// other samples.
  private func readAgain(_ dataset: Dataset) -> Result<Samples, any Error>? {
    guard let files = try? loader.files(), files.count == 1,
      var preprocessing = Preprocessing(json: dataset.preprocessing.json)
    else { return nil }
    if preprocessing.task == nil {
      // A run always records a task.
      let hasClasses = if case .classes = dataset.train.targets { true } else { false }
      preprocessing.task = hasClasses ? .classification : .regression
    }
    do {
      return try loader.samples(in: SampleFiles(path: files[0]), preprocessing: preprocessing)
        .map { .success($0) }
    } catch let error as any UserFacingError
      where error.exitStatus == .badData && !error.blamesPlugin
    {
      // Some files are for training only, because rows are left out that a network cannot be
      // given.
      return .failure(NotChecked("\(error)"))
    } catch {
      return .failure(error)
    }
  }

  private func difference(of samples: Samples, from dataset: Dataset) throws -> String? {
    let byRow = samples.samplesByRow
    let mistakes = dataset.sets.map { split, expected -> String? in
      for sample in expected.sampled {
        let row = expected.dataRow(of: sample)
        guard let found = byRow[row] else {
          return "row \(row) (from 0) of the \(split.title) is not among the samples of its file"
        }
        if let text = samples.difference(found, from: expected, sample) {
          return "read as other samples, row \(row) (from 0) of the \(split.title) has \(text)"
        }
      }
      return nil
    }
    return mistakes.contains(nil) ? nil : mistakes[0]
  }
}
