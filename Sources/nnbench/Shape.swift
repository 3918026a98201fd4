/// The size of a product: a batch that goes into a layer.
struct Shape {
  let samples: Int
  let inputs: Int
  let outputs: Int

  /// Samples with `inputs` values each that go into a layer of `outputs` neurons.
  init(_ samples: Int, _ inputs: Int, _ outputs: Int) {
    self.samples = samples
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The shapes of the workloads in `Tests/Peers/`, and others.
  static let usual = [
    // course
    Shape(32, 784, 30), Shape(32, 30, 10),
    // mid
    Shape(128, 784, 128), Shape(128, 128, 64), Shape(128, 64, 10),
    // large
    Shape(512, 784, 1024), Shape(512, 1024, 1024), Shape(512, 1024, 10),
    // A large square, a whole data set, single samples, single outputs, few inputs.
    Shape(1024, 1024, 1024), Shape(60_000, 784, 10), Shape(1, 784, 128), Shape(1, 1024, 1024),
    Shape(128, 784, 1), Shape(150, 4, 16), Shape(32, 1, 10),
  ]

  /// Shapes with equal numbers of samples, inputs and outputs: up to 130, and around powers of 2.
  static let squares = (Array(1...130) + [255, 256, 257, 511, 512, 513, 1023, 1024, 1025]).map {
    Shape($0, $0, $0)
  }
}
