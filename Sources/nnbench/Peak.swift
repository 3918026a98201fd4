import NNCore
import NNRunCLI

/// What the processor can do at best.
struct Peak {
  /// The operations in a second, on all threads together.
  let operations: Double

  /// Measures it.
  ///
  /// - Parameters:
  ///   - kernels: of the instruction set and type to measure
  ///   - workers: the threads that compute at the same time
  init<T: Scalar>(_ kernels: Kernels<T>, workers: WorkerPool) {
    let memory = Memory()
    let values = (0..<workers.threads).map { _ in
      let values: Matrix<T> = memory.matrix(rows: 1, columns: 1024 / MemoryLayout<T>.stride)
      values.elements.update(repeating: 0.5, count: values.columns)
      return values
    }
    let rounds = 10_000
    let count = kernels.multiplyAdd(rounds: rounds, values: values[0]) * workers.threads
    let seconds = Stopwatch.fastest {
      workers.run(workers.threads) { _ = kernels.multiplyAdd(rounds: rounds, values: values[$0]) }
    }
    operations = 2 * Double(count) / seconds
  }

  /// A line of text.
  func text(_ instructionSet: InstructionSet, precision: String, threads: Int) -> String {
    "peak  \(instructionSet) \(precision), \(threads) \(threads == 1 ? "thread" : "threads")  "
      + "\((operations * 1e-9).text(decimals: 1)) GFLOP/s"
  }
}
