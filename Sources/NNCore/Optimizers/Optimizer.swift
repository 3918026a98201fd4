public import NNConfig

/// How weights change with the gradient.
///
/// An optimizer is a value without memory of its own: what it has to remember for each weight is in
/// its slots, which belong to the training and are part of every checkpoint.
///
/// Implementations treat every weight alone, and in the same way wherever it is in a block: different
/// threads update different blocks.
public protocol Optimizer: PluginComponent {
  /// The names of the slots: for each a number per weight, zero before the first iteration.
  ///
  /// Checkpoints keep them under these names: lower-case letters, digits and underscores, but
  /// neither `arr` nor `best`.
  var slots: [String] { get }

  /// Changes a block of weights.
  ///
  /// - Parameters:
  ///   - block: weights, mean gradient and slots, all of the same shape
  ///   - step: the iteration and its learning rate
  ///   - kernels: computes on whole arrays
  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>)
}

extension Optimizer {
  /// The simplest optimizers remember nothing.
  public var slots: [String] { [] }
}
