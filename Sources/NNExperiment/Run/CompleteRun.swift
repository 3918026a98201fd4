import NNConfig
import NNCore
import NNData
import NNFiles

/// A run that was trained to its end, opened to use its network.
struct CompleteRun {
  /// Where the run is.
  let location: RunLocation
  /// The experiment that was trained.
  let experiment: Experiment
  /// The content of `run.json`; `nil` if it is missing or damaged.
  let record: JSONValue?
  /// What the network has learnt to predict.
  let task: Task
  /// What the loader learnt from the training set.
  let preprocessing: Preprocessing
  /// The plugins that the run can name.
  let registry: Registry

  /// Its folder, or the folder into which its archive is unpacked.
  var folder: RunFolder { location.folder }

  /// Opens a run's folder or archive to use the network.
  ///
  /// - Parameters:
  ///   - path: the folder, or the archive
  ///   - registry: the plugins that the run can name
  /// - Throws: a `UserFacingError` if there is no complete run at the path, if it is damaged, or if
  ///   it needs a plugin that the registry does not have
  init(_ path: String, registry: Registry) throws {
    let location = try RunLocation(path)
    self = try location.naming {
      // Without a checksum, a digit that has changed would go unnoticed and falsify predictions.
      try location.folder.verify([RunFolder.resolved, RunFolder.preprocessing, RunFolder.weights])
      return try CompleteRun(verified: location, registry: registry)
    }
  }

  /// Opens a run whose files have been verified.
  ///
  /// - Parameters:
  ///   - location: where the run is
  ///   - registry: the plugins that the run can name
  /// - Throws: `RunError` if its files do not belong together; another `UserFacingError` if one
  ///   cannot be read, or the registry does not have a plugin
  init(verified location: RunLocation, registry: Registry) throws {
    self.location = location
    let source = try ExperimentSource(
      path: location.folder.file(RunFolder.resolved), named: location.name(of: RunFolder.resolved))
    self.registry =
      location.isArchive ? try registry.forArchive(location.path, source) : registry
    record = try RunRecord.content(in: location.folder)
    experiment = try ExperimentFile(
      source, overrides: [], registry: self.registry.expecting(RunRecord.plugins(of: record))
    ).experiment
    if experiment.hasAutomaticWidths {
      throw location.inconsistent(RunFolder.resolved, "does not say how many neurons layers have")
    }
    guard Self.isRecorded(experiment, in: record) else {
      throw location.inconsistent(
        RunFolder.record, "belongs to another run than \(RunFolder.resolved)")
    }
    preprocessing = try Self.readPreprocessing(of: location)
    guard let task = preprocessing.task else {
      throw location.inconsistent(
        RunFolder.preprocessing, "has no 'task', which older versions of nnrun did not record")
    }
    self.task = task
    if !preprocessingFits {
      throw location.inconsistent(RunFolder.preprocessing, "does not fit the network")
    }
  }

  private static func readPreprocessing(of location: RunLocation) throws -> Preprocessing {
    let file = location.folder.file(RunFolder.preprocessing)
    let bytes = try File.read(regular: file, limit: 64 << 20)
    // In memory, a JSON value of two characters takes some 50 bytes.
    try MachineMemory.require(bytes.count * 32, for: file)
    guard let json = try? JSONValue(parsing: bytes), let preprocessing = Preprocessing(json: json)
    else { throw location.inconsistent(RunFolder.preprocessing, "is not what a run writes") }
    return preprocessing
  }

  /// Whether a record belongs to the run that the settings describe; `true` if that cannot be
  /// decided, for example because another numerics version gave the run its identity.
  private static func isRecorded(_ experiment: Experiment, in record: JSONValue?) -> Bool {
    guard let record, let digest = RunRecord.identity(of: record),
      record["environment"]?["numerics"]?.int == RunIdentity.numericsVersion
    else { return true }
    // The settings have the digests of all files; the order of reading is only in the record.
    let manifest = DataManifest(record: record, experiment: experiment)
    let digests = manifest?.entries.map(\.digest) ?? []
    // Files to which no setting leads are not in the record, and then the order is unknown.
    guard digests.count == experiment.expectedDigests.count else { return true }
    let identity = RunIdentity(experiment, fileDigests: digests)
    return digests.sorted() == experiment.expectedDigests.map(\.value).sorted()
      && identity.digest == digest
  }

  /// Whether everything in `preprocessing.json` that is indexed later has the network's shape.
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

  /// The number of neurons in the output layer.
  var outputCount: Int { experiment.outputCount }

  /// The names of the classes, of the labels or of the target columns.
  var outputNames: [String] {
    preprocessing.outputNames(for: task, outputs: outputCount)
  }

  /// Loads the trained network.
  ///
  /// - Parameter type: the type of its weights in memory, whatever the precision of the file
  /// - Returns: the network
  /// - Throws: `WeightsError` if the weights file is for another network; another `UserFacingError`
  ///   if it is damaged, or there is not enough memory
  func network<T: Scalar>(in type: T.Type) throws -> Network<T> {
    let file = folder.file(RunFolder.weights)
    return try location.naming {
      try MachineMemory.require(MemoryEstimate.use(of: experiment), for: file)
      let network = Network<T>(
        structure: experiment.structure, activations: experiment.activations.map(\.component))
      try network.readWeights(from: file)
      return network
    }
  }
}
