import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Gathers a batch into matrices full of NaN, so that elements that are not written are noticed.
private func gather<T: Scalar>(
  _ samples: Samples, _ indices: [Int], outputs: Int, as type: T.Type,
  _ instructionSet: InstructionSet = .baseline
) -> (inputs: [T], targets: [T]) {
  indices.withUnsafeBufferPointer { indices in
    guard let start = indices.baseAddress else { return ([], []) }
    return gather(
      samples, .indices(start), count: indices.count, outputs: outputs, as: type, instructionSet)
  }
}

private func gather<T: Scalar>(
  _ samples: Samples, _ selection: Samples.Selection, count: Int, outputs: Int, as type: T.Type,
  _ instructionSet: InstructionSet = .baseline
) -> (inputs: [T], targets: [T]) {
  let arena = Arena()
  let inputs: Matrix<T> = arena.matrix(rows: count, columns: samples.inputWidth)
  let targets: Matrix<T> = arena.matrix(rows: count, columns: outputs)
  for matrix in [inputs, targets] {
    matrix.elements.update(repeating: .nan, count: matrix.rows * matrix.stride)
  }
  let reader = BatchReader<T>(samples, capacity: count, kernels: Kernels(instructionSet))
  reader.choose(selection, count: count)
  reader.fill(0..<count, inputs: PanelBatch(inputs), targets: targets)
  func values(_ matrix: Matrix<T>) -> [T] {
    (0..<count).flatMap { UnsafeBufferPointer(start: matrix.row($0), count: matrix.columns) }
  }
  return (values(inputs), values(targets))
}

@Suite("Gathering batches")
struct GatherTests {
  private static let sets = InstructionSet.supported

  /// Division is correctly rounded, multiplication by 1/255 is not.
  @Test("Bytes are divided with correct rounding", arguments: sets)
  func bytes(set: InstructionSet) {
    let samples = Samples(
      count: 1, inputWidth: 256, inputs: .bytes(Array(0...255), divisor: 255),
      targets: .classes([0]))
    let doubles = gather(samples, [0], outputs: 1, as: Double.self, set).inputs
    let floats = gather(samples, [0], outputs: 1, as: Float.self, set).inputs
    #expect(doubles == (0...255).map { Double($0) / 255 })
    #expect(floats == (0...255).map { Float($0) / 255 })
    // The quotient rounded to double before it is rounded to float is the same number.
    #expect(floats == doubles.map { Float($0) })
    #expect(doubles != (0...255).map { Double($0) * (1 / 255.0) })
    #expect(doubles[0] == 0 && doubles[255] == 1)
  }

