import NNFiles

/// What computes: the kernels of an instruction set, and the threads that share the work.
public struct ComputeContext<T: Scalar>: Sendable {
  /// The kernels.
  public let kernels: Kernels<T>
  private let workers: WorkerPool
  /// Below this number of multiplications a thread takes longer to fetch what another one has
  /// written than it saves.
  private static var minimumShare: Int { 250_000 }

  /// Kernels of an instruction set, and threads.
  public init(instructionSet: InstructionSet, workers: WorkerPool) {
    kernels = Kernels(instructionSet)
    self.workers = workers
  }

  /// The threads that so many multiplications keep busy.
  func threads(for multiplications: Int) -> Int {
    max(1, min(workers.threads, multiplications / Self.minimumShare))
  }

  /// Divides the samples of a batch among threads; each is computed as if it were alone.
  ///
  /// - Parameters:
  ///   - samples: their number
  ///   - multiplications: those for each sample
  /// - Returns: the samples of each part
  func division(ofSamples samples: Int, multiplications: Int) -> SampleDivision {
    SampleDivision(
      samples: samples, threads: threads(for: samples.checkedProduct(multiplications) ?? .max))
  }

  /// Does the parts of some work.
  ///
  /// - Parameters:
  ///   - parts: the number of parts
  ///   - threads: those that it keeps busy
  ///   - work: what to do
  func run(_ parts: Int, on threads: Int, _ work: any ParallelWork) {
    if threads > 1 {
      workers.run(parts, work)
    } else {
      for part in 0..<parts { work.perform(part) }
    }
  }
}

/// The samples of a batch in parts for threads.
struct SampleDivision {
  let samples: Int
  let parts: Int
  let threads: Int
  /// So many samples that their activations stay in the cache from layer to layer.
  private static let maximumSamples = 96

  init(samples: Int, threads: Int) {
    self.samples = samples
    self.threads = threads
    let pieces = (samples + Self.maximumSamples - 1) / Self.maximumSamples
    parts = min(samples, (pieces + threads - 1) / threads * threads)
  }

  /// The samples of a part, counted from 0.
  subscript(part: Int) -> Range<Int> { samples * part / parts..<samples * (part + 1) / parts }
}
