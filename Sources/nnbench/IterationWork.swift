/// The work of an iteration of training.
///
/// Operations are those of the products. Bytes are a lower bound of what has to be read and
/// written, in caches or in memory, if nothing is read twice for the same purpose:
///
/// - weights, those of bias neurons included: read by the forward pass; read by backpropagation in
///   all layers but the first, those of bias neurons excluded; read and written by the update, and
///   so is each slot of the optimizer
/// - pre-activations, activations and dC/dz of each sample and neuron: each written and read
/// - inputs: read as they are stored; those that are dense are also written and read in the type of
///   the network
///
/// Of the first layer only the weights of inputs that are nonzero in some sample of a batch count,
/// if most inputs are zero: others need not be read, nor updated by an optimizer that leaves
/// weights as they are where the gradient is zero. Targets, costs and masks do not count.
struct IterationWork {
  /// The inputs of a batch.
  struct Inputs {
    /// The mean number of inputs of a sample that are nonzero, or of all if most are.
    let nonzero: Double
    /// The mean number of inputs that are nonzero in some sample of a batch.
    let used: Double
    /// The mean number of inputs whose weights change.
    let updated: Double
    /// The mean number of bytes of a sample as it is stored.
    let storedBytes: Double
    /// Whether they are converted to the type of the network before products read them.
    let areConverted: Bool
  }

  /// The neurons of each layer, input layer first.
  let structure: [Int]
  /// The number of samples in a batch.
  let samples: Int
  /// The bytes of a number.
  let numberSize: Int
  /// The numbers that the optimizer remembers for each weight.
  let slots: Int
  /// The inputs.
  let inputs: Inputs

  /// The operations and bytes of an iteration.
  var total: Work {
    var (terms, numbers) = (0.0, 0.0)
    let perUpdate = Double(2 * (1 + slots))
    for (index, outputs) in structure.dropFirst().map(Double.init).enumerated() {
      let sources = Double(structure[index])
      if index == 0 {
        terms += 2 * inputs.nonzero * outputs
        numbers += (1 + inputs.used + perUpdate * (1 + inputs.updated)) * outputs
      } else {
        terms += 3 * sources * outputs
        numbers += (1 + 2 * sources + perUpdate * (1 + sources)) * outputs
      }
      numbers += 2 * 3 * Double(samples) * outputs
    }
    if inputs.areConverted { numbers += 2 * Double(samples * structure[0]) }
    return Work(
      operations: 2 * terms * Double(samples),
      bytes: numbers * Double(numberSize) + Double(samples) * inputs.storedBytes)
  }
}
