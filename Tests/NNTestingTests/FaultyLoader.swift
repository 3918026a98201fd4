import NNConfig
import NNData
import NNFiles

/// Twelve rows of three classes, some of which can be held out, with a mistake.
struct FaultyLoader: DatasetLoader {
  enum Fault: String, CaseIterable {
    case none, label, notANumber, width, mislabels, overlaps, trainsOnAll, loses, memory, seed
    case repeats, repeatsSome, fails, files, samples, preprocessing, relabels, shifts, ignores
    case caches, repeatsHeldOut, shiftsBesideImputed
  }

  let fault: Fault
  let options: OptionReader
  private let counter = Counter()
  /// Differs each time the loader is made.
  private let cached: Double

  init(_ fault: Fault, _ options: OptionReader, instances: Counter) {
    self.fault = fault
    self.options = options
    cached = instances.next()
  }

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func files() -> [String] {
    switch fault {
    case .files: ["/"]
    case .samples, .repeats, .repeatsSome, .repeatsHeldOut: [#filePath]
    default: []
    }
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    fault == .samples ? rows(0..<12, seed: 0, labels: Self.labels.reversed()) : nil
  }

  func load(seed: UInt64) throws -> Dataset {
    if fault == .fails { throw DataError("rows.txt", "is empty") }
    var preprocessing = Preprocessing()
    preprocessing.classes = fault == .label ? ["a", "b"] : ["a", "b", "c"]
    // Mistakes that are made only when rows are held out.
    let isChosen = HoldOut.isChosen(in: options)
    if fault == .shiftsBesideImputed {
      preprocessing.features = ["a", "b"]
      preprocessing.fills = [FeatureFill(feature: "b", value: .number(isChosen ? 1 : 2))]
    }
    if fault == .preprocessing { preprocessing.loader = .object([("x", .number(.nan))]) }
    let test =
      switch fault {
      case .repeats: rows(0..<12, seed: seed)
      case .repeatsSome: rows(3..<6, seed: seed)
      case .width: Self.wideRows
      default: rows(12..<15, seed: seed)
      }
    let labels = isChosen && fault == .relabels ? Self.labels.reversed() : Self.labels
    let shift = isChosen && [.shifts, .shiftsBesideImputed].contains(fault) ? 1.0 : 0
    let whole = Dataset(
      train: rows(0..<12, seed: seed, labels: labels, shift: shift),
      validation: fault == .repeatsHeldOut && !isChosen ? test : nil, test: test,
      preprocessing: preprocessing,
      contents: Dataset.Contents("row"))
    let divided = try HoldOut.split(whole, options, seed: seed)
    guard isChosen else { return divided }
    func dataset(train: Samples, test: Samples?) -> Dataset {
      Dataset(
        train: train, validation: divided.validation, test: test, preprocessing: preprocessing,
        contents: Dataset.Contents("row"))
    }
    switch fault {
    case .mislabels:
      // The inputs are those of the first rows, the targets those of the rows that were drawn.
      return dataset(
        train: divided.train,
        test: divided.test.map { test in
          Samples(count: test.count, inputWidth: 2, inputs: test.inputs, targets: test.targets)
        })
    case .overlaps: return dataset(train: divided.train, test: divided.validation)
    case .ignores:
      return Dataset(
        train: divided.train, test: divided.test, preprocessing: preprocessing,
        contents: Dataset.Contents("row"))
    case .trainsOnAll: return dataset(train: whole.train, test: divided.test)
    case .loses:
      // The first rows, without saying which rows these are.
      let rest = Samples(
        count: divided.train.count - 1, inputWidth: 2,
        inputs: .numbers((1..<divided.train.count).flatMap { divided.train.inputValues(of: $0) }),
        targets: .classes(
          (1..<divided.train.count).map { Self.labels[divided.train.dataRow(of: $0)] }))
      return dataset(train: rest, test: divided.test)
    default: return divided
    }
  }

  private static let labels: [Int32] = (0..<15).map { Int32($0 % 3) }

  private func rows(
    _ range: Range<Int>, seed: UInt64, labels: [Int32] = labels, shift: Double = 0
  ) -> Samples {
    let inputs = range.flatMap { row in
      [
        fault == .notANumber && row == 5 ? .nan : Double(row) + shift,
        fault == .memory
          ? counter.next() : fault == .caches ? cached : fault == .seed ? Double(seed) : 1,
      ]
    }
    return Samples(
      count: range.count, inputWidth: 2, inputs: .numbers(inputs),
      targets: .classes(range.map { labels[$0] }))
  }

  private static var wideRows: Samples {
    Samples(count: 1, inputWidth: 3, inputs: .numbers([1, 2, 3]), targets: .classes([0]))
  }
}

extension FaultyLoader {
  /// The loader with a mistake, as a plugin.
  static func plugin(_ fault: Fault) -> Plugin<any DatasetLoader> {
    let instances = Counter()
    return Plugin<any DatasetLoader>(
      "faulty", summary: "rows with a mistake", parameters: HoldOut.parameters
    ) { options throws(ExperimentError) in
      try HoldOut.check(options)
      return FaultyLoader(fault, options, instances: instances)
    }
  }
}
