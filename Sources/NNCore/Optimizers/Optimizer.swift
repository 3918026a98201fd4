public import NNConfig

/// The rule by which weights change with the gradient.
///
/// An optimizer has no memory of its own: what it has to remember for each weight is in its slots,
/// which belong to the training and are part of every checkpoint. Running means that fall should
/// end at 0, as `weightedSum` lets them, and not at a subnormal number: processors are slow with
/// those.
///
/// The update of a weight must depend only on that weight, its gradient and its slots, and not on
/// where it is in a block: threads update blocks of different sizes.
public protocol Optimizer: PluginComponent {
  /// The names of the slots. A slot has a number for each weight, which is zero before the first
  /// iteration.
  ///
  /// Checkpoints store the slots under these names, which have only lower-case letters, digits and
  /// underscores and are neither `arr` nor `best`.
  var slots: [String] { get }

  /// Whether the update depends on the learning rate, as that of nearly all does. If not, an
  /// experiment must not set one.
  var usesLearningRate: Bool { get }

  /// Whether an update depends on how many iterations there are, so that a training cannot be
  /// continued as a longer one. `true`, the default, is always correct.
  var dependsOnLength: Bool { get }

  /// Whether an update may change weights, or slots, whose gradient is zero. If not, updates of
  /// inputs that are zero in the whole batch are left out; so `false` is only correct if they leave
  /// every bit as it is. `true`, the default, is always correct.
  var changesWithoutGradient: Bool { get }

  /// Changes a block of weights.
  ///
  /// - Parameters:
  ///   - block: weights, mean gradient and slots, all of the same shape
  ///   - step: the iteration and its learning rate
  ///   - kernels: computes on whole arrays
  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>)
}

extension Optimizer {
  /// No slots: the simplest optimizers remember nothing.
  public var slots: [String] { [] }

  /// Updates may depend on the length of the training.
  public var dependsOnLength: Bool { true }

  /// Weights may change without a gradient.
  public var changesWithoutGradient: Bool { true }

  /// The learning rate is used.
  public var usesLearningRate: Bool { true }
}
