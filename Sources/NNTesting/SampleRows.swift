import NNData

// Rows of samples as they are compared.
extension Samples {
  /// Some samples, spread evenly over all of them: as many as have 200,000 inputs, at least one.
  var sampled: [Int] {
    let used = min(count, max(1, 200_000 / max(1, inputWidth)))
    return (0..<used).map { count * $0 / used }
  }

  /// The targets of a sample: a label, or the numbers that the network learns.
  func targetValues(of sample: Int) -> [Double] {
    switch targets {
    case .classes(let labels): [Double(labels[sample])]
    case .values(let values, let width): Array(values[sample * width..<(sample + 1) * width])
    }
  }

  /// A hash of a sample's inputs and targets (FNV-1a, a number at a time), the same in every run.
  func contentHash(of sample: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in inputValues(of: sample) + targetValues(of: sample) {
      hash = (hash ^ value.bitPattern) &* 0x100_0000_01b3
      // A product alone never carries high bits, which are all that whole numbers have, down.
      hash ^= hash >> 32
    }
    return hash
  }

  /// How a sample differs from one of other samples, as a clause; `nil` if all bits are equal.
  func difference(_ sample: Int, from other: Samples, _ otherSample: Int) -> String? {
    let (inputs, otherInputs) = (inputValues(of: sample), other.inputValues(of: otherSample))
    if !sameBits(inputs, otherInputs) {
      return "the inputs \(inputs.excerpt) instead of \(otherInputs.excerpt)"
    }
    let (found, expected) = (targetValues(of: sample), other.targetValues(of: otherSample))
    if !sameBits(found, expected) {
      return "the targets \(found.excerpt) instead of \(expected.excerpt)"
    }
    return nil
  }

  /// The sample that each row of the data is.
  var samplesByRow: [Int: Int] {
    Dictionary((0..<count).map { (dataRow(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension [Double] {
  /// The first numbers in a message.
  var excerpt: String {
    count <= 6 ? shown : "(\(prefix(6).map(\.shown).joined(separator: ", ")), ...)"
  }
}
