import CNNPlugin
import NNConfig
import NNCore
import NNFiles

/// An initializer of a library.
struct LibraryInitializer: Initializer, @unchecked Sendable {
  private let functions: nnrun_initializer
  private let instance: LibraryInstance

  /// An initializer whose library has its function.
  init(_ functions: nnrun_initializer, _ instance: LibraryInstance) {
    self.functions = functions
    self.instance = instance
  }

  var breaksSymmetry: Bool { functions.makes_equal_neurons == 0 }

  func files() -> [String] { instance.settings.paths }

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws {
    for (index, layer) in network.layers.enumerated() {
      let columns = layer.inputs + 1
      let count = layer.outputs * columns
      try MachineMemory.require(
        count * MemoryLayout<Double>.stride, for: instance.plugin.text)
      var weights = [Double](repeating: 0, count: count)
      var description = nnrun_layer(
        layer: Int32(index + 1), layer_count: Int32(network.layers.count),
        inputs: Int64(layer.inputs), outputs: Int64(layer.outputs), seed: seed)
      let call = LibraryCall(
        instance.plugin, instance.settings, readable: instance.settings.paths)
      try weights.withUnsafeMutableBufferPointer { weights in
        try call.perform("initialize") {
          functions.initialize(
            UnsafeRawPointer(instance.pointer), $0, &description, weights.baseAddress)
        }
      }
      for neuron in 0..<layer.outputs {
        for input in 0..<columns {
          let weight = T(weights[neuron * columns + input])
          guard weight.isFinite else {
            throw PluginLibraryError.badResult(
              instance.plugin,
              "makes a weight of layer \(index + 1) that is not a finite number: it leads from "
                + (input == 0 ? "the bias neuron" : "input \(input)")
                + " to neuron \(neuron + 1), both counted from 1")
          }
          layer.weights[input, neuron] = weight
        }
      }
    }
  }
}
