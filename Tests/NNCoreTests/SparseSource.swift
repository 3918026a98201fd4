import Testing

@testable import NNCore

/// Which inputs are not zero in some sample, and whether those of a sample are scattered.
enum UsedInputs: CaseIterable {
  /// Quads that products visit as they are; the first is not used.
  case quads
  /// Inputs that products visit one at a time; the first is not used.
  case scattered
  /// The same, but the first is used.
  case scatteredFromFirst

  /// The number of inputs that products visit at a time.
  var unit: Int { self == .quads ? 4 : 1 }
  /// How many units in 100 are not zero in a sample, of those that are used.
  fileprivate var percent: Int { self == .quads ? 30 : 20 }

  /// Whether an input is used. In each chunk of 64 inputs, used ones form other runs: they begin
  /// with the second unit or with the first, end with the last one or before, or take all.
  fileprivate func contains(_ input: Int) -> Bool {
    let unit = input % 64 / unit
    switch (self, input / 64 % 4) {
    case (.scatteredFromFirst, 0), (.quads, 1), (.scattered, 1), (_, 3): return true
    case (.scatteredFromFirst, 2): return false
    case (.scatteredFromFirst, 1), (_, 2): return unit % 4 == 0
    default: return unit % 4 != 0
    }
  }
}

/// Samples most of whose inputs are zero, as sparse rows or as they are.
final class SparseSource<T: Scalar>: BatchSource {
  let visitedInputs: Int?
  private(set) var sparseInputs: SparseBatch<T>?
  private let bytes: [UInt8]
  private let targets: [T]
  private let width: Int
  private let outputs: Int
  private let rows: SparseRows
  private let values: UnsafeMutablePointer<T>
  private let indices: UnsafeMutablePointer<Int>
  private let samples = 230
  private let arena = Arena()

  /// Samples for a network of a structure, of which some inputs are always zero.
  init(for structure: [Int], _ used: UsedInputs, isSparse: Bool) throws {
    var numbers = TestNumbers(seed: 9)
    let (width, samples) = (structure[0], self.samples)
    (self.width, outputs) = (width, structure[structure.count - 1])
    var isZero = true
    let bytes = (0..<samples * width).map { place -> UInt8 in
      let input = place % width
      if input.isMultiple(of: used.unit) { isZero = numbers.integer(below: 100) >= used.percent }
      return isZero || !used.contains(input) ? 0 : UInt8(1 + numbers.integer(below: 255))
    }
    self.bytes = bytes
    targets = numbers.sparse(samples * outputs)
    let rows = try #require(SparseRows(bytes, width: width, count: samples, maximumShare: 3))
    #expect(rows.inputsAtATime == used.unit)
    self.rows = rows
    visitedInputs = isSparse ? rows.meanVisitedCount : nil
    values = arena.zeros(256)
    for byte in 0..<256 { values[byte] = T(byte) / 255 }
    indices = arena.zeros(samples)
  }

  /// Chooses the samples of a batch, with which `kernels` will compute.
  func choose(iteration: Int, count: Int, kernels: Kernels<T>) {
    for sample in 0..<count { indices[sample] = (sample * 7 + iteration * 11) % samples }
    guard isSparse else { return }
    sparseInputs = SparseBatch(rows, values: values, kernels: kernels, indices: indices, first: 0)
  }

  func fill(_ part: Range<Int>, inputs: PanelBatch<T>, targets: Matrix<T>) {
    for sample in part {
      for output in 0..<outputs {
        targets[sample, output] = self.targets[indices[sample] * outputs + output]
      }
      if isSparse { continue }
      for column in 0..<width {
        inputs[sample, column] = values[Int(bytes[indices[sample] * width + column])]
      }
    }
  }
}
