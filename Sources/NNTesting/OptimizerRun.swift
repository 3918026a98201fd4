import NNCore

/// The weights of a layer that an optimizer changes, with its slots.
///
/// The last panel has padding. Gradients are functions of the place of a weight or of its value,
/// and rows are handed to the optimizer as threads do it: panel after panel, in blocks.
final class OptimizerRun<T: Scalar> {
  /// The blocks into which rows are divided.
  var blocks = [0..<OptimizerRun.rows]
  /// The learning rate.
  var learningRate = 0.01
  /// The number of iterations that there will be.
  var iterations = 100
  /// What gradients and slots are padded with.
  var padding = T(0)
  /// The number of iterations that are done.
  private(set) var iteration = 0

  private let optimizer: any Optimizer
  private let kernels: Kernels<T>
  private let arena = Arena()
  private let weights: PanelMatrix<T>
  private let gradient: PanelMatrix<T>
  private let slots: [PanelMatrix<T>]

  static var rows: Int { 9 }
  static var columns: Int { 37 }

  /// Weights before the first iteration: numbers between -1 and 1.
  init(_ optimizer: any Optimizer, kernels: Kernels<T> = Kernels(.best)) {
    self.optimizer = optimizer
    self.kernels = kernels
    func panels(_ arena: Arena) -> PanelMatrix<T> {
      arena.panels(rows: Self.rows, columns: Self.columns)
    }
    weights = panels(arena)
    gradient = panels(arena)
    slots = optimizer.slots.map { [arena] _ in panels(arena) }
    set(
      weights,
      CheckNumbers.uniform(-1...1, stream: 6, rows: 0..<Self.rows, columns: Self.columns))
  }

  /// The state that another run is in, in memory of its own.
  ///
  /// - Parameters:
  ///   - other: the other run
  ///   - optimizer: continues it
  init(continuing other: OptimizerRun, with optimizer: any Optimizer) {
    self.optimizer = optimizer
    kernels = other.kernels
    iteration = other.iteration
    iterations = other.iterations
    learningRate = other.learningRate
    weights = arena.panels(rows: Self.rows, columns: Self.columns)
    gradient = arena.panels(rows: Self.rows, columns: Self.columns)
    slots = other.slots.map { [arena] _ in arena.panels(rows: Self.rows, columns: Self.columns) }
    for (copy, original) in zip([weights] + slots, [other.weights] + other.slots) {
      set(copy, original.values)
    }
  }

  /// The weights, row after row.
  var values: [Double] { weights.values }

  /// The slots, one after the other.
  var slotValues: [Double] { slots.flatMap { $0.values } }

  /// Replaces the weights.
  func set(_ values: [Double]) { set(weights, values) }

  private func set(_ panels: PanelMatrix<T>, _ values: [Double]) {
    for (index, value) in values.enumerated() {
      panels[index / Self.columns, index % Self.columns] = T(value)
    }
  }

  /// Performs an iteration.
  ///
  /// - Parameter gradient: the mean gradient, row after row
  func step(_ gradient: [Double]) {
    iteration += 1
    set(self.gradient, gradient)
    let step = TrainingStep(
      iteration: iteration, iterations: iterations, sampleCount: 32, learningRate: learningRate)
    for start in weights.panelStarts {
      for rows in blocks {
        func panel(_ matrix: PanelMatrix<T>) -> Matrix<T> { matrix.panel(at: start, rows: rows) }
        pad(panel(self.gradient), with: padding)
        if iteration == 1 { for slot in slots { pad(panel(slot), with: padding) } }
        optimizer.update(
          ParameterBlock(
            weights: panel(weights), gradient: panel(self.gradient), slots: slots, panel: start,
            rows: rows),
          step: step, kernels: kernels)
        // As a training does it.
        pad(panel(weights), with: 0)
      }
    }
  }

  private func pad(_ matrix: Matrix<T>, with value: T) {
    for row in 0..<matrix.rows {
      for column in matrix.columns..<matrix.stride { matrix.row(row)[column] = value }
    }
  }
}
