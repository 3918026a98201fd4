import NNFiles

/// What computations run on: the kernels of an instruction set, and a pool of threads.
package struct ComputeContext<T: Scalar>: Sendable {
  /// The kernels.
  package let kernels: Kernels<T>
  private let workers: WorkerPool
  /// With fewer multiplications, a thread takes longer to fetch what others have written than it
  /// saves.
  private static var minimumShare: Int { 250_000 }

  /// A context of kernels and threads.
  package init(instructionSet: InstructionSet, workers: WorkerPool) {
    kernels = Kernels(instructionSet)
    self.workers = workers
  }

  /// The number of threads that some multiplications keep busy.
  func threads(for multiplications: Int) -> Int {
    max(1, min(workers.threads, multiplications / Self.minimumShare))
  }

  /// Divides the samples of a batch among threads; each sample is computed as if it were alone.
  ///
  /// - Parameters:
  ///   - samples: their number
  ///   - multiplications: the multiplications for each sample
  /// - Returns: the samples of each part
  func division(ofSamples samples: Int, multiplications: Int) -> SampleDivision {
    SampleDivision(
      samples: samples, threads: threads(for: samples.checkedProduct(multiplications) ?? .max))
  }

  /// Does all parts of some work.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - threads: the number of threads that it keeps busy
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
  let samples: Int
  let parts: Int
  let threads: Int
  /// The activations of this many samples stay in the cache from layer to layer.
  private static let maximumSamples = 96

  init(samples: Int, threads: Int) {
    self.samples = samples
    self.threads = threads
    let groups = (samples + Self.maximumSamples - 1) / Self.maximumSamples
    parts = min(samples, (groups + threads - 1) / threads * threads)
  }

  /// The samples of a part, counted from 0.
  subscript(part: Int) -> Range<Int> { samples * part / parts..<samples * (part + 1) / parts }
}
