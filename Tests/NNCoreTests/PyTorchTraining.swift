import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// A training that PyTorch has done in float64: 100 iterations of a network with 4 inputs and 9
/// hidden neurons, each with all 40 rows.
struct PyTorchTraining: Sendable, CustomTestStringConvertible {
  /// The file below `Golden`, without its extension.
  let file: String
  /// The file with inputs, targets and start weights, if it is another one.
  var data: String?
  /// The array of the targets.
  var targets = "targets"
  var hidden: any Activation = Tanh()
  var output: any Activation = Identity()
  var loss: any Loss = SquaredError()
  var optimizer: any Optimizer = SGD()
  let eta: Double
  /// The learning rates, if they are not all `eta`.
  var schedule: (any Schedule)?
  var regularization = Regularization.none
  var classWeights: [Double]?

  var testDescription: String { file }

  /// Compares the costs before each update, and the weights after the last one.
  func expectAgreement(to tolerance: Double = 1e-9) throws {
    let repetition = try Repetition<Double>(of: self)
    let state = try repetition.start()
    let costs = try repetition.train(state, to: 100)
    for (iteration, expected) in try repetition.results.values("costs").enumerated() {
      #expect(abs(costs[iteration] - expected) < tolerance, "\(file): iteration \(iteration + 1)")
    }
    for (index, layer) in state.network.layers.enumerated() {
      for (position, expected) in try repetition.results.values("final_\(index + 1)").enumerated() {
        let columns = layer.inputs + 1
        let found = layer.weights[position % columns, position / columns]
        #expect(
          abs(found - expected) < tolerance, "\(file): layer \(index + 1), position \(position)")
      }
    }
  }

  /// Trains with all instruction sets and several numbers of threads, each time with an
  /// interruption, and compares the bits of the weights with those of an uninterrupted training.
  func expectSameBits<T: Scalar>(in type: T.Type) throws {
    let whole = try Repetition<T>(of: self, set: .baseline)
    let expected = try whole.start()
    _ = try whole.train(expected, to: 30)
    for set in InstructionSet.supported {
      for threads in [1, 2, 3, 7] {
        let repetition = try Repetition<T>(of: self, set: set, threads: threads)
        let first = try repetition.start()
        _ = try repetition.train(first, to: 13)
        let second = try repetition.resumed(from: first)
        _ = try repetition.train(second, to: 30)
        for (layer, (found, expected)) in zip(second.network.layers, expected.network.layers)
          .enumerated()
        {
          #expect(
            sameBits(found.weights.values, expected.weights.values),
            "\(file): \(T.self), \(set), \(threads) threads, layer \(layer + 1)")
        }
      }
    }
  }

  /// The weights of all layers after some iterations.
  func weights<T: Scalar>(in type: T.Type) throws -> [[T]] {
    let repetition = try Repetition<T>(of: self)
    let state = try repetition.start()
    _ = try repetition.train(state, to: 10)
    return state.network.layers.map(\.weights.values)
  }

  /// The same training done here.
  private struct Repetition<T: Scalar> {
    let training: PyTorchTraining
    let results: GoldenArrays
    let data: GoldenArrays
    let compute: ComputeContext<T>

    init(of training: PyTorchTraining, set: InstructionSet = .best, threads: Int = 1) throws {
      self.training = training
      results = try GoldenArrays(training.file)
      data = try training.data.map { try GoldenArrays($0) } ?? results
      compute = ComputeContext(
        instructionSet: set, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    }

    private func network() throws -> Network<T> {
      Network(
        structure: [4, 9, try data.values(training.targets).count / 40],
        activations: [training.hidden, training.output])
    }

    func start() throws -> TrainingState<T> {
      let weights = GivenWeights(weights: [try data.values("start_1"), try data.values("start_2")])
      return try TrainingState(
        network(), optimizer: training.optimizer, initializer: weights, seed: 0,
        kernels: compute.kernels)
    }

    func resumed(from state: TrainingState<T>) throws -> TrainingState<T> {
      let arrays = Dictionary(uniqueKeysWithValues: state.arrays.map { ($0.key, $0.array) })
      return try TrainingState(
        restoring: arrays, progress: state.progress, network: network(),
        optimizer: training.optimizer, from: "checkpoint")
    }

    /// Trains up to an iteration; returns the costs before each update.
    func train(_ state: TrainingState<T>, to last: Int) throws -> [Double] {
      let trainer = Trainer(
        state, loss: training.loss, optimizer: training.optimizer,
        regularization: training.regularization, classWeights: training.classWeights,
        capacity: 40, compute: compute)
      trainer.inputs.set(try data.values("inputs").map { T($0) })
      trainer.targets.set(try data.values(training.targets).map { T($0) })
      return (state.progress.iteration + 1...last).map { iteration in
        state.progress.iteration = iteration
        return trainer.perform(
          TrainingStep(
            iteration: iteration, iterations: 100, sampleCount: 40,
            learningRate: training.schedule?.learningRate(at: iteration, of: 100) ?? training.eta))
      }
    }
  }
}
