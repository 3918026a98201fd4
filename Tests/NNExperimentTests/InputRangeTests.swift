import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData
@testable import NNExperiment

@Suite("The range of inputs")
struct InputRangeTests {
  private let kernels = Kernels<Double>(.baseline)

  private func samples(_ inputs: Samples.Inputs, count: Int, width: Int) -> Samples {
    Samples(
      count: count, inputWidth: width, inputs: inputs,
      targets: .values([Double](repeating: 0, count: count), width: 1))
  }

  @Test("Each of a few inputs has a range in its own units")
  func each() {
    let inputs = samples(.numbers([-1, 0, 1, 0.5, 0, -2]), count: 3, width: 2)
    let plain = inputs.inputRange(scaling: nil, kernels: kernels)
    #expect(plain.isComplete)
    #expect(plain.range == InputRange(least: [-1, -2], greatest: [1, 0.5], minimumPeak: 1))
    let scaling = Scaling(offsets: [5.1, 100], divisors: [2, 10])
    let scaled = inputs.inputRange(scaling: scaling, kernels: kernels).range
    #expect(scaled == InputRange(least: [3.1, 80], greatest: [7.1, 105], minimumPeak: 80))
  }

  @Test("Many inputs have one range, bytes as bytes", arguments: [0.9, 0.1])
  func together(filled: Double) {
    // Sparse if they are mostly zero, dense otherwise.
    var bytes = [UInt8](repeating: 0, count: 40 * 300)
    for place in bytes.indices where place % 10 < Int(10 * filled) {
      bytes[place] = UInt8(50 + place % 200)
    }
    let array = StoredArray(
      shape: [40, 300], type: .uint8, storage: ByteStorage(copying: bytes))
    let inputs = samples(
      Samples.Inputs(compacting: array, rows: 40, width: 300, divisor: 255), count: 40, width: 300)
    #expect((inputs.sparseInputs != nil) == (filled < 0.5))
    let found = inputs.inputRange(
      scaling: Scaling(offsets: [0], divisors: [255]), kernels: kernels)
    let peaks = (0..<40).compactMap { bytes[$0 * 300..<($0 + 1) * 300].max() }
    let expected = InputRange(
      least: [0], greatest: [Double(peaks.max() ?? 0)], minimumPeak: Double(peaks.min() ?? 0))
    #expect(found.range == expected)
  }

  @Test("Only selected samples count")
  func selected() {
    let all = samples(.numbers((0..<2000).map(Double.init)), count: 2000, width: 1)
    let some = all.selecting(Array(stride(from: 5, to: 1500, by: 2)))
    let found = some.inputRange(scaling: nil, kernels: kernels)
    #expect(found.isComplete)
    #expect(found.range == InputRange(least: [5], greatest: [1499], minimumPeak: 5))
  }

  @Test("Of many samples, blocks from the beginning to the end are measured")
  func blocks() {
    let count = 100_000
    let all = samples(.numbers((0..<count).map(Double.init)), count: count, width: 1)
    let found = all.inputRange(scaling: nil, maximumValues: 2560, kernels: kernels)
    #expect(!found.isComplete)
    #expect(found.range.least == [0])
    #expect(found.range.greatest[0] > 85_000)
    var rows = 0
    _ = all.sampleInputs(maximumValues: 2560, kernels: kernels) { rows += $0.rows }
    #expect(rows == 2560)
    #expect(
      all.inputRange(scaling: nil, maximumValues: .max, kernels: kernels).range.greatest == [99_999]
    )
  }

  @Test("Inputs with scales of their own are kept apart, however many there are")
  func manyScales() {
    let width = 300
    let inputs = samples(.numbers((0..<2 * width).map(Double.init)), count: 2, width: width)
    let scaling = Scaling(
      offsets: [Double](repeating: 1, count: width), divisors: [Double](repeating: 2, count: width))
    let range = inputs.inputRange(scaling: scaling, kernels: kernels).range
    #expect(range.least.count == width)
    #expect(range.least[299] == 599 && range.greatest[0] == 601)
    #expect(inputs.inputRange(scaling: nil, kernels: kernels).range.least == [0])
  }

  @Test("Numbers beyond the range of Float stay as they are")
  func extremes() {
    let inputs = samples(.numbers([1e300, -1e-300]), count: 2, width: 1)
    #expect(
      inputs.inputRange(scaling: nil, kernels: kernels).range
        == InputRange(least: [-1e-300], greatest: [1e300], minimumPeak: 1e-300))
  }

  @Test("What is written is read, and nothing else")
  func json() throws {
    var preprocessing = Preprocessing()
    preprocessing.inputRange = InputRange(least: [-1, 0.1], greatest: [2, 1e9], minimumPeak: 0.5)
    let text = preprocessing.json.text
    #expect(
      text
        == #"{"input_range":{"least":[-1.0,0.1],"greatest":[2.0,1000000000.0],"least_peak":0.5}}"#)
    #expect(Preprocessing(json: try JSONValue(parsing: Array(text.utf8))) == preprocessing)
    for (old, new) in [
      ("[2.0,", "[-2.0,"), ("[-1.0,0.1]", "[-1.0]"), (#""least_peak":0.5"#, #""least_peak":null"#),
      ("least_peak", "peak"), ("[-1.0,0.1]", "[]"),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(Preprocessing(json: try JSONValue(parsing: Array(changed.utf8))) == nil, "\(changed)")
    }
  }
}
