import NNConfig
import NNCore
import NNData

extension Experiment {
  /// Checks that initial weights from a file fit the network, and that those from a formula are
  /// finite.
  ///
  /// - Parameter dataset: the data set
  /// - Throws: a `UserFacingError` if they do not, or the file cannot be read
  func checkInitialWeights(for dataset: Dataset) throws {
    let initializer = initializer.component
    guard try !(initializer.files().isEmpty && initializer.formulas.isEmpty) else { return }
    func check<T: Scalar>(in type: T.Type) throws {
      let compute = ComputeContext<T>(instructionSet: .baseline, workers: WorkerPool(threads: 1))
      _ = try Training(self, dataset: dataset, compute: compute).initialState()
    }
    switch precision {
    case .float32: try check(in: Float.self)
    case .float64: try check(in: Double.self)
    }
  }
}
