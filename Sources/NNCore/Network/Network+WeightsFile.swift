package import NNFiles

// The lecture saves weights with numpy.savez(file, *weights): `arr_0` is an empty array, and
// `arr_l` is the matrix into layer l, (neurons in l) x (neurons in l-1 + 1), whose column 0 is the
// bias neuron's.
extension Network {
  /// Writes the weights as the lecture saves them; equal weights make equal files.
  ///
  /// - Throws: `FileError` if the file cannot be written
  package func writeWeights(to path: String) throws(FileError) {
    try NPZFile.write(weightArrays, to: path)
  }

  /// The weights as the lecture saves them: arrays by key.
  package var weightArrays: [(key: String, array: NPYArray)] {
    let empty = NPYArray(
      shape: [0], elements: T.self == Float.self ? .float32([]) : .float64([]))
    return [(key: "arr_0", array: empty)]
      + layers.enumerated().map { (key: Self.key(ofLayer: $0), array: $1.weights.array) }
  }

  /// The key of the weights of a layer, counted from 0.
  static func key(ofLayer index: Int) -> String { "arr_\(index + 1)" }

  /// Reads weights that the lecture or a run has saved, in either precision.
  ///
  /// - Throws: `WeightsError` if the weights are for another structure; another `UserFacingError`
  ///   if the file is damaged or cannot be read, or there is not enough memory
  package func readWeights(from path: String) throws {
    // A file may have other arrays too, within reason.
    let maximum = 2 * parameterCount + 1_000_000
    try setWeights(try NPZFile.read(path, maximumElements: maximum), from: path)
  }

  /// Sets all weights from arrays that have been read, in either precision.
  ///
  /// - Parameters:
  ///   - arrays: the arrays by key, as `weightArrays` has them
  ///   - path: the file that they come from, for messages
  /// - Throws: `WeightsError` if they are for another structure
  package func setWeights(_ arrays: [String: NPYArray], from path: String) throws(WeightsError) {
    for (index, layer) in layers.enumerated() {
      try layer.weights.set(arrays, key: Self.key(ofLayer: index), from: path)
    }
  }
}

/// Weights that do not fit a network.
package enum WeightsError: UserFacingError, Equatable {
  /// There is no such array.
  case missing(String, key: String, expected: [Int])
  /// An array is for another network.
  case shape(String, key: String, expected: [Int], found: [Int])
  /// An array has values that are infinite or not a number in the type of the network.
  case notFinite(String, key: String, type: String)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The array, what is wrong with it and what would fit.
  package var description: String {
    switch self {
    case .missing(let path, let key, let expected):
      "\(path): has no array '\(key)'; \(Self.need(expected))\(Self.layout)"
    case .shape(let path, let key, let expected, let found) where found == expected.reversed():
      "\(path): '\(key)' is \(Self.text(found)), transposed; \(Self.need(expected))"
    case .shape(let path, let key, let expected, let found):
      "\(path): '\(key)' is \(Self.text(found)); \(Self.need(expected))\(Self.layout)"
    case .notFinite(let path, let key, let type):
      "\(path): '\(key)' has values that are not finite in \(type)"
    }
  }

  private static let layout =
    "; 'arr_0' is an empty array and 'arr_1' leads into the first layer: "
    + "numpy.savez(file, [], W1, W2)"

  private static func need(_ shape: [Int]) -> String {
    "the network needs \(text(shape)), bias column included"
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: " x ")
  }
}