  @Test(
    "Bytes, sparse bytes and the same numbers as doubles give the same, whatever the divisor",
    arguments: sets, [255.1, 3.3, 1e-46])
  func divisors(set: InstructionSet, divisor: Double) {
    let bytes = (0..<1024).map { $0 % 4 == 0 ? UInt8($0 / 4) : 0 }
    let expected = bytes.map { Float(Double($0) / divisor) }
    let numbers = StoredArray(
      shape: [1024], type: .float64, storage: ByteStorage(copying: bytes.map { Double($0) }))
    let array = StoredArray(shape: [1024], type: .uint8, storage: ByteStorage(copying: bytes))
    let sparseInputs = Samples.Inputs(compacting: array, rows: 1, width: 1024, divisor: divisor)
    for (name, inputs) in [
      ("bytes", .bytes(bytes, divisor: divisor)),
      ("numbers", Samples.Inputs(numbers, divisor: divisor)),
    ] {
      let samples = Samples(
        count: 1, inputWidth: 1024, inputs: inputs, targets: .classes([0]))
      #expect(
        gather(samples, [0], outputs: 1, as: Float.self, set).inputs == expected, "\(name)")
    }
    let samples = Samples(count: 1, inputWidth: 1024, inputs: sparseInputs, targets: .classes([0]))
    #expect(samples.sparseInputs != nil)
    let arena = Arena()
    let row: Matrix<Float> = arena.matrix(rows: 1, columns: 1024)
    sparseInputs.gather(.consecutive(from: 0), into: PanelBatch(row), kernels: Kernels(set))
    #expect(Array(UnsafeBufferPointer(start: row.row(0), count: 1024)) == expected)
  }

  @Test("Rows of any width can be sparse", arguments: [1, 63, 64, 65, 16_320, 16_321, 65_536])
  func widths(width: Int) {
    let bytes = (0..<2 * width).map { $0 % 7 == 0 ? UInt8($0 % 251) : 0 }
    let array = StoredArray(shape: [2 * width], type: .uint8, storage: ByteStorage(copying: bytes))
    let samples = Samples(
      count: 2, inputWidth: width,
      inputs: Samples.Inputs(compacting: array, rows: 2, width: width, divisor: 1),
      targets: .classes([0, 0]))
    #expect(samples.sparseInputs?.nonzeroCount == bytes.count { $0 != 0 })
    #expect(samples.inputRows.flatMap { $0 } == bytes.map { Double($0) })
  }

  @Test("Bytes that are not mostly zero stay bytes")
  func denseBytes() {
    let bytes = (0..<100).map { UInt8($0 % 2) }
    let array = StoredArray(shape: [100], type: .uint8, storage: ByteStorage(copying: bytes))
    let inputs = Samples.Inputs(compacting: array, rows: 10, width: 10, divisor: 1)
    let samples = Samples(
      count: 10, inputWidth: 10, inputs: inputs,
      targets: .classes([Int32](repeating: 0, count: 10)))
    #expect(samples.sparseInputs == nil)
    #expect(samples.inputRows(at: [3])[0] == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  }

  @Test("Numbers are rounded to the type of the matrix", arguments: sets)
  func rounding(set: InstructionSet) {
    let numbers = [0.1, -1 / 3.0, 1e-50, 16_777_217, -0.0, 2]
    let samples = Samples(
      count: 2, inputWidth: 3, inputs: .numbers(numbers), targets: .classes([0, 0]))
    let doubles = gather(samples, [0, 1], outputs: 1, as: Double.self, set).inputs
    let floats = gather(samples, [0, 1], outputs: 1, as: Float.self, set).inputs
    #expect(doubles.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(floats.map(\.bitPattern) == numbers.map { Float($0).bitPattern })
  }

  private static let table = Samples(
    count: 4, inputWidth: 2, inputs: .numbers([0, 1, 10, 11, 20, 21, 30, 31]),
    targets: .classes([2, 0, 1, 2]))

  @Test("Rows come in the order of the indices and may repeat")
  func indices() {
    let (inputs, targets) = gather(Self.table, [3, 0, 3], outputs: 3, as: Float.self)
    #expect(inputs == [30, 31, 0, 1, 30, 31])
    #expect(targets == [0, 0, 1, 0, 0, 1, 0, 0, 1])
  }

  @Test("Consecutive rows start anywhere")
  func consecutive() {
    let (inputs, targets) = gather(
      Self.table, .consecutive(from: 1), count: 2, outputs: 3, as: Double.self)
    #expect(inputs == [10, 11, 20, 21])
    #expect(targets == [1, 0, 0, 0, 1, 0])
  }

  @Test("Bytes are gathered by index too")
  func bytesByIndex() {
    let samples = Samples(
      count: 3, inputWidth: 2, inputs: .bytes([0, 1, 2, 3, 4, 5], divisor: 2),
      targets: .classes([0, 1, 1]))
    #expect(gather(samples, [2, 0], outputs: 2, as: Float.self).inputs == [2, 2.5, 0, 0.5])
    #expect(
      gather(samples, .consecutive(from: 1), count: 2, outputs: 2, as: Float.self).inputs
        == [1, 1.5, 2, 2.5])
  }

  @Test("In a single column classes are numbers")
  func singleColumn() {
    let samples = Samples(
      count: 3, inputWidth: 1, inputs: .numbers([0, 0, 0]), targets: .classes([1, 0, 1]))
    #expect(gather(samples, [0, 1, 2], outputs: 1, as: Float.self).targets == [1, 0, 1])
    #expect(gather(samples, [0, 1], outputs: 2, as: Float.self).targets == [0, 1, 1, 0])
  }

  @Test("Values keep their columns")
  func values() {
    let samples = Samples(
      count: 3, inputWidth: 1, inputs: .numbers([0, 0, 0]),
      targets: .values([1, 0.1, 2, 0.2, 3, 0.3], width: 2))
    #expect(
      gather(samples, [2, 0], outputs: 2, as: Float.self).targets == [3, Float(0.3), 1, Float(0.1)])
    #expect(
      gather(samples, .consecutive(from: 1), count: 2, outputs: 2, as: Double.self).targets
        == [2, 0.2, 3, 0.3])
  }

  @Test("The size in memory is that of the stored types")
  func byteCount() {
    #expect(Self.table.byteCount == 8 * 8 + 4 * 4)
    let bytes = Samples(
      count: 2, inputWidth: 3, inputs: .bytes([0, 1, 2, 3, 4, 5], divisor: 255),
      targets: .values([1, 2], width: 1))
    #expect(bytes.byteCount == 6 + 2 * 8)
  }

  @Test("Rows of a file that is large beside the memory are the same", arguments: sets)
  func largeFiles(set: InstructionSet) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write((0..<1200).map { UInt8($0 % 251) }, to: "numbers")
    func samples(memory: Int) throws -> Samples {
      let storage = try ByteStorage(mapping: path, memory: memory)
      #expect(storage.isLargeFile == (memory < 2400))
      let array = StoredArray(shape: [99, 3], type: .int32, storage: storage, offset: 12)
      return Samples(
        count: 99, inputWidth: 3, inputs: Samples.Inputs(array, divisor: 7),
        targets: .classes([Int32](repeating: 0, count: 99)))
    }
    let (large, small) = (try samples(memory: 2399), try samples(memory: 2400))
    let indices = (0..<64).map { $0 * 31 % 99 }
    let odd = Array(stride(from: 1, to: 99, by: 2))
    for (large, small) in [(large, small), (large.selecting(odd), small.selecting(odd))] {
      let indices = indices.map { $0 % large.count }
      let expected = gather(small, indices, outputs: 1, as: Float.self, set).inputs
      #expect(
        gather(large, indices, outputs: 1, as: Float.self, set).inputs == expected,
        "\(large.count) rows")
      #expect(Set(expected).count > 60, "\(large.count) rows")
    }
  }
}
