import NNConfig
import NNFiles

/// The lecture's task: the digits of a binary number in, the number out.
///
/// The numbers that are held out are the test set; all others of the given length are the training
/// set. The first input is the most significant digit.
struct BinaryNumbers: DatasetLoader {
  let bits: Int
  let heldOut: [Int]
  let options: OptionReader

  var usesSeed: Bool { HoldOut.isChosen(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    try MachineMemory.require((bits + 4) * (32 << bits), for: "binary_numbers of \(bits) bits")
    let isHeldOut = Set(heldOut)
    let training = (0..<(1 << bits)).filter { !isHeldOut.contains($0) }
    var preprocessing = Preprocessing()
    preprocessing.features = (0..<bits).reversed().map { "bit\($0)" }
    preprocessing.targets = ["number"]
    let dataset = Dataset(
      train: samples(training), test: heldOut.isEmpty ? nil : samples(heldOut),
      preprocessing: preprocessing,
      contents: Dataset.Contents("number", "of \(counted(bits, "bit"))"))
    return try HoldOut.split(dataset, options, seed: seed)
  }

  private func samples(_ numbers: [Int]) -> Samples {
    let digits = numbers.flatMap { number in
      (0..<bits).reversed().map { Double(number >> $0 & 1) }
    }
    return Samples(
      count: numbers.count, inputWidth: bits, inputs: .numbers(digits),
      targets: .values(numbers.map(Double.init), width: 1))
  }
}

extension BinaryNumbers {
  static let plugin = Plugin<any DatasetLoader>(
    "binary_numbers",
    summary: "all binary numbers of a length: the inputs are the digits, the target the number",
    parameters: [
      Parameter("bits", .integer(1...20), default: .integer(3), summary: "the number of digits"),
      Parameter(
        "holdout", .list(.integer(0...Int.max)), default: .list([]),
        summary: "the numbers to hold out for testing"),
      HoldOut.parameter,
    ]
  ) { options throws(ExperimentError) in
    if !options.integers("holdout").isEmpty { try HoldOut.check(options, excludes: ["holdout"]) }
    let bits = options.integer("bits")
    let heldOut = try heldOut(options, bits: bits)
    return BinaryNumbers(bits: bits, heldOut: heldOut, options: options)
  }

  private static func heldOut(
    _ options: OptionReader, bits: Int
  ) throws(ExperimentError) -> [Int] {
    let numbers = options.integers("holdout")
    if let tooLarge = numbers.first(where: { $0 >= 1 << bits }) {
      throw options.invalid(
        "holdout",
        "\(tooLarge) has more than \(bits) bits; the largest number is \((1 << bits) - 1)")
    }
    guard Set(numbers).count == numbers.count else {
      throw options.invalid("holdout", "a number is held out twice")
    }
    guard numbers.count < 1 << bits else {
      throw options.invalid("holdout", "no number is left for training")
    }
    return numbers
  }
}
