import NNFiles

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
  public init(instructionSet: InstructionSet, workers: WorkerPool) {
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
    let threads = threads(for: samples.checkedProduct(multiplications) ?? .max)
    let pieces = (samples + Self.mostSamples - 1) / Self.mostSamples
    let parts = min(samples, (pieces + threads - 1) / threads * threads)
    run(parts, on: threads) { part in
      body(samples * part / parts..<samples * (part + 1) / parts)
    }
  }

  /// Divides pieces of work among threads.
  ///
  /// - Parameters:
  ///   - pieces: their number
  ///   - multiplications: those in all pieces together
  ///   - body: does a piece
  func share(pieces: Int, multiplications: Int, _ body: (Int) -> Void) {
    run(pieces, on: threads(for: multiplications), body)
  }

  /// The threads that so many multiplications keep busy.
  private func threads(for multiplications: Int) -> Int {
    max(1, min(workers.threads, multiplications / Self.leastShare))
  }

  private func run(_ parts: Int, on threads: Int, _ body: (Int) -> Void) {
    if threads > 1 { workers.run(parts, body) } else { for part in 0..<parts { body(part) } }
  }
}
