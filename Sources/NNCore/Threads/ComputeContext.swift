import NNFiles

/// What computations run on: the kernels of an instruction set, and a pool of threads.
package struct ComputeContext<T: Scalar>: Sendable {
  /// The kernels.
  package let kernels: Kernels<T>
  private let workers: WorkerPool
  private let minimumMultiplications: Int

  /// A context of the kernels of an instruction set and a pool of threads.
  ///
  /// - Parameters:
  ///   - instructionSet: the instruction set
  ///   - workers: the threads
  ///   - minimumMultiplications: the least that a thread does; with less to do, it would take
  ///     longer to fetch what others have written than it saves
  package init(
    instructionSet: InstructionSet, workers: WorkerPool, minimumMultiplications: Int = 250_000
  ) {
    precondition(minimumMultiplications > 0)
    kernels = Kernels(instructionSet)
    self.workers = workers
    self.minimumMultiplications = minimumMultiplications
  }

  /// The number of threads that are worthwhile for a number of multiplications.
  func threads(for multiplications: Int) -> Int {
    max(1, min(workers.threads, multiplications / minimumMultiplications))
  }

  /// Divides the samples of a batch into parts for threads. No result depends on the division,
  /// because each sample is computed as if it were alone.
  ///
  /// - Parameters:
  ///   - samples: the number of samples
  ///   - multiplications: the number of multiplications for each sample
  /// - Returns: the samples of each part
  func division(ofSamples samples: Int, multiplications: Int) -> SampleDivision {
    SampleDivision(
      samples: samples, threads: threads(for: samples.checkedProduct(multiplications) ?? .max))
  }

  /// Does all parts of some work.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - threads: the number of threads that are worthwhile; the calling thread works alone if it
  ///     is 1
  ///   - work: does a part
  func run(_ parts: Int, on threads: Int, _ work: any ParallelWork) {
    if threads > 1 {
      workers.run(parts, work)
    } else {
      for part in 0..<parts { work.perform(part) }
    }
  }
}

/// The samples of a batch, divided into parts for threads.
struct SampleDivision {
  /// The number of samples.
  let samples: Int
  /// The number of parts.
  let parts: Int
  /// The number of threads that share the parts.
  let threads: Int
  /// The activations of this many samples stay in the cache from layer to layer.
  private static let maximumSamples = 96

  /// Divides samples into parts that fit in the cache, as many for each thread as for any other.
  init(samples: Int, threads: Int) {
    self.samples = samples
    self.threads = threads
    let groups = (samples + Self.maximumSamples - 1) / Self.maximumSamples
    parts = min(samples, (groups + threads - 1) / threads * threads)
  }

  /// The samples of a part, counted from 0.
  subscript(part: Int) -> Range<Int> { samples * part / parts..<samples * (part + 1) / parts }
}
