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
  /// The folder or archive as it was named.
  private let path: String
  private let unpacked: ScratchFolder?
  /// What was trained.
  let experiment: Experiment
  /// What the network has learnt to tell.
  let task: Task
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
    self.path = path
    unpacked = FileSystem.isDirectory(path) ? nil : try RunArchive.extract(path)
    // `latest` may be pointed to another run meanwhile.
    folder = RunFolder(path: unpacked?.path ?? FileSystem.followingLink(path))
    guard folder.isComplete else {
      guard FileSystem.exists(folder.file(RunFolder.config)) else { throw RunError.notARun(path) }
      let isDiverged = RunRecord.read(in: folder)?.report.status == .diverged
      throw isDiverged ? RunError.diverged(path) : .incomplete(path)
    }
    // A changed digit would go unnoticed, and predictions would be wrong.
    try folder.verify([RunFolder.resolved, RunFolder.preprocessing, RunFolder.weights])
    var experiment = try ExperimentFile(
      path: folder.file(RunFolder.resolved), registry: registry
    ).experiment
    // The data of an archive are where it is unpacked, if they are in it.
    if unpacked != nil, FileSystem.isDirectory(folder.file("data")),
      let manifest = DataManifest(record: RunRecord.content(in: folder), experiment: experiment)
    {
      experiment = try ExperimentFile(
        path: folder.file(RunFolder.resolved), overrides: manifest.overrides(in: folder.path),
        registry: registry
      ).experiment
    }
    self.experiment = experiment
    let unpacked = unpacked
    let folder = folder
    func inconsistent(_ name: String, _ reason: String) -> RunError {
      Self.inconsistent(path, isArchive: unpacked != nil, folder.file(name), reason)
    }
    guard Self.isRecorded(experiment, in: RunRecord.content(in: folder)) else {
      throw inconsistent(RunFolder.record, "is of another run than \(RunFolder.resolved)")
    }
    let file = folder.file(RunFolder.preprocessing)
    let bytes = try File.read(regular: file, limit: 64 << 20)
    // A value of two characters takes some 50 bytes.
    try MachineMemory.require(bytes.count * 32, for: file)
    guard let json = try? JSONValue(parsing: bytes), let preprocessing = Preprocessing(json: json)
    else { throw inconsistent(RunFolder.preprocessing, "is not what a run writes") }
    guard let task = preprocessing.task else {
      throw inconsistent(
        RunFolder.preprocessing, "has no 'task', which older versions of nnrun did not record")
    }
    self.preprocessing = preprocessing
    self.task = task
    if !preprocessingFits {
      throw inconsistent(RunFolder.preprocessing, "does not fit the network")
    }
  }

  /// The error for a file of the run that does not belong to its others.
  func inconsistent(_ name: String, _ reason: String) -> RunError {
    Self.inconsistent(path, isArchive: isArchive, folder.file(name), reason)
  }

  private static func inconsistent(
    _ path: String, isArchive: Bool, _ file: String, _ reason: String
  ) -> RunError {
    isArchive
      ? .inconsistentArchive(path, file: FileSystem.name(of: file), reason)
      : .inconsistent(file, reason)
  }

  /// Whether a record is of the run that the settings describe. Other versions of nnrun give a run
  /// another identity.
  private static func isRecorded(_ experiment: Experiment, in record: JSONValue?) -> Bool {
    guard let record, let digest = RunRecord.identity(of: record),
      record["environment"]?["numerics"]?.int == RunIdentity.numericsVersion
    else { return true }
    // The settings name the digests of all files, the record tells in which order they were read.
    let manifest = DataManifest(record: record, experiment: experiment)
    let digests = manifest?.entries.map(\.digest) ?? []
    // It leaves out files to which no setting leads; then nothing tells the order.
    guard digests.count == experiment.expectedDigests.count else { return true }
    let identity = RunIdentity(experiment, fileDigests: digests)
    return digests.sorted() == experiment.expectedDigests.map(\.value).sorted()
      && identity.digest == digest
  }

  /// Everything that is indexed later must have the network's shape.
  private var preprocessingFits: Bool {
    let inputs = experiment.structure[0]
    let outputs = outputCount
    let classes = preprocessing.classes.count
    let columns = preprocessing.targets.count
    return preprocessing.encoding(inputs: inputs).width == inputs
      && (classes == 0 || task == .classification && classes == max(2, outputs))
      && (columns == 0 || columns == (classes == 0 ? outputs : 1))
      && (task != .multilabel || experiment.comparesLabels)
      && preprocessing.inputScaling?.fits(columns: inputs) ?? true
      && preprocessing.targetScaling?.fits(columns: outputs) ?? true
      && preprocessing.inputRange?.fits(columns: inputs) ?? true
  }

  /// Checks that all results are as the run wrote them.
  ///
  /// - Returns: the SHA-256 of each
  /// - Throws: `RunError` that names the first file that is not
  @discardableResult
  func verify() throws -> [String: String] { try folder.verify() }

  /// Its data files.
  ///
  /// - Throws: `RunError` if the record does not tell
  var manifest: DataManifest {
    get throws {
      let record = RunRecord.content(in: folder)
      guard let manifest = DataManifest(record: record, experiment: experiment) else {
        throw inconsistent(RunFolder.record, "does not tell where the data files are")
      }
      // The settings are covered by SHA256SUMS, the record is not.
      let digests = experiment.expectedDigests.map(\.value)
      guard manifest.entries.allSatisfy({ digests.contains($0.digest) }) else {
        throw inconsistent(RunFolder.record, "has other data files than \(RunFolder.resolved)")
      }
      return manifest
    }
  }

  /// The neurons of the output layer.
  var outputCount: Int { experiment.structure[experiment.structure.count - 1] }

  /// The names of the classes, or of the target's columns.
  var outputNames: [String] {
    preprocessing.outputNames(for: task, outputs: outputCount)
  }

  /// The trained network.
  ///
  /// - Throws: a `UserFacingError` if the weights file is for another network, or there is no memory
  ///   for it
  func network<T: Scalar>(in type: T.Type) throws -> Network<T> {
    try MachineMemory.require(
      MemoryEstimate.use(of: experiment), for: folder.file(RunFolder.weights))
    let network = Network<T>(
      structure: experiment.structure, activations: experiment.activations.map(\.component))
    try network.readWeights(from: folder.file(RunFolder.weights))
    return network
  }

  /// The data set that it was trained on, found where `resolved.yaml` says.
  ///
  /// - Returns: the data set, and what finds out whether somebody changes it
  /// - Throws: `DataUnavailable` if a file is not there any more or has changed
  func dataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let watch: DataWatch
    do {
      watch = DataWatch(try DataFile.ofDataset(of: experiment))
    } catch FileError.notFound where isArchive {
      throw DataUnavailable.notInArchive
    } catch FileError.notFound(let path, let hint) {
      throw DataUnavailable.missing(path, hint: hint)
    } catch let mismatch as DigestMismatch {
      throw DataUnavailable.changed(mismatch)
    }
    let dataset = try watch.loadDataset(of: experiment)
    try experiment.check(against: dataset)
    return (dataset, watch)
  }
}
