import NNConfig
import NNCore
import NNFiles

/// The checks of an initializer, with a network of 5 inputs, 19 hidden neurons and 3 outputs:
///
/// - `initialization`: no error is thrown; an initializer that says that it is for other networks,
///   because it reads a file for example, is reported as not checked, unless it breaks a rule.
/// - `repeatability`: the same seed gives the same bits, also in another instance.
/// - `finite weights`: all weights are finite.
/// - `seed`: another seed gives other weights, if they break the symmetry and come from no file;
///   not checked if it does not, because nothing has to be random.
/// - `symmetry`: if `breaksSymmetry`, the neurons of each hidden layer have different weights; if
///   not, those of every layer have equal ones.
/// - `padding`: what panels are padded with stays 0.
/// - `float32`: weights differ from those in float64 by at most 2^-20 times the largest of them.
/// - `instruction sets`: all that this processor has give the same bits.
///
/// If one of the first three checks fails, the others mean nothing, and are left out.
struct InitializerChecks {
  private let initializer: any Initializer
  /// The same initializer once more, made from the same settings.
  private let again: any Initializer
  private static let structure = [5, 19, 3]

  /// - Parameters:
  ///   - initializer: the initializer
  ///   - again: the same once more, made from the same settings
  init(_ initializer: any Initializer, again: any Initializer) {
    self.initializer = initializer
    self.again = again
  }

  func add(to list: inout CheckList) {
    guard
      list.check(
        "initialization",
        {
          _ = try network(Double.self)
          return nil
        }),
      list.check("repeatability", { try variation() }),
      list.check(
        "finite weights",
        {
          try mistake(Float.self) { try infiniteWeight($0) }
            ?? mistake(Double.self) { try infiniteWeight($0) }
        })
    else { return }
    if initializer.breaksSymmetry, (try? initializer.files().isEmpty) ?? true {
      list.check("seed") {
        if sameBits(try weights(Double.self, seed: 1), try weights(Double.self, seed: 2)) {
          throw NotChecked(
            "two seeds give the same weights, which is right only if nothing is random")
        }
        return nil
      }
    }
    list.check("symmetry") { try mistake(Double.self) { symmetryMistake($0) } }
    list.check("padding") {
      try mistake(Float.self) { changedPadding($0) } ?? mistake(Double.self) { changedPadding($0) }
    }
    list.check("float32") { try floatMistake() }
    list.check("instruction sets") {
      let baseline = try weights(Double.self, set: .baseline)
      let other = try InstructionSet.supported.first {
        !sameBits(try weights(Double.self, set: $0), baseline)
      }
      return other.map { "weights with \($0) are not those with baseline" }
    }
  }

  /// A network with initial weights.
  private func network<T: Scalar>(
    _ type: T.Type, seed: UInt64 = 1, set: InstructionSet = .best
  ) throws -> Network<T> {
    let identity: any Activation = try CorePlugins.activations.builtIn("identity")
    let network = Network<T>(structure: Self.structure, activations: [identity, identity])
    do {
      try initializer.initialize(network, seed: seed, kernels: Kernels(set))
    } catch let error as any UserFacingError where !error.blamesPlugin {
      throw NotChecked("the checks use a network with the structure \(Self.structure): \(error)")
    }
    return network
  }

  private func weights<T: Scalar>(
    _ type: T.Type, seed: UInt64 = 1, set: InstructionSet = .best
  ) throws -> [Double] {
    let network = try network(T.self, seed: seed, set: set)
    // The layers only refer to the network's memory.
    return withExtendedLifetime(network) { network.layers.flatMap { $0.weights.values } }
  }

  private func variation() throws -> String? {
    let first = try weights(Double.self)
    for other in [self, InitializerChecks(again, again: again)]
    where !sameBits(first, try other.weights(Double.self)) {
      return "the same seed gives other weights the second time"
    }
    return nil
  }

  private func mistake<T: Scalar>(
    _ type: T.Type, _ find: (Network<T>) throws -> String?
  ) throws -> String? {
    let network = try network(T.self)
    return try withExtendedLifetime(network) { try find(network).map { "\($0) (\(T.shownName))" } }
  }

  private func infiniteWeight<T: Scalar>(_ network: Network<T>) throws -> String? {
    for (index, layer) in network.layers.enumerated() {
      for row in 0..<layer.weights.rows {
        for neuron in 0..<layer.outputs where !layer.weights[row, neuron].isFinite {
          let from = row == 0 ? "the bias neuron" : "input \(row)"
          return "the weight from \(from) to neuron \(neuron + 1) of layer \(index + 1) is "
            + Double(layer.weights[row, neuron]).shown
        }
      }
    }
    return nil
  }

  private func symmetryMistake<T: Scalar>(_ network: Network<T>) -> String? {
    // The neurons of the last layer differ by their targets, so all its weights can be 0.
    let layers = initializer.breaksSymmetry ? network.layers.dropLast() : network.layers[...]
    for (index, layer) in layers.enumerated() {
      let isSymmetric = (0..<layer.weights.rows).allSatisfy { row in
        (1..<layer.outputs).allSatisfy { layer.weights[row, $0] == layer.weights[row, 0] }
      }
      if isSymmetric == initializer.breaksSymmetry {
        return "'breaksSymmetry' is \(initializer.breaksSymmetry), but the neurons of layer "
          + "\(index + 1) have \(isSymmetric ? "equal" : "different") weights"
      }
    }
    return nil
  }

  private func changedPadding<T: Scalar>(_ network: Network<T>) -> String? {
    for (index, layer) in network.layers.enumerated() {
      for start in layer.weights.panelStarts {
        let panel = layer.weights.panel(at: start, rows: 0..<layer.weights.rows)
        for row in 0..<panel.rows {
          for column in panel.columns..<panel.stride where panel.row(row)[column] != 0 {
            return "a number after the last neuron of layer \(index + 1) is "
              + "\(Double(panel.row(row)[column]).shown); it has to stay 0"
          }
        }
      }
    }
    return nil
  }

  private func floatMistake() throws -> String? {
    let (found, expected) = (try weights(Float.self), try weights(Double.self))
    let largest = expected.reduce(0) { max($0, abs($1)) }
    for (value, other) in zip(found, expected) where !(abs(value - other) <= 0x1p-20 * largest) {
      return "a weight is \(value.shown(besides: other)) in float32, but "
        + "\(other.shown(besides: value)) in float64"
    }
    return nil
  }
}
