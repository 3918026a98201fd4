import NNFiles

/// What computations run on: the kernels of an instruction set, and a pool of threads.
package struct ComputeContext<T: Scalar>: Sendable {
  /// The kernels.
  package let kernels: Kernels<T>
  private let workers: WorkerPool
  /// The least that a thread does; with less to do, it would take longer to fetch what others have
  /// written than it saves.
  let minimumMultiplications: Int

  /// A context of the kernels of an instruction set and a pool of threads.
  ///
  /// - Parameters:
  ///   - instructionSet: the instruction set
  ///   - workers: the threads
  ///   - minimumMultiplications: the least that a thread does
  package init(
    instructionSet: InstructionSet, workers: WorkerPool,
    minimumMultiplications: Int = Self.usualMinimum
  ) {
    precondition(minimumMultiplications > 0)
    kernels = Kernels(instructionSet)
    self.workers = workers
    self.minimumMultiplications = minimumMultiplications
  }

  /// The least that a thread does, unless a context says otherwise.
  package static var usualMinimum: Int { 250_000 }

  /// The number of threads that are worthwhile for a number of multiplications with each of some
  /// samples.
  func threads(for multiplications: Int, samples: Int) -> Int {
    Self.threads(
      for: multiplications, samples: samples, of: threadCount,
      minimumMultiplications: minimumMultiplications)
  }

  /// The number of threads that are worthwhile.
  ///
  /// - Parameters:
  ///   - multiplications: the number of multiplications with each sample
  ///   - samples: the number of samples
  ///   - threads: the number of threads that there are
  ///   - minimumMultiplications: the least that a thread does
  /// - Returns: their number, at least 1
  static func threads(
    for multiplications: Int, samples: Int, of threads: Int, minimumMultiplications: Int
  ) -> Int {
    let all = multiplications.checkedProduct(samples) ?? .max
    return max(1, min(threads, all / minimumMultiplications))
  }

  /// The number of threads that there are.
  var threadCount: Int { workers.threads }

  /// Does all parts of some work, each by a thread that owns it or helps.
  func run(_ division: WorkDivision, _ work: any ParallelWork) { workers.run(division, work) }
}
