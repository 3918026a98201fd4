/// A stage of the work on a batch: what threads do between two meetings.
struct Stage: Sendable {
  /// What is done with a part.
  enum Step: Sendable, Equatable {
    /// Fetches targets, and inputs unless they come as sparse rows.
    case fetch
    /// Lays out sparse rows for products, for all threads together.
    case expand
    /// Computes a layer's activations; layers are counted from 0 for the first after the input
    /// layer.
    case forward(layer: Int)
    /// Computes costs, and the derivatives by the logits.
    case costs
    /// Computes the derivatives by the pre-activations of the layer before.
    case backward(layer: Int)
  }

  /// What one thread does at a time.
  struct Part: Sendable, Equatable {
    /// Samples of the batch.
    let samples: Range<Int>
    /// Neurons of the layer that the only step computes; `nil` for all neurons of all layers.
    let neurons: Range<Int>?
  }

  /// The steps, which a thread does one after the other with each part.
  let steps: [Step]
  /// The parts.
  let parts: [Part]
  /// Which threads own which parts.
  let division: WorkDivision
}
