import CNNPlugin
import NNConfig
import NNData
import NNFiles
import Platform

/// The data that a function of a loader hands over: memory for each set, which the function fills.
final class LibraryData {
  /// What is known from the training set when other samples are read; `nil` while it is read.
  let known: Preprocessing?
  private let owner: String
  private var sets: [Split: SetMemory] = [:]
  private var classNames: [String]?
  private var inputNames: [String] = []
  private var targetNames: [String] = []
  private var divisor = 1.0
  private var unit = "row"
  private var notes: [String] = []
  private var kept: [(String, JSONValue)] = []

  /// The memory of a set.
  private struct SetMemory {
    var inputs: StoredArray?
    var labels: (memory: ByteStorage, count: Int)?
    var targets: (memory: ByteStorage, count: Int, width: Int)?
  }

  /// Data that have not been handed over yet.
  ///
  /// - Parameters:
  ///   - owner: what errors say needs the memory
  ///   - known: what is known from the training set, if other samples are read
  init(owner: String, known: Preprocessing? = nil) {
    self.owner = owner
    self.known = known
  }
}

/// Why data of a library cannot be used: a phrase that follows the name of its loader.
struct LibraryDataMistake: Error {
  let text: String

  init(_ text: String) { self.text = text }
}

// What functions of the library call.
extension LibraryData {
  private static let maximumDimensions: Int32 = 8

  /// Memory for the inputs of a set.
  ///
  /// - Parameters:
  ///   - set: the set
  ///   - type: the type of the elements
  ///   - dimensions: the number of dimensions
  ///   - shape: the length of each
  /// - Returns: the memory, all of it 0
  /// - Throws: `LibraryDataMistake` if there cannot be such inputs; `OutOfMemory`
  func addInputs(
    _ set: nnrun_set, _ type: nnrun_element, _ dimensions: Int32, _ shape: UnsafePointer<Int64>?
  ) throws -> UnsafeMutableRawPointer {
    let split = try split(set)
    guard sets[split]?.inputs == nil else { throw again("inputs", split) }
    let types: [UInt32: ElementType] = [
      NNRUN_UINT8.rawValue: .uint8, NNRUN_FLOAT.rawValue: .float32, NNRUN_DOUBLE.rawValue: .float64,
    ]
    guard let element = types[UInt32(type.rawValue)] else {
      throw LibraryDataMistake("asks for inputs of the unknown type \(type.rawValue)")
    }
    guard let shape, (2...Self.maximumDimensions).contains(dimensions) else {
      throw LibraryDataMistake(
        "asks for inputs of \(dimensions) dimensions; there have to be 2 to "
          + "\(Self.maximumDimensions), of which the first is that of the samples")
    }
    let lengths = (0..<Int(dimensions)).map { Int(shape[$0]) }
    let text = "[\(lengths.map(String.init).joined(separator: ", "))]"
    guard lengths.allSatisfy({ $0 > 0 }) else {
      throw LibraryDataMistake(
        "asks for inputs of the shape \(text) in the \(split.title); each number has to be positive"
      )
    }
    let bytes = lengths.reduce(Int?(element.size)) { product, length in
      product.flatMap { $0.checkedProduct(length) }
    }
    guard let bytes else {
      throw LibraryDataMistake(
        "asks for inputs of the shape \(text) in the \(split.title), which no memory holds")
    }
    let (storage, memory) = try zeros(bytes)
    let array = StoredArray(shape: lengths, type: element, storage: storage)
    sets[split, default: SetMemory()].inputs = array
    return memory
  }

  /// Memory for the classes of a set.
  ///
  /// - Throws: `LibraryDataMistake` if there cannot be so many; `OutOfMemory`
  func addClasses(_ set: nnrun_set, _ samples: Int64) throws -> UnsafeMutableRawPointer {
    let split = try split(set)
    guard sets[split]?.labels == nil, sets[split]?.targets == nil else {
      throw again("classes or targets", split)
    }
    let bytes = try size(samples, 1, MemoryLayout<Int32>.stride, "classes", split)
    let (storage, memory) = try zeros(bytes)
    sets[split, default: SetMemory()].labels = (storage, Int(samples))
    return memory
  }

  /// Memory for the targets of a set.
  ///
  /// - Throws: `LibraryDataMistake` if there cannot be so many; `OutOfMemory`
  func addTargets(
    _ set: nnrun_set, _ samples: Int64, _ width: Int64
  ) throws -> UnsafeMutableRawPointer {
    let split = try split(set)
    guard sets[split]?.labels == nil, sets[split]?.targets == nil else {
      throw again("classes or targets", split)
    }
    let bytes = try size(samples, width, MemoryLayout<Double>.stride, "targets", split)
    let (storage, memory) = try zeros(bytes)
    sets[split, default: SetMemory()].targets = (storage, Int(samples), Int(width))
    return memory
  }

