/// What computes: the kernels of an instruction set, and the threads that share the work.
public struct Compute<T: Scalar>: Sendable {
  /// The kernels.
  public let kernels: Kernels<T>
  private let workers: WorkerPool
  /// The number of threads.
  var threads: Int { workers.threads }
  /// Below this number of multiplications a thread takes longer to fetch what another one has
  /// written than it saves.
  private static var leastShare: Int { 250_000 }
  /// So many samples that their activations stay in the cache from layer to layer.
  private static var mostSamples: Int { 96 }

  /// Kernels of an instruction set, and threads.
  public init(instructionSet: InstructionSet = .best, workers: WorkerPool) {
    kernels = Kernels(instructionSet)
    self.workers = workers
  }

  /// Divides the samples of a batch among threads; each is computed as if it were alone.
  ///
  /// - Parameters:
  ///   - samples: their number
  ///   - multiplications: those for each sample
  ///   - body: computes some of the samples
  public func share(samples: Int, multiplications: Int, _ body: (Range<Int>) -> Void) {
    let threads = busyThreads(for: samples.multipliedReportingOverflow(by: multiplications))
    let pieces = (samples + Self.mostSamples - 1) / Self.mostSamples
    let parts = min(samples, (pieces + threads - 1) / threads * threads)
    func compute(_ part: Int) {
      body(samples * part / parts..<samples * (part + 1) / parts)
    }
    if threads > 1 { workers.run(parts, compute) } else { for part in 0..<parts { compute(part) } }
  }

  /// Divides pieces of work among threads.
  ///
  /// - Parameters:
  ///   - pieces: their number
  ///   - multiplications: those in all pieces together, and whether they are too many to count
  ///   - body: does a piece
  func share(
    pieces: Int, multiplications: (partialValue: Int, overflow: Bool), _ body: (Int) -> Void
  ) {
    if busyThreads(for: multiplications) > 1 {
      workers.run(pieces, body)
    } else {
      for piece in 0..<pieces { body(piece) }
    }
  }

  private func busyThreads(for multiplications: (partialValue: Int, overflow: Bool)) -> Int {
    if multiplications.overflow { return workers.threads }
    return max(1, min(workers.threads, multiplications.partialValue / Self.leastShare))
  }
}
