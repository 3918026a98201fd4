import NNCore
import NNFiles
import NNRunCLI

/// What the processor can do at best.
struct Peak {
  /// The operations per second, on all threads together.
  let operations: Double

  private static let rounds = 10_000

  /// Measures the peak.
  ///
  /// - Parameters:
  ///   - kernels: those of the instruction set and type to measure
  ///   - threads: the number of threads that compute at the same time
  init<T: Scalar>(_ kernels: Kernels<T>, threads: Int) {
    let arena = Arena()
    let values = (0..<threads).map { _ in
      let values: Matrix<T> = arena.matrix(rows: 1, columns: 3 * 64 / MemoryLayout<T>.stride)
      values.elements.update(repeating: 0.5, count: values.columns)
      return values
    }
    let count = kernels.multiplyAdd(rounds: Self.rounds, values: values[0]) * threads
    // A pool that was held up works with fewer threads for a while; a new one does not.
    let seconds = (0..<5).map { _ in
      let workers = WorkerPool(threads: threads)
      return Stopwatch.fastest {
        workers.run(threads) { _ = kernels.multiplyAdd(rounds: Self.rounds, values: values[$0]) }
      }
    }
    withExtendedLifetime(arena) {}
    operations = 2 * Double(count) / (seconds.min() ?? .infinity)
  }

  /// A line of text.
  var text: String { "peak \((operations * 1e-9).text(decimals: 1)) GFLOP/s" }
}
