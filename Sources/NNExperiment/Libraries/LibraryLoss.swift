import CNNPlugin
import NNConfig
import NNCore

/// A loss of a library.
///
/// Each call has a row of the batch, so that no sample can depend on another one.
struct LibraryLoss: Loss, @unchecked Sendable {
  private let functions: nnrun_loss
  private let instance: LibraryInstance
  private let costFunction: LibraryFunction
  private let gradientFunction: LibraryFunction

  /// A loss whose library has both functions for double.
  init(_ functions: nnrun_loss, _ instance: LibraryInstance) {
    self.functions = functions
    self.instance = instance
    costFunction = LibraryFunction(instance.plugin.text, "cost")
    gradientFunction = LibraryFunction(instance.plugin.text, "gradient")
  }

  var isForClassification: Bool { functions.is_for_classification != 0 }

  private var state: UnsafeRawPointer? { UnsafeRawPointer(instance.pointer) }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    let (state, count) = (state, activations.columns)
    costFunction.forEachRow(
      activations, targets, into: nil,
      float: functions.cost_f32.map { cost in
        { costs[$0.index] = cost(state, count, $0.x, $0.y) }
      }, double: { costs[$0.index] = functions.cost_f64(state, count, $0.x, $0.y) })
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    let (state, count) = (state, activations.columns)
    gradientFunction.forEachRow(
      activations, targets, into: delta,
      float: functions.gradient_f32.map { gradient in
        { gradient(state, count, $0.x, $0.y, $0.result) }
      }, double: { functions.gradient_f64(state, count, $0.x, $0.y, $0.result) })
  }
}
