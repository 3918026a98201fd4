import NNCore
import NNFiles

/// A point at which a training can resume: the arrays of its state, and the ends of the files that
/// grow.
///
/// Random numbers are functions of the iteration, so there is no generator whose state would have
/// to be saved. The file is an `.npz` file with the arrays that `TrainingState` names, among them
/// `arr_l`, the weights as in `weights.npz`, and an array `state`, whose bytes are JSON. A
/// checkpoint is taken after an iteration, before the evaluation that may be due then.
struct Checkpoint {
  /// How far the training was.
  let state: State
  /// The arrays of the training's state, by key.
  let arrays: [String: NPYArray]
  /// The path of the file.
  let path: String
  /// The beginnings of `cost.csv` and `metrics.csv`, up to the checkpoint.
  let costs, metrics: ChecksummedFile.Prefix

  /// How far a training is, besides its arrays.
  struct State {
    /// The SHA-256 that is the run's identity.
    let identity: String
    /// The number of iterations that are done.
    let iteration: Int
    /// The cost of the last one.
    let cost: Double
    /// The ends of `cost.csv` and `metrics.csv`.
    let costs, metrics: ChecksummedFile.Position
    /// The seconds that the training loop has taken, over all processes.
    let trainSeconds: Double
    /// The seconds that everything has taken, over all processes.
    let totalSeconds: Double
    /// What has happened to the run so far.
    let history: RunHistory
    /// Whether best weights have been kept.
    let hasBest: Bool
    /// What early stopping remembers.
    let stopping: StoppingProgress

    /// How far the training is.
    var progress: TrainingProgress {
      TrainingProgress(iteration: iteration, cost: cost, seconds: trainSeconds, stopping: stopping)
    }
  }

  /// Writes a checkpoint, and keeps the one before it as the previous one.
  ///
  /// - Parameters:
  ///   - state: how far the training is
  ///   - arrays: the arrays of the training's state
  ///   - folder: the run's folder
  /// - Throws: `FileError` if it cannot be written
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

  /// Reads a checkpoint, and checks that it fits the run and its files.
  ///
  /// - Parameters:
  ///   - name: the name of its file
  ///   - folder: the run's folder
  ///   - training: the training that is to resume from it
  /// - Throws: `CheckpointError` if it belongs to another run, or does not fit `cost.csv` or
  ///   `metrics.csv`; `ZipError` or another `UserFacingError` if its content is damaged;
  ///   `FileError` if a file cannot be read, which does not mean that it is damaged
  init(_ name: String, in folder: RunFolder, of training: CheckpointedTraining) throws {
    path = folder.file(name)
    guard FileSystem.isRegularFile(path) else { throw CheckpointError.notAFile }
    let (state, digest) = try Self.state(in: path)
    guard state.identity == training.identity else { throw CheckpointError.otherRun }
    let expected = training.shapes(hasBest: state.hasBest)
    let stored = try NPZFile.read(path, keys: expected.map(\.key))
    guard stored.map(\.shape) == expected.map(\.shape),
      stored.allSatisfy({ $0.type == training.type }), training.fits(state)
    else { throw CheckpointError.content }
    let arrays = stored.compactMap { NPYArray($0) }
    guard Self.digest(arrays) == digest else { throw CheckpointError.content }
    for name in [RunFolder.cost, RunFolder.metrics] where FileSystem.isShared(folder.file(name)) {
      throw CheckpointError.shared(name)
    }
    costs = try training.costs(in: folder.file(RunFolder.cost), state)
    metrics = try training.metrics(in: folder.file(RunFolder.metrics), state)
    self.state = state
    self.arrays = Dictionary(uniqueKeysWithValues: zip(expected.map(\.key), arrays))
  }

  /// The state that a checkpoint has, and the SHA-256 of its arrays.
  private static func state(in path: String) throws -> (State, digest: String) {
    guard let array = try NPZFile.read(path, keys: ["state"]).first, array.count < 1 << 16,
      case .uint8(let bytes)? = NPYArray(array)?.elements,
      let json = try? JSONValue(parsing: bytes), let state = State(json),
      let digest = json["weights_sha256"]?.string
    else { throw CheckpointError.content }
    return (state, digest)
  }

  /// The SHA-256 of the bytes of arrays.
  static func digest(_ arrays: [NPYArray]) -> String {
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
        ("evaluations_since_best", .integer(stopping.evaluationsSince)),
      ] + (hasBest ? [("has_best", .bool(true))] : [])
        + (stopping.best.map {
          [("best_value", .number($0.value)), ("best_iteration", .integer($0.iteration))]
        } ?? []))
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
    var stopping = StoppingProgress()
    stopping.evaluationsSince = json["evaluations_since_best"]?.int ?? 0
    if let value = json["best_value"]?.double, let iteration = json["best_iteration"]?.int {
      stopping.best = StoppingProgress.Evaluation(value: value, iteration: iteration)
    }
    self.init(
      identity: identity, iteration: iteration, cost: cost, costs: costs, metrics: metrics,
      trainSeconds: trainSeconds, totalSeconds: totalSeconds,
      history: RunHistory(started: started, checkpoints: checkpoints, resumed: resumed),
      hasBest: json["has_best"] == .bool(true), stopping: stopping)
  }
}

/// What has happened to a run so far, over all processes that trained it.
struct RunHistory {
  /// When the first process started, in UTC in the format of ISO 8601.
  let started: String
  /// The number of checkpoints that were taken.
  var checkpoints = 0
  /// The number of times that the run resumed from one.
  var resumed = 0
}

/// Why a training cannot resume from a checkpoint.
enum CheckpointError: Error, CustomStringConvertible {
  /// The file is not a checkpoint, its bytes have changed, or it does not fit the other files.
  case content
  /// The path is a folder, a link, a device or a pipe.
  case notAFile
  /// It belongs to another run.
  case otherRun
  /// `cost.csv` or `metrics.csv` has changed since.
  case file(String)
  /// `cost.csv` or `metrics.csv` does not have as many rows as the checkpoint needs.
  case rows(String, found: Int, expected: Int)
  /// `cost.csv` or `metrics.csv` may also be a file outside the run.
  case shared(String)

  var description: String {
    switch self {
    case .content: "its content has changed"
    case .notAFile: "it is not a regular file"
    case .otherRun: "it belongs to another run"
    case .file(let name): "\(name) has changed"
    case .rows(let name, let found, let expected):
      "\(name) has \(counted(found, "row")) up to it, not \(expected)"
    case .shared(let name): "\(name) is a link, has other hard links or is not a regular file"
    }
  }
}
