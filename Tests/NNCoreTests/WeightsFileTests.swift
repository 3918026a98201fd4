import NNFiles
import TestSupport
import Testing

@testable import NNCore

@Suite("Weights files")
struct WeightsFileTests {
  private func network<T: Scalar>(_ type: T.Type, _ structure: [Int]) throws -> Network<T> {
    let activations = structure.dropFirst().map { _ in ReLU() }
    let network = Network<T>(structure: structure, activations: activations)
    try CorePlugins.initializers.make("he").initialize(network, seed: 1, kernels: Kernels(.best))
    return network
  }

  @Test("Weights read back bit for bit")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let written = try network(Double.self, [3, 5, 2])
    try written.writeWeights(to: folder.file("w.npz"))
    let read = Network<Double>(structure: [3, 5, 2], activations: [ReLU(), ReLU()])
    try read.readWeights(from: folder.file("w.npz"))
    #expect(read.layers.map(\.weights.values) == written.layers.map(\.weights.values))
  }

  @Test("The file has the lecture's arrays: neurons x inputs, the bias column first")
  func layout() throws {
    let folder = try TemporaryFolder()
    let network = Network<Float>(structure: [2, 1], activations: [ReLU()])
    for input in 0...2 { network.layers[0].weights[input, 0] = Float(10 + input) }
    try network.writeWeights(to: folder.file("w.npz"))
    let arrays = try NPZFile.read(folder.file("w.npz"), maximumElements: 100)
    #expect(
      arrays == [
        "arr_0": NPYArray(shape: [0], elements: .float32([])),
        "arr_1": NPYArray(shape: [1, 3], elements: .float32([10, 11, 12])),
      ])
  }

  @Test("Either precision reads the other's files")
  func otherPrecision() throws {
    let folder = try TemporaryFolder()
    let written = try network(Double.self, [3, 2])
    try written.writeWeights(to: folder.file("w.npz"))
    let read = Network<Float>(structure: [3, 2], activations: [ReLU()])
    try read.readWeights(from: folder.file("w.npz"))
    #expect(read.layers[0].weights.values == written.layers[0].weights.values.map { Float($0) })
  }

  @Test("Weights of another structure are refused with both shapes")
  func otherStructure() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("w.npz")
    let layout =
      "; 'arr_0' is an empty array and 'arr_1' leads into the first layer: "
      + "numpy.savez(file, [], W1, W2)"
    try network(Float.self, [3, 5]).writeWeights(to: path)
    let wider = Network<Float>(structure: [4, 5], activations: [ReLU()])
    let shapeError = #expect(throws: WeightsError.self) { try wider.readWeights(from: path) }
    #expect(
      shapeError?.description
        == "\(path): 'arr_1' is 5 x 4; the network needs 5 x 5, bias column included" + layout)
    let mirrored = Network<Float>(structure: [4, 4], activations: [ReLU()])
    let transposed = #expect(throws: WeightsError.self) { try mirrored.readWeights(from: path) }
    #expect(
      transposed?.description
        == "\(path): 'arr_1' is 5 x 4, transposed; the network needs 4 x 5, bias column included")
    let deeper = Network<Float>(structure: [3, 5, 2], activations: [ReLU(), ReLU()])
    let missing = #expect(throws: WeightsError.self) { try deeper.readWeights(from: path) }
    #expect(
      missing?.description
        == "\(path): has no array 'arr_2'; the network needs 2 x 6, bias column included" + layout)
    #expect(missing?.exitStatus == .badData)
  }
}
