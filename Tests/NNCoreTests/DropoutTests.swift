import NNConfig
import Testing

@testable import NNCore

@Suite("Dropout")
struct DropoutTests {
  /// The factor of an activation by the definition, one neuron at a time.
  private static func factor(
    rate: Double, seed: UInt64, iteration: Int, structure: [Int], layer: Int, place: Int,
    neuron: Int
  ) -> Double {
    let blocks = structure.dropFirst().dropLast().map { $0 / 4 + ($0 % 4 == 0 ? 0 : 1) }
    let all = blocks.reduce(0, +)
    let index = UInt64(place * all + blocks[..<layer].reduce(0, +) + neuron / 4)
    let stream = UInt64(iteration) | 7 << 56
    let words = Philox(key: SIMD2(UInt32(seed & 0xFFFF_FFFF), UInt32(seed >> 32))).bits(
      at: SIMD4(
        UInt32(index & 0xFFFF_FFFF), UInt32(index >> 32), UInt32(stream & 0xFFFF_FFFF),
        UInt32(stream >> 32)))
    return Double(words[neuron % 4]) < (rate * 4_294_967_296).rounded(.down) ? 0 : 1 / (1 - rate)
  }

  @Test(
    "Factors are those of the definition, whatever the part of the batch",
    arguments: InstructionSet.supported)
  func definition(set: InstructionSet) {
    func check<T: Scalar>(_ type: T.Type) {
      let structure = [3, 70, 1, 33, 8, 2]
      let rates = [0.5, 0.1, 0.9999, 1e-9]
      let seed: UInt64 = 0xFEDC_BA98_7654_3210
      let dropout = Dropout(rates: rates, structure: structure, seed: seed)
      let arena = Arena()
      for (layer, neurons) in structure.dropFirst().dropLast().enumerated() {
        for (first, count, iteration) in [
          (0, 5, 1), (3, 2, 999_999_999_999), (1_000_000_007, 1, 77),
        ] {
          let factors: Matrix<T> = arena.matrix(rows: count, columns: neurons)
          dropout.draw(
            factors, firstSample: first, layer: layer, iteration: iteration, kernels: Kernels(set))
          for row in 0..<count {
            for neuron in 0..<neurons {
              let expected = Self.factor(
                rate: rates[layer], seed: seed, iteration: iteration, structure: structure,
                layer: layer, place: first + row, neuron: neuron)
              #expect(
                factors[row, neuron] == T(expected),
                "layer \(layer), sample \(first + row), neuron \(neuron), iteration \(iteration)")
            }
          }
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(
    "The share of activations that are left out is the probability", arguments: [0.1, 0.5, 0.8])
  func share(rate: Double) {
    let arena = Arena()
    let factors: Matrix<Float> = arena.matrix(rows: 100, columns: 1000)
    Dropout(rates: [rate], structure: [1, 1000, 1], seed: 3).draw(
      factors, firstSample: 0, layer: 0, iteration: 1, kernels: Kernels(.best))
    let dropped = Double(factors.values.count { $0 == 0 }) / 100_000
    // Five standard deviations.
    #expect(abs(dropped - rate) < 5 * (rate * (1 - rate) / 100_000).squareRoot())
    #expect(Set(factors.values) == [0, Float(1 / (1 - rate))])
  }

  /// A training in double precision with the mask of one iteration.
  private struct Masked {
    static let structure = [3, 9, 6, 2]
    static let rates = [0.4, 0.25]
    static let samples = 5
    static let iteration = 7
    let state: TrainingState<Double>
    let trainer: Trainer<Double>

    init(_ weights: [[Double]]) throws {
      let compute = ComputeContext<Double>(
        instructionSet: .best, workers: WorkerPool(threads: 1))
      state = try TrainingState(
        Network<Double>(structure: Self.structure, activations: [Tanh(), ReLU(), Identity()]),
        optimizer: SGD(), initializer: GivenWeights(weights: weights), seed: 0,
        kernels: compute.kernels)
      trainer = Trainer(
        state, loss: SquaredError(), optimizer: SGD(),
        dropout: Dropout(rates: Self.rates, structure: Self.structure, seed: 21),
        capacity: Self.samples, compute: compute)
      var numbers = TestNumbers(seed: 5)
      trainer.inputs.set((0..<15).map { _ in numbers.uniform() })
      trainer.targets.set((0..<10).map { _ in numbers.uniform() })
    }

    /// The cost of the batch; the weights change by the gradient.
    func step() -> Double {
      trainer.perform(
        TrainingStep(
          iteration: Self.iteration, iterations: 10, sampleCount: Self.samples, learningRate: 1))
    }

    static var weights: [[Double]] {
      var numbers = TestNumbers(seed: 6)
      return zip(structure, structure.dropFirst()).map { inputs, outputs in
        (0..<(inputs + 1) * outputs).map { _ in numbers.uniform() }
      }
    }
  }

  @Test("The cost is that of the network without what is left out")
  func cost() throws {
    let masked = try Masked(Masked.weights)
    var expected = 0.0
    for sample in 0..<Masked.samples {
      var values = (0..<3).map { masked.trainer.inputs[sample, $0] }
      for (layer, weights) in Masked.weights.enumerated() {
        let (inputs, outputs) = (Masked.structure[layer], Masked.structure[layer + 1])
        values = (0..<outputs).map { neuron in
          let row = weights[neuron * (inputs + 1)..<(neuron + 1) * (inputs + 1)]
          let z = zip([1] + values, row).reduce(0) { $0 + $1.0 * $1.1 }
          guard layer < 2 else { return z }
          let a = layer == 0 ? Tanh.value(z) : max(z, 0)
          return a
            * Self.factor(
              rate: Masked.rates[layer], seed: 21, iteration: Masked.iteration,
              structure: Masked.structure, layer: layer, place: sample, neuron: neuron)
        }
      }
      for (output, value) in values.enumerated() {
        let error = value - masked.trainer.targets[sample, output]
        expected += error * error
      }
    }
    #expect(abs(masked.step() - expected / Double(Masked.samples)) < 1e-12)
  }

  @Test("Gradients agree with central differences")
  func gradients() throws {
    let weights = Masked.weights
    let stepped = try Masked(weights)
    _ = stepped.step()
    var zeros = 0
    for (index, layer) in stepped.state.network.layers.enumerated() {
      let columns = layer.inputs + 1
      for position in weights[index].indices {
        let h = 1e-6
        var (above, below) = (weights, weights)
        above[index][position] += h
        below[index][position] -= h
        let slope = (try Masked(above).step() - Masked(below).step()) / (2 * h)
        let gradient =
          weights[index][position] - layer.weights[position % columns, position / columns]
        #expect(abs(gradient - slope) < 1e-7, "layer \(index + 1), weight \(position)")
        if gradient == 0 { zeros += 1 }
      }
    }
    #expect(zeros < weights.joined().count / 2)
  }

  @Test(
    "Threads and instruction sets change no bit", arguments: InstructionSet.supported, [1, 2, 3, 7])
  func bits(set: InstructionSet, threads: Int) throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let expected = try weights(type, .baseline, threads: 1)
      for (layer, (found, expected)) in zip(try weights(type, set, threads: threads), expected)
        .enumerated()
      {
        #expect(sameBits(found, expected), "\(T.self), layer \(layer + 1)")
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  /// The weights of a network that is large enough for several threads, after some iterations.
  private func weights<T: Scalar>(
    _ type: T.Type, _ set: InstructionSet, threads: Int
  ) throws -> [[T]] {
    let structure = [40, 100, 70, 3]
    let compute = ComputeContext<T>(
      instructionSet: set, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    let state = try TrainingState(
      Network<T>(structure: structure, activations: [ReLU(), Tanh(), Identity()]),
      optimizer: SGD(), initializer: CorePlugins.initializers.make("he"), seed: 2,
      kernels: compute.kernels)
    let trainer = Trainer(
      state, loss: SquaredError(), optimizer: SGD(),
      dropout: Dropout(rates: [0.5, 0.2], structure: structure, seed: 9), capacity: 200,
      compute: compute)
    var numbers = TestNumbers(seed: 12)
    trainer.inputs.set(numbers.sparse(200 * 40))
    trainer.targets.set(numbers.sparse(200 * 3))
    for iteration in 1...4 {
      _ = trainer.perform(
        TrainingStep(
          iteration: iteration, iterations: 4, sampleCount: iteration == 4 ? 77 : 200,
          learningRate: 0.01))
    }
    return state.network.layers.map(\.weights.values)
  }
}

extension Tanh {
  /// tanh z of the kernels.
  fileprivate static func value(_ z: Double) -> Double {
    let arena = Arena()
    let row = arena.row([z])
    Kernels<Double>(.best).apply(.tanh, row, into: row)
    return row.values[0]
  }
}
