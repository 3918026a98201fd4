import NNCore
import NNExperiment

/// Measures what the processor can do at the moment: independent fused multiply-adds, which need no
/// memory, on some threads at the same time.
///
/// On a shared machine other processes and other virtual machines take time away, and a processor
/// changes its clock with temperature and load. Whatever is measured at such a time says little
/// about the program, and the time alone does not show it. A probe right before and after does: it
/// takes as long as ever, unless something slows the processor itself.
final class PeakProbe {
  /// The type to compute in.
  let precision: Experiment.Precision
  /// The number of threads that compute at the same time.
  let threads: Int
  /// The most operations per second, on all threads together, of all times that were measured.
  private(set) var peak = 0.0

  private let operations: Double
  private let work: (_ thread: Int) -> Void

  /// Prepares a probe, which takes a few times as long as one measurement.
  ///
  /// - Parameters:
  ///   - set: the instruction set to compute with
  ///   - precision: the type to compute in
  ///   - threads: the number of threads that compute at the same time
  ///   - duration: the least time of one measurement, which may take twice as long
  init(
    _ set: InstructionSet, _ precision: Experiment.Precision, threads: Int,
    lasting duration: Duration = .milliseconds(10)
  ) {
    self.precision = precision
    self.threads = threads
    let multiplyAdds: Int
    (multiplyAdds, work) =
      switch precision {
      case .float32: Self.work(Kernels<Float>(set), threads: threads, lasting: duration)
      case .float64: Self.work(Kernels<Double>(set), threads: threads, lasting: duration)
      }
    operations = 2 * Double(multiplyAdds) * Double(threads)
  }

  /// Work for each thread, and the number of its multiply-adds.
  private static func work<T: Scalar>(
    _ kernels: Kernels<T>, threads: Int, lasting duration: Duration
  ) -> (multiplyAdds: Int, (_ thread: Int) -> Void) {
    let arena = Arena()
    let values = (0..<threads).map { _ in
      let values: Matrix<T> = arena.matrix(rows: 1, columns: 3 * 64 / MemoryLayout<T>.stride)
      values.elements.update(repeating: 0.5, count: values.columns)
      return values
    }
    let rounds = 1_000
    let repetitions = Stopwatch.repetitions(lasting: duration) {
      _ = kernels.multiplyAdd(rounds: rounds, values: values[0])
    }
    let count = kernels.multiplyAdd(rounds: rounds, values: values[0])
    return (
      count * repetitions,
      { [arena] thread in
        withExtendedLifetime(arena) {
          for _ in 0..<repetitions {
            _ = kernels.multiplyAdd(rounds: rounds, values: values[thread])
          }
        }
      }
    )
  }

  /// Measures what is reached at the moment.
  ///
  /// - Returns: the operations per second of all threads together
  /// - Throws: `TooFewThreads` if the system allows no more threads
  func measure() throws(TooFewThreads) -> Double {
    let reached = operations / (try Simultaneously.seconds(threads: threads, work))
    peak = max(peak, reached)
    return reached
  }
}
