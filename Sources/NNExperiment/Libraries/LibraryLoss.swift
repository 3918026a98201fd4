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

  func files() -> [String] { instance.settings.paths }

  var isForClassification: Bool { functions.is_for_classification != 0 }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    costFunction.during {
      cost(activations, targets, costs, UnsafeRawPointer(instance.pointer))
    }
  }

  private func cost<T>(
    _ a: Matrix<T>, _ y: Matrix<T>, _ costs: UnsafeMutablePointer<Double>,
    _ state: UnsafeRawPointer?
  ) {
    let (rows, count) = (0..<a.rows, a.columns)
    if T.self == Double.self {
      for row in rows {
        costs[row] = functions.cost_f64(state, count, a.doubles(row), y.doubles(row))
      }
    } else if let cost = functions.cost_f32 {
      for row in rows { costs[row] = cost(state, count, a.floats(row), y.floats(row)) }
    } else {
      a.withDoubles(rows: 2) { wide in
        for row in rows {
          a.widen(row, into: wide)
          y.widen(row, into: wide + count)
          costs[row] = functions.cost_f64(state, count, wide, wide + count)
        }
      }
    }
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    gradientFunction.during {
      gradient(activations, targets, delta, UnsafeRawPointer(instance.pointer))
    }
  }

  private func gradient<T>(
    _ a: Matrix<T>, _ y: Matrix<T>, _ delta: Matrix<T>, _ state: UnsafeRawPointer?
  ) {
    let (rows, count) = (0..<a.rows, a.columns)
    if T.self == Double.self {
      for row in rows {
        functions.gradient_f64(state, count, a.doubles(row), y.doubles(row), delta.doubles(row))
      }
    } else if let gradient = functions.gradient_f32 {
      for row in rows { gradient(state, count, a.floats(row), y.floats(row), delta.floats(row)) }
    } else {
      a.withDoubles(rows: 3) { wide in
        for row in rows {
          a.widen(row, into: wide)
          y.widen(row, into: wide + count)
          functions.gradient_f64(state, count, wide, wide + count, wide + 2 * count)
          delta.round(wide + 2 * count, into: row)
        }
      }
    }
  }
}
