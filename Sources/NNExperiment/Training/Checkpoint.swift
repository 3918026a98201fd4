import NNCore
import NNFiles

/// A point of a training at which it can resume: the arrays of its state, and how far all files are.
///
/// Random numbers are indexed by the iteration, so no generator has a state. The file is one of
/// NumPy's: it has the arrays that `TrainingState` names, among them `arr_l`, the weights as in
/// `weights.npz`, and `state`, whose bytes are a JSON text. It is taken after an iteration, before an
/// evaluation that is due then.
struct Checkpoint {
  /// What belongs to the arrays.
  let state: State
  /// The arrays of the training's state, by key.
  let arrays: [String: NPYArray]
  /// The file.
  let path: String
  /// What `cost.csv` and `metrics.csv` have to begin with.
  let costs, metrics: ChecksummedFile.Prefix

  /// How far a training is.
  struct State {
    /// The hash of the run's identity.
    let identity: String
    /// The iterations that are done.
    let iteration: Int
    /// The cost of the last one.
    let cost: Double
    /// What is in `cost.csv` and `metrics.csv`.
    let costs: ChecksummedFile.Position
    let metrics: ChecksummedFile.Position
    /// The seconds that training has taken so far, and those of all.
    let trainSeconds: Double
    let totalSeconds: Double
    /// What has happened so far.
    let history: RunHistory
    /// Whether best weights have been kept.
    let hasBest: Bool

    /// How far the training is.
    var progress: TrainingProgress {
      TrainingProgress(iteration: iteration, cost: cost, seconds: trainSeconds)
    }
  }

  /// Writes a checkpoint; the one before it gets another name.
  ///
  /// - Throws: `FileError`
  static func write(
    _ state: State, arrays: [(key: String, array: NPYArray)], to folder: RunFolder
  ) throws(FileError) {
    let text = state.json(arrays: digest(arrays.map(\.array))).text
    let bytes = Array(text.utf8)
    try NPZFile.write(
      arrays + [(key: "state", array: NPYArray(shape: [bytes.count], elements: .uint8(bytes)))],
      to: folder.file(RunFolder.checkpoint),
      keepingOldAs: folder.file(RunFolder.previousCheckpoint))
  }

  /// Reads a checkpoint, and checks all that belongs to it.
  ///
  /// - Parameters:
  ///   - name: the name of its file
  ///   - folder: the run's folder
  ///   - training: what it has to fit
  /// - Throws: if it is damaged or another run's, or `cost.csv` or `metrics.csv` is; `FileError` if the
  ///   system does not let a file be read
  init(_ name: String, in folder: RunFolder, of training: CheckpointedTraining) throws {
    path = folder.file(name)
    guard FileSystem.isRegularFile(path) else { throw DamagedCheckpoint.noFile }
    let (state, digest) = try Self.state(in: path)
    guard state.identity == training.identity else { throw DamagedCheckpoint.otherRun }
    let expected = training.shapes(hasBest: state.hasBest)
    let stored = try NPZFile.read(path, keys: expected.map(\.key))
    guard stored.map(\.shape) == expected.map(\.shape),
      stored.allSatisfy({ $0.type == training.type }), state.iteration <= training.iterations
    else { throw DamagedCheckpoint.content }
    let arrays = stored.compactMap { NPYArray($0) }
    guard Self.digest(arrays) == digest else { throw DamagedCheckpoint.content }
    for name in [RunFolder.cost, RunFolder.metrics] where FileSystem.isShared(folder.file(name)) {
      throw DamagedCheckpoint.shared(name)
    }
    costs = try training.costs(in: folder.file(RunFolder.cost), state)
    metrics = try training.metrics(in: folder.file(RunFolder.metrics), state)
    self.state = state
    self.arrays = Dictionary(uniqueKeysWithValues: zip(expected.map(\.key), arrays))
  }

  /// What a checkpoint says of itself, and the hash of its arrays.
  private static func state(in path: String) throws -> (State, digest: String) {
    guard let array = try NPZFile.read(path, keys: ["state"]).first, array.count < 1 << 16,
      case .uint8(let bytes)? = NPYArray(array)?.elements,
      let json = try? JSONValue(parsing: bytes), let state = State(json),
      let digest = json["weights_sha256"]?.string
    else { throw DamagedCheckpoint.content }
    return (state, digest)
  }

  private static func digest(_ arrays: [NPYArray]) -> String {
    var hash = SHA256()
    for array in arrays { hash.update(array.bytes) }
    return hash.hexDigest
  }
}

extension Checkpoint.State {
  fileprivate func json(arrays: String) -> JSONValue {
    .object(
      [
        ("identity", .string(identity)),
        ("iteration", .integer(iteration)),
        ("cost", .number(cost)),
        ("cost_length", .integer(costs.length)),
        ("cost_sha256", .string(costs.digest)),
        ("metrics_length", .integer(metrics.length)),
        ("metrics_sha256", .string(metrics.digest)),
        ("train_seconds", .number(trainSeconds)),
        ("total_seconds", .number(totalSeconds)),
        ("started", .string(history.started)),
        ("checkpoints", .integer(history.checkpoints)),
        ("resumed", .integer(history.resumed)),
        ("weights_sha256", .string(arrays)),
      ] + (hasBest ? [("has_best", .bool(true))] : []))
  }

  fileprivate init?(_ json: JSONValue) {
    func position(_ name: String) -> ChecksummedFile.Position? {
      guard let length = json["\(name)_length"]?.int, length >= 0,
        let digest = json["\(name)_sha256"]?.string
      else { return nil }
      return ChecksummedFile.Position(length: length, digest: digest)
    }
    guard let identity = json["identity"]?.string,
      let iteration = json["iteration"]?.int, iteration > 0,
      let cost = json["cost"]?.double, let costs = position("cost"),
      let metrics = position("metrics"),
      let trainSeconds = json["train_seconds"]?.double,
      let totalSeconds = json["total_seconds"]?.double,
      let started = json["started"]?.string, let checkpoints = json["checkpoints"]?.int,
      let resumed = json["resumed"]?.int
    else { return nil }
    self.init(
      identity: identity, iteration: iteration, cost: cost, costs: costs, metrics: metrics,
      trainSeconds: trainSeconds, totalSeconds: totalSeconds,
      history: RunHistory(started: started, checkpoints: checkpoints, resumed: resumed),
      hasBest: json["has_best"] == .bool(true))
  }
}

/// What has happened to a run until now, over all processes that trained it.
struct RunHistory {
  /// When the first of them started.
  let started: String
  /// The checkpoints that were taken.
  var checkpoints = 0
  /// How often it resumed from one.
  var resumed = 0
}

/// A checkpoint from which a training cannot resume.
enum DamagedCheckpoint: Error, CustomStringConvertible {
  /// The file is not a checkpoint, its bytes have changed, or it does not fit the other files.
  case content
  /// It is a folder, a device or a pipe.
  case noFile
  /// It belongs to another run.
  case otherRun
  /// Another file of the run is not what it was.
  case file(String)
  /// Another file of the run has the wrong number of rows.
  case rows(String, found: Int, expected: Int)
  /// Another file of the run may be somebody else's.
  case shared(String)

  var description: String {
    switch self {
    case .content: "its content has changed"
    case .noFile: "it is not a regular file"
    case .otherRun: "it is of another run"
    case .file(let name): "\(name) has changed"
    case .rows(let name, let found, let expected):
      "\(name) has \(counted(found, "row")) for it, not \(expected)"
    case .shared(let name): "\(name) is a link, has other names or is not a regular file"
    }
  }
}
