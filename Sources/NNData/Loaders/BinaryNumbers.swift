import NNConfig
import NNFiles

/// The lecture's task: the digits of a binary number in, the number out.
///
/// The numbers that are held out are the validation set and the test set; all others of the given
/// length are the training set. The first input is the most significant digit.
struct BinaryNumbers: DatasetLoader {
  let bits: Int
  let options: OptionReader

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    try MachineMemory.require((bits + 4) * (32 << bits), for: "binary_numbers of \(bits) bits")
    let isHeldOut = Set(numbers(.validation) + numbers(.test))
    let training = (0..<(1 << bits)).filter { !isHeldOut.contains($0) }
    var preprocessing = Preprocessing()
    preprocessing.features = (0..<bits).reversed().map { "bit\($0)" }
    preprocessing.targets = ["number"]
    let dataset = Dataset(
      train: Self.samples(training, bits: bits), validation: samples(.validation),
      test: samples(.test), preprocessing: preprocessing,
      contents: Dataset.Contents("number", "of \(counted(bits, "bit"))"))
    return try HoldOut.split(dataset, options, seed: seed)
  }

  /// The numbers to hold out for a set.
  private func numbers(_ split: Split) -> [Int] { options.integers(Self.heldOut(split)) }

  private func samples(_ split: Split) -> Samples? {
    let numbers = numbers(split)
    return numbers.isEmpty ? nil : Self.samples(numbers, bits: bits)
  }

  private static func samples(_ numbers: [Int], bits: Int) -> Samples {
    let digits = numbers.flatMap { number in
      (0..<bits).reversed().map { Double(number >> $0 & 1) }
    }
    return Samples(
      count: numbers.count, inputWidth: bits,
      inputs: .numbers(digits, origins: RowOrigins(rows: numbers)),
      targets: .values(numbers.map(Double.init), width: 1))
  }
}

extension BinaryNumbers {
  static let plugin = Plugin<any DatasetLoader>(
    "binary_numbers",
    summary: "all binary numbers of a length: the inputs are the digits, the target the number",
    example: "{loader: binary_numbers, bits: 3, holdout: [5]}",
    parameters: [
      Parameter("bits", .integer(1...20), default: .integer(3), summary: "the number of digits"),
      Parameter(
        heldOut(.test), .list(.integer(0...Int.max)), default: .list([]),
        summary: "the numbers to hold out for testing"),
      Parameter(
        heldOut(.validation), .list(.integer(0...Int.max)), default: .list([]),
        summary: "the numbers to hold out for validation"),
    ] + HoldOut.parameters
  ) { options throws(ExperimentError) in
    try HoldOut.check(options) { split in
      [heldOut(split)].filter { !options.integers($0).isEmpty }
    }
    let bits = options.integer("bits")
    try checkHeldOut(options, bits: bits)
    return BinaryNumbers(bits: bits, options: options)
  }

  /// The name of the setting that lists the numbers of a set.
  private static func heldOut(_ split: Split) -> String {
    split == .test ? "holdout" : split.setting("holdout")
  }

  private static func checkHeldOut(
    _ options: OptionReader, bits: Int
  ) throws(ExperimentError) {
    var numbers: [Int] = []
    for name in Split.heldOut.map(heldOut) {
      numbers += options.integers(name)
      if let tooLarge = numbers.first(where: { $0 >= 1 << bits }) {
        throw options.invalid(
          name, "\(tooLarge) has more than \(bits) bits; the largest number is \((1 << bits) - 1)")
      }
      guard Set(numbers).count == numbers.count else {
        throw options.invalid(name, "a number is held out twice")
      }
      guard numbers.count < 1 << bits else {
        throw options.invalid(name, "no number is left for training")
      }
    }
  }
}
