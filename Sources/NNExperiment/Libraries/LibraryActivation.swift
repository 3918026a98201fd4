import CNNPlugin
import NNConfig
import NNCore

/// An activation of a library.
///
/// Each call has a row of the batch, so that no sample can depend on another one.
struct LibraryActivation: Activation, @unchecked Sendable {
  private let functions: nnrun_activation
  private let instance: LibraryInstance
  private let forwardFunction: LibraryFunction
  private let backwardFunction: LibraryFunction

  /// An activation whose library has both functions for double.
  init(_ functions: nnrun_activation, _ instance: LibraryInstance) {
    self.functions = functions
    self.instance = instance
    forwardFunction = LibraryFunction(instance.plugin.text, "forward")
    backwardFunction = LibraryFunction(instance.plugin.text, "backward")
  }

  var isElementwise: Bool { functions.depends_on_layer == 0 }

  var limits: ClosedRange<Double> {
    functions.lower_limit < functions.upper_limit
      ? functions.lower_limit...functions.upper_limit : -.infinity ... .infinity
  }

  private var state: UnsafeRawPointer? { UnsafeRawPointer(instance.pointer) }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (state, count) = (state, preActivations.columns)
    forwardFunction.forEachRow(
      preActivations, preActivations, into: activations,
      float: functions.forward_f32.map { forward in
        { forward(state, count, $0.x, $0.result) }
      }, double: { functions.forward_f64(state, count, $0.x, $0.result) })
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (state, count) = (state, delta.columns)
    backwardFunction.forEachRow(
      preActivations, activations, into: delta,
      float: functions.backward_f32.map { backward in
        { backward(state, count, $0.x, $0.y, $0.result) }
      }, double: { functions.backward_f64(state, count, $0.x, $0.y, $0.result) })
  }
}
