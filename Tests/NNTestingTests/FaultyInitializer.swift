import NNConfig
import NNCore
import NNData

/// Uniform weights with a mistake.
struct FaultyInitializer: Initializer {
  enum Fault {
    case notANumber, seed, symmetry, padding, memory, float
    // These are no mistakes.
    case zeroOutput, otherNetworks
  }

  let fault: Fault
  private let counter = Counter()

  init(_ fault: Fault) { self.fault = fault }

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws {
    if fault == .otherNetworks { throw DataError("structure", "must have layers of one width") }
    let random = RandomNumbers(seed: fault == .seed ? 7 : seed, purpose: .weights)
    let offset = fault == .memory ? counter.next() : 0
    for (index, layer) in network.layers.enumerated() {
      for input in 0...layer.inputs {
        for neuron in 0..<layer.outputs {
          let place = fault == .symmetry ? input : input * layer.outputs + neuron
          let draw = random.uniform(stream: index + 1, index: place) + offset
          let isFloat = T.self == Float.self && fault == .float
          layer.weights[input, neuron] = T(isFloat ? draw / 2 : draw)
        }
      }
      if fault == .zeroOutput, index == network.layers.count - 1 {
        for input in 0...layer.inputs {
          for neuron in 0..<layer.outputs { layer.weights[input, neuron] = 0 }
        }
      }
      if fault == .notANumber { layer.weights[layer.inputs, layer.outputs - 1] = .nan }
      if fault == .padding {
        let panel = layer.weights.panel(at: 0, rows: 0..<layer.weights.rows)
        if panel.stride > panel.columns { panel.row(0)[panel.columns] = 1 }
      }
    }
  }
}
