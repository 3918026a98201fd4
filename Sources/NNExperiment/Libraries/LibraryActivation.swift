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

  func files() -> [String] { instance.settings.paths }

  var isElementwise: Bool { functions.depends_on_layer == 0 }

  var limits: ClosedRange<Double> {
    functions.lower_limit < functions.upper_limit
      ? functions.lower_limit...functions.upper_limit : -.infinity ... .infinity
  }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let (z, a) = (preActivations, activations)
    forwardFunction.during { forward(z, a, UnsafeRawPointer(instance.pointer)) }
  }

  private func forward<T>(_ z: Matrix<T>, _ a: Matrix<T>, _ state: UnsafeRawPointer?) {
    let (rows, count) = (0..<z.rows, z.columns)
    if T.self == Double.self {
      for row in rows { functions.forward_f64(state, count, z.doubles(row), a.doubles(row)) }
    } else if let forward = functions.forward_f32 {
      for row in rows { forward(state, count, z.floats(row), a.floats(row)) }
    } else {
      z.withDoubles(rows: 2) { wide in
        for row in rows {
          z.widen(row, into: wide)
          functions.forward_f64(state, count, wide, wide + count)
          a.round(wide + count, into: row)
        }
      }
    }
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    backwardFunction.during {
      backward(preActivations, activations, delta, UnsafeRawPointer(instance.pointer))
    }
  }

  private func backward<T>(
    _ z: Matrix<T>, _ a: Matrix<T>, _ delta: Matrix<T>, _ state: UnsafeRawPointer?
  ) {
    let (rows, count) = (0..<z.rows, z.columns)
    if T.self == Double.self {
      for row in rows {
        functions.backward_f64(state, count, z.doubles(row), a.doubles(row), delta.doubles(row))
      }
    } else if let backward = functions.backward_f32 {
      for row in rows { backward(state, count, z.floats(row), a.floats(row), delta.floats(row)) }
    } else {
      z.withDoubles(rows: 3) { wide in
        for row in rows {
          z.widen(row, into: wide)
          a.widen(row, into: wide + count)
          delta.widen(row, into: wide + 2 * count)
          functions.backward_f64(state, count, wide, wide + count, wide + 2 * count)
          delta.round(wide + 2 * count, into: row)
        }
      }
    }
  }
}