  /// Sets the names of the classes.
  func setClassNames(_ names: [String]) throws {
    try requireTrainingSet("class_names")
    if let repeated = names.firstRepeated {
      throw LibraryDataMistake("has two classes that are called '\(repeated.excerpt)'")
    }
    classNames = names
  }

  /// Sets the names of the inputs.
  func setInputNames(_ names: [String]) throws {
    try requireTrainingSet("input_names")
    if let repeated = names.firstRepeated {
      throw LibraryDataMistake("has two inputs that are called '\(repeated.excerpt)'")
    }
    inputNames = names
  }

  /// Sets the names of the columns of targets.
  func setTargetNames(_ names: [String]) throws {
    try requireTrainingSet("target_names")
    if let repeated = names.firstRepeated {
      throw LibraryDataMistake("has two columns of targets that are called '\(repeated.excerpt)'")
    }
    targetNames = names
  }

  /// Sets what inputs are divided by.
  func setDivisor(_ divisor: Double) throws {
    try requireTrainingSet("divide_inputs")
    guard divisor > 0, divisor.isFinite else {
      throw LibraryDataMistake("divides inputs by \(divisor), which has to be a positive number")
    }
    self.divisor = divisor
  }

  /// Sets what messages call a sample.
  func setUnit(_ unit: String) throws {
    try requireTrainingSet("call_samples")
    self.unit = unit
  }

  /// Adds a warning.
  func add(note: String) throws {
    try requireTrainingSet("note")
    notes.append(note)
  }

  /// Keeps a text for later.
  func keep(_ text: String, as name: String) throws {
    try requireTrainingSet("keep_text")
    try keep(.string(text), name)
  }

  /// Keeps numbers for later.
  func keep(_ numbers: [Double], as name: String) throws {
    try requireTrainingSet("keep_numbers")
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      throw LibraryDataMistake(
        "keeps '\(name.excerpt)', whose number \(index), counted from 0, is not finite")
    }
    try keep(.array(numbers.map { .number($0) }), name)
  }

  private func keep(_ value: JSONValue, _ name: String) throws(LibraryDataMistake) {
    guard !kept.contains(where: { $0.0 == name }) else {
      throw LibraryDataMistake("keeps '\(name.excerpt)' twice")
    }
    kept.append((name, value))
  }

  private func requireTrainingSet(_ function: String) throws(LibraryDataMistake) {
    if known != nil {
      throw LibraryDataMistake("calls '\(function)' in 'samples'; the training set decides that")
    }
  }

  private func again(_ what: String, _ split: Split) -> LibraryDataMistake {
    LibraryDataMistake("asks for \(what) of the \(split.title) twice")
  }

  private func split(_ set: nnrun_set) throws(LibraryDataMistake) -> Split {
    let splits = [NNRUN_TRAIN: Split.train, NNRUN_VALIDATION: .validation, NNRUN_TEST: .test]
    guard let split = splits[set] else {
      throw LibraryDataMistake("hands over set \(set.rawValue), which does not exist")
    }
    if known != nil, split != .train {
      throw LibraryDataMistake(
        "hands over a \(split.title) in 'samples', which has only the set NNRUN_SAMPLES")
    }
    return split
  }

  private func size(
    _ samples: Int64, _ width: Int64, _ size: Int, _ what: String, _ split: Split
  ) throws(LibraryDataMistake) -> Int {
    guard samples > 0, width > 0,
      let bytes = Int(samples).checkedProduct(Int(width))?.checkedProduct(size)
    else {
      throw LibraryDataMistake(
        "asks for the \(what) of \(samples) samples\(width == 1 ? "" : ", \(width) for each,") in "
          + "the \(split.title), which there cannot be")
    }
    return bytes
  }

  private func zeros(_ bytes: Int) throws -> (ByteStorage, UnsafeMutableRawPointer) {
    var start: UnsafeMutableRawPointer?
    let storage = try ByteStorage(byteCount: bytes, owner: owner) { memory in
      memory.initializeMemory(as: UInt8.self, repeating: 0)
      start = memory.baseAddress
    }
    guard let start else { preconditionFailure("there is memory") }
    return (storage, start)
  }
}

