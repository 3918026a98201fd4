import NNFiles
import TestSupport
import Testing

@testable import NNCore

@Suite("Random numbers")
struct RandomNumbersTests {
  /// Made by a second implementation, `Tests/Golden/make_numerics.py`.
  @Test("He weights are those of an independent implementation")
  func heWeights() throws {
    let golden = try NPZFile.read(
      ProjectFiles.golden("numerics/random.npz"), maximumElements: 10_000)
    let network = Network<Double>(
      structure: [5, 4, 3], activations: [Identity(), Identity()])
    let he = try CorePlugins.initializers.make("he")
    try he.initialize(network, seed: 0x0123_4567_89AB_CDEF, kernels: Kernels(.best))
    for (index, layer) in network.layers.enumerated() {
      let array = try #require(golden["he_\(index + 1)"])
      #expect(array.shape == [layer.outputs, layer.inputs + 1], "layer \(index + 1)")
      guard case .float64(let expected) = array.elements else {
        Issue.record("he_\(index + 1) is not in double precision")
        continue
      }
      for neuron in 0..<layer.outputs {
        for input in 0...layer.inputs {
          let difference =
            layer.weights[input, neuron] - expected[neuron * (layer.inputs + 1) + input]
          #expect(abs(difference) < 1e-15, "layer \(index + 1)")
        }
      }
    }
  }

  @Test("Both precisions start from the same draws")
  func precisionsAgree() throws {
    let he = try CorePlugins.initializers.make("he")
    let single = Network<Float>(structure: [3, 2], activations: [Identity()])
    let double = Network<Double>(structure: [3, 2], activations: [Identity()])
    try he.initialize(single, seed: 7, kernels: Kernels(.best))
    try he.initialize(double, seed: 7, kernels: Kernels(.best))
    #expect(single.layers[0].weights.values == double.layers[0].weights.values.map { Float($0) })
  }

  @Test(
    "Weights have the deviation that the initializer states",
    arguments: [
      ("he", 2.0 / 401), ("xavier", 2.0 / 701), ("lecun", 1.0 / 401),
      ("he_uniform", 2.0 / 401), ("xavier_uniform", 2.0 / 701), ("lecun_uniform", 1.0 / 401),
    ] as [(String, Double)])
  func deviation(name: String, variance: Double) throws {
    let network = Network<Double>(structure: [400, 300], activations: [Identity()])
    try CorePlugins.initializers.make(name)
      .initialize(network, seed: 1, kernels: Kernels(.best))
    let values = network.layers[0].weights.values
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    // 120,300 draws: five standard errors.
    #expect(abs(mean) < 5 * (variance / Double(values.count)).squareRoot())
    #expect(abs(squares / variance - 1) < 5 * (2 / Double(values.count)).squareRoot())
    // Uniform weights reach almost to their limits, and no further.
    let greatest = values.reduce(0) { max($0, abs($1)) } / (3 * variance).squareRoot()
    #expect(name.hasSuffix("_uniform") ? (0.9999...1).contains(greatest) : greatest > 2)
  }

  @Test("Seeds, purposes, streams and positions have numbers of their own")
  func independence() {
    var seen: Set<UInt64> = []
    for seed: UInt64 in [0, 1, 1 << 32, .max] {
      for purpose in [RandomNumbers.Purpose.weights, .batch, .shuffle, .split, .plugin] {
        let random = RandomNumbers(seed: seed, purpose: purpose)
        for stream in [0, 1, 1 << 33] {
          for index in [0, 1, 1 << 40] {
            for attempt in [0, 1] {
              seen.insert(random.bits(stream: stream, index: index, attempt: attempt))
            }
          }
        }
      }
    }
    #expect(seen.count == 4 * 5 * 3 * 3 * 2)
  }

  @Test("Bounded integers are in range and equally frequent")
  func boundedIntegers() {
    let random = RandomNumbers(seed: 3, purpose: .batch)
    var counts = [Int](repeating: 0, count: 7)
    for index in 0..<70_000 { counts[random.integer(below: 7, stream: 1, index: index)] += 1 }
    // Five standard deviations around 10,000.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 470 })
    #expect(random.integer(below: 1, stream: 1, index: 1) == 0)
    // Although a quarter of all draws is rejected here, all results are below the bound.
    let bound = (1 << 62) + 1
    let large = (0..<100).map { random.integer(below: bound, stream: 2, index: $0) }
    #expect(large.allSatisfy { $0 < bound } && Set(large).count == 100)
  }
}
