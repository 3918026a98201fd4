import CNNPlugin
import NNConfig
import NNData
import NNFiles

/// A data set loader of a library.
struct LibraryDatasetLoader: DatasetLoader, @unchecked Sendable {
  private let functions: nnrun_loader
  private let instance: LibraryInstance

  /// A loader whose library has a function that loads.
  init(_ functions: nnrun_loader, _ instance: LibraryInstance) {
    self.functions = functions
    self.instance = instance
  }

  private var options: OptionReader { instance.settings.options }
  private var state: UnsafeRawPointer? { UnsafeRawPointer(instance.pointer) }
  private var usesOwnSeed: Bool { functions.uses_seed != 0 }

  var usesSeed: Bool { usesOwnSeed || HoldOut.usesSeed(in: options) }

  func files() throws -> [String] {
    guard let files = functions.files else { return instance.settings.paths }
    let call = LibraryCall(instance.plugin, instance.settings, namesFiles: true)
    try call.perform("files") { files(state, $0) }
    return call.files ?? []
  }

  func load(seed: UInt64) throws -> Dataset {
    let data = LibraryData(owner: instance.plugin.text)
    let dataset = try read("load", of: files(), into: data) { call in
      functions.load(state, call, usesOwnSeed ? seed : 0)
    } result: {
      try data.dataset()
    }
    return try HoldOut.split(dataset, options, seed: seed)
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    guard let samples = functions.samples else { return nil }
    if functions.takes_targets_file == 0 { try files.rejectTargets() }
    let data = LibraryData(owner: instance.plugin.text, known: preprocessing)
    let paths = try [files.path] + (files.targetsPath.map { [$0] } ?? []) + self.files()
    return try read("samples", of: paths, into: data) { call in
      files.path.withCString { path in
        guard let targets = files.targetsPath else { return samples(state, call, path, nil) }
        return targets.withCString { samples(state, call, path, $0) }
      }
    } result: {
      try data.otherSamples()
    }
  }

  /// Calls a function that hands over data.
  ///
  /// - Parameters:
  ///   - function: its name in the interface
  ///   - files: what it can read
  ///   - data: receives the data
  ///   - body: calls the function
  ///   - result: makes something of the data
  /// - Returns: what `result` returns
  /// - Throws: a `UserFacingError` if the function fails, or the data cannot be used
  private func read<Result>(
    _ function: String, of files: [String], into data: LibraryData,
    _ body: (OpaquePointer) -> Int32,
    result: () throws -> Result
  ) throws -> Result {
    try LibraryCall(instance.plugin, instance.settings, data: data, readable: files)
      .perform(function, body)
    do {
      return try result()
    } catch let mistake as LibraryDataMistake {
      throw PluginLibraryError.badResult(instance.plugin, mistake.text)
    }
  }
}
