/// Which hidden activations an iteration leaves out (Srivastava et al., "Dropout", JMLR 15, 2014).
///
/// While training, each activation of a hidden layer is multiplied by 0 with the probability p of
/// the layer, otherwise by 1 / (1 - p), so that nothing has to be scaled when the network is used.
///
/// Nothing is remembered: the factors are a function of seed, iteration, layer, the sample's place
/// in the batch and neuron. Each layer's neurons are divided into blocks of four, the last one
/// perhaps incomplete; a sample has B blocks in all hidden layers, those of layer l from b on. The
/// words of Philox4x32-10 at purpose `dropout`, stream = iteration and index = s B + b + i / 4 (s
/// and i from 0) serve four neurons: neuron i is left out if word i mod 4 is below floor(p 2^32).
package struct Dropout: Sendable {
  /// The probability p of each hidden layer, from 0 up to, but not including, 1.
  let rates: [Double]
  private let numbers: RandomNumbers
  /// The number of blocks in the layers before each layer.
  private let blocksBefore: [Int]
  /// The number of blocks in all layers.
  private let blockCount: Int

  /// The dropout of a training.
  ///
  /// - Parameters:
  ///   - rates: the probability of each hidden layer
  ///   - structure: the neurons of each layer, input layer first
  ///   - seed: the experiment's seed
  package init(rates: [Double], structure: [Int], seed: UInt64) {
    let hidden = structure.dropFirst().dropLast()
    precondition(rates.count == hidden.count, "a probability for each hidden layer")
    precondition(rates.allSatisfy { (0..<1).contains($0) }, "probabilities below 1")
    self.rates = rates
    numbers = RandomNumbers(seed: seed, purpose: .dropout)
    var before: [Int] = []
    var count = 0
    for neurons in hidden {
      before.append(count)
      count += (neurons + 3) / 4
    }
    blocksBefore = before
    blockCount = count
  }

  /// The smallest word that keeps a neuron of a layer.
  static func threshold(_ rate: Double) -> UInt32 { UInt32(rate * 0x1p32) }

  /// What the activations that are kept are multiplied by.
  static func scale(_ rate: Double) -> Double { 1 / (1 - rate) }

  /// Computes the factors of some samples.
  ///
  /// - Parameters:
  ///   - factors: receives the factors, samples x neurons
  ///   - first: the place of the first of these samples in the batch, from 0
  ///   - layer: the hidden layer, from 0
  ///   - firstNeuron: the first of these neurons in the layer, a multiple of four
  ///   - iteration: the iteration
  ///   - kernels: computes on whole arrays
  func draw<T: Scalar>(
    _ factors: Matrix<T>, firstSample first: Int, layer: Int, firstNeuron: Int = 0, iteration: Int,
    kernels: Kernels<T>
  ) {
    kernels.dropout(
      numbers, stream: iteration, first: first * blockCount + blocksBefore[layer] + firstNeuron / 4,
      step: blockCount, threshold: Self.threshold(rates[layer]), scale: Self.scale(rates[layer]),
      into: factors)
  }
}
