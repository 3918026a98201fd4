import NNConfig
import NNCore
import NNData
import NNFiles

/// A run that was trained to its end, opened to use its network.
struct CompleteRun {
  /// Its folder, or that into which its archive is unpacked.
  let folder: RunFolder
  /// Whether it is an archive.
  var isArchive: Bool { unpacked != nil }
  private let unpacked: ScratchFolder?
  /// What was trained.
  let experiment: Experiment
  /// What the loader learnt from the training set.
  let preprocessing: Preprocessing

  /// Opens a run's folder or archive.
  ///
  /// - Parameters:
  ///   - path: the folder, or the archive
  ///   - registry: the plugins that it can name
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged
  init(_ path: String, registry: Registry) throws {
    guard FileSystem.exists(path) else { throw FileError.notFound(path, hint: nil) }
    unpacked = FileSystem.isDirectory(path) ? nil : try RunArchive.extract(path)
    // `latest` may be pointed to another run meanwhile.
    folder = RunFolder(path: unpacked?.path ?? FileSystem.followingLink(path))
    guard folder.isComplete else {
      guard FileSystem.exists(folder.file(RunFolder.config)) else { throw DamagedRun.noRun(path) }
      let isDiverged = RunRecord.read(in: folder)?.status == .diverged
      throw isDiverged ? DamagedRun.diverged(path) : .incomplete(path)
    }
    // A changed digit would go unnoticed, and predictions would be wrong.
    try folder.verify([RunFolder.resolved, RunFolder.preprocessing, RunFolder.weights])
    var experiment = try ExperimentFile(
      path: folder.file(RunFolder.resolved), registry: registry
    ).experiment
    // The data of an archive are where it is unpacked, if they are in it.
    if unpacked != nil, FileSystem.isDirectory(folder.file("data")),
      let layout = DataLayout(record: RunRecord.content(in: folder), experiment: experiment)
    {
      experiment = try ExperimentFile(
        path: folder.file(RunFolder.resolved), overrides: layout.overrides(in: folder.path),
        registry: registry
      ).experiment
    }
    self.experiment = experiment
    let file = folder.file(RunFolder.preprocessing)
    let bytes = try File.read(file, limit: 64 << 20)
    guard let json = try? JSONValue(parsing: bytes), let preprocessing = Preprocessing(json: json)
    else { throw DamagedRun.unfitting(file, "is not what a run writes") }
    self.preprocessing = preprocessing
    if !preprocessingFits { throw DamagedRun.unfitting(file, "does not fit the network") }
  }

  /// Everything that is indexed later must have the network's shape.
  private var preprocessingFits: Bool {
    let inputs = experiment.structure[0]
    let outputs = outputCount
    let classes = preprocessing.classes.count
    let columns = preprocessing.targets.count
    return preprocessing.encoding(inputs: inputs).width == inputs
      && (classes == 0 || classes == max(2, outputs))
      && (columns == 0 || columns == (classes == 0 ? outputs : 1))
      && preprocessing.inputScaling?.fits(columns: inputs) ?? true
      && preprocessing.targetScaling?.fits(columns: outputs) ?? true
  }

  /// Checks that all results are as the run wrote them.
  ///
  /// - Throws: `DamagedRun` that names the first file that is not
  func verify() throws { try folder.verify() }

  /// Its data files.
  ///
  /// - Throws: `DamagedRun` if the record does not tell
  var dataLayout: DataLayout {
    get throws {
      let record = RunRecord.content(in: folder)
      guard let layout = DataLayout(record: record, experiment: experiment) else {
        throw DamagedRun.unfitting(
          folder.file(RunFolder.record), "does not tell where the data files are")
      }
      return layout
    }
  }

  /// The neurons of the output layer.
  var outputCount: Int { experiment.structure[experiment.structure.count - 1] }

  /// Whether the network predicts classes.
  var isClassification: Bool { experiment.isClassification(preprocessing) }

  /// The names of the classes, or of the target's columns.
  var outputNames: [String] {
    preprocessing.outputNames(isClassification: isClassification, outputs: outputCount)
  }

  /// The trained network.
  ///
  /// - Throws: a `UserFacingError` if the weights file is for another network
  func network<T: Scalar>(in type: T.Type) throws -> Network<T> {
    let network = Network<T>(
      structure: experiment.structure, activations: experiment.activations.map(\.component))
    try network.readWeights(from: folder.file(RunFolder.weights))
    return network
  }

  /// The data set that it was trained on, found where `resolved.yaml` says.
  ///
  /// - Throws: `LostData` if a file is not there any more or has changed
  func dataset() throws -> Dataset {
    do {
      try DataFile.checkDataset(of: experiment)
    } catch FileError.notFound where isArchive {
      throw LostData.notInArchive
    } catch FileError.notFound(let path, let hint) {
      throw LostData.missing(path, hint: hint)
    } catch let mismatch as DigestMismatch {
      throw LostData.changed(mismatch)
    }
    let dataset = try experiment.loader.component.load(seed: experiment.seed)
    try experiment.check(against: dataset)
    return dataset
  }
}
