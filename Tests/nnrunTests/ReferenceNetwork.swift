import NNFiles
import TestSupport
import Testing

/// A network of a run, computed in the plainest way: one neuron after another.
struct ReferenceNetwork {
  /// For each layer the rows of its matrix, the bias weight first.
  private let layers: [[[Float]]]

  /// Reads the weights of a run of a network with this many layers after the input layer.
  init(_ sandbox: Sandbox, run: String, layers count: Int) throws {
    let file = try NPZFile.read(sandbox.folder.file("\(run)/weights.npz"), maximumElements: 10_000)
    layers = try (1...count).map { layer in
      let array = try #require(file["arr_\(layer)"])
      guard case .float32(let values) = array.elements else {
        throw UnexpectedType(layer: layer)
      }
      let width = array.shape[1]
      return (0..<array.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }
  }

  private struct UnexpectedType: Error {
    let layer: Int
  }

  /// The pre-activations of the output layer.
  ///
  /// Each is a chain of fused multiply-adds that starts at zero, the bias neuron first, so that its
  /// bits are those of nnrun.
  func outputSums(_ inputs: [Float], hidden: (Float) -> Float) -> [Float] {
    var activations = inputs
    var sums: [Float] = []
    for (index, matrix) in layers.enumerated() {
      if index > 0 { activations = sums.map(hidden) }
      sums = matrix.map { row in
        zip(row, [1] + activations).reduce(Float(0)) { $0.addingProduct($1.0, $1.1) }
      }
    }
    return sums
  }
}