// What becomes of the data.
extension LibraryData {
  /// The data set.
  ///
  /// - Throws: `LibraryDataMistake` if the library has not handed over all that it takes, or it
  ///   does not fit together
  func dataset() throws -> Dataset {
    guard sets[.train] != nil else {
      throw LibraryDataMistake("has handed over no training set; 'inputs' makes room for one")
    }
    let train = try samples(.train, classes: classNames)
    let others = try [Split.validation, .test].map { split in
      try sets[split] == nil ? nil : samples(split, classes: classNames, like: train)
    }
    let width = train.inputWidth
    guard [0, width].contains(inputNames.count) else {
      throw LibraryDataMistake(
        "has \(counted(inputNames.count, "name")) for \(counted(width, "input"))")
    }
    let columns = if case .values(_, let width) = train.targets { width } else { 1 }
    guard [0, columns].contains(targetNames.count) else {
      throw LibraryDataMistake(
        "has \(counted(targetNames.count, "name")) for \(counted(columns, "column")) of targets")
    }
    var preprocessing = Preprocessing()
    preprocessing.features = inputNames
    preprocessing.targets = targetNames
    if case .classes = train.targets {
      preprocessing.classes = classNames ?? []
    } else if classNames != nil {
      throw LibraryDataMistake("names classes, but has none: its targets are numbers")
    }
    if divisor != 1 {
      preprocessing.inputScaling = Scaling(offsets: [0], divisors: [divisor])
    }
    preprocessing.loader = kept.isEmpty ? nil : .object(kept)
    return Dataset(
      train: train, validation: others[0], test: others[1], preprocessing: preprocessing,
      contents: Dataset.Contents(unit), notes: notes)
  }

  /// The samples that `samples` has read.
  ///
  /// - Throws: as `dataset` does
  func otherSamples() throws -> Samples {
    guard let known, sets[.train] != nil else {
      throw LibraryDataMistake("has handed over no samples; 'inputs' makes room for them")
    }
    divisor = known.inputScaling?.commonDivisor ?? 1
    return try samples(.train, classes: known.classes.isEmpty ? nil : known.classes)
  }

  private func samples(
    _ split: Split, classes: [String]?, like train: Samples? = nil
  ) throws -> Samples {
    let name = known == nil ? "the \(split.title)" : "the data"
    guard let set = sets[split], let array = set.inputs else {
      throw LibraryDataMistake("has handed over no inputs of \(name)")
    }
    let count = array.shape[0]
    let width = array.count / count
    let targets = try targets(set, name: name, classes: classes)
    if let found = set.labels?.count ?? set.targets?.count, found != count {
      throw LibraryDataMistake(
        "has \(counted(found, "target")) for the \(counted(count, "sample")) of \(name)")
    }
    if let index = array.firstThatIsNotFinite {
      throw LibraryDataMistake(
        "input \(index % width) of sample \(index / width) of \(name), both counted from 0, is not a "
          + "finite number")
    }
    if let train {
      guard width == train.inputWidth else {
        throw LibraryDataMistake(
          "has \(counted(width, "input")) in \(name), but \(train.inputWidth) in the training set")
      }
      switch (targets, train.targets) {
      case (.classes, .classes): break
      case (.values(_, let width), .values(_, let other)) where width == other: break
      default:
        throw LibraryDataMistake("has other targets in \(name) than in the training set")
      }
    }
    return Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: array, rows: count, width: width, divisor: divisor),
      targets: targets)
  }

  private func targets(
    _ set: SetMemory, name: String, classes: [String]?
  ) throws(LibraryDataMistake) -> Samples.Targets {
    if let (memory, _) = set.labels {
      guard let classes, !classes.isEmpty else {
        throw LibraryDataMistake(
          known == nil
            ? "has classes, but does not say by 'class_names' what they are called"
            : "has classes in \(name), but not in the training set")
      }
      let labels = Array(memory.bytes.bindMemory(to: Int32.self))
      if let index = labels.firstIndex(where: { !classes.indices.contains(Int($0)) }) {
        throw LibraryDataMistake(
          "the class of sample \(index) of \(name), counted from 0, is \(labels[index]), but there "
            + "are only the classes 0 to \(classes.count - 1)")
      }
      return .classes(labels)
    }
    guard let (memory, _, width) = set.targets else {
      throw LibraryDataMistake("has handed over neither classes nor targets of \(name)")
    }
    let values = Array(memory.bytes.bindMemory(to: Double.self))
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw LibraryDataMistake(
        "target \(index % width) of sample \(index / width) of \(name), both counted from 0, is not a "
          + "finite number")
    }
    return .values(values, width: width)
  }
}

extension StoredArray {
  /// The index of the first element that is infinite or not a number; `nil` if there is none.
  fileprivate var firstThatIsNotFinite: Int? {
    switch type {
    case .float32: bytes.bindMemory(to: Float.self).firstIndex { !$0.isFinite }
    case .float64: bytes.bindMemory(to: Double.self).firstIndex { !$0.isFinite }
    default: nil
    }
  }
}

extension [String] {
  /// The first text that there is already; `nil` if all differ.
  fileprivate var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
