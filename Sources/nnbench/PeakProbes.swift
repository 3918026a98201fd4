import NNCore
import NNExperiment
import NNFiles

/// The probes of a program run, one for each type and number of threads, so that all figures are
/// compared with the best that the whole run has seen.
struct PeakProbes {
  private let set: InstructionSet
  private var probes: [PeakProbe] = []

  /// No probes yet.
  ///
  /// - Parameter set: the instruction set to compute with
  init(_ set: InstructionSet) { self.set = set }

  /// A probe.
  ///
  /// - Parameters:
  ///   - precision: the type to compute in
  ///   - threads: the number of threads that compute at the same time
  /// - Returns: the probe of this run for them
  /// - Throws: `TooFewThreads` if the system allows no more threads
  mutating func probe(
    _ precision: Experiment.Precision, threads: Int
  ) throws(TooFewThreads) -> PeakProbe {
    let known = probes.first { $0.precision == precision && $0.threads == threads }
    if let known { return known }
    let probe = PeakProbe(set, precision, threads: threads)
    // The first figure, too, needs something to be compared with.
    for _ in 0..<10 { _ = try probe.measure() }
    probes.append(probe)
    return probe
  }

  /// The probes of one thread and of several.
  ///
  /// - Parameters:
  ///   - precision: the type to compute in
  ///   - threads: how many several are; if that is 1, there is one probe
  /// - Returns: the probes of this run for them
  /// - Throws: `TooFewThreads` if the system allows no more threads
  mutating func probes(
    _ precision: Experiment.Precision, upTo threads: Int
  ) throws(TooFewThreads) -> [PeakProbe] {
    let one = try probe(precision, threads: 1)
    return threads == 1 ? [one] : [one, try probe(precision, threads: threads)]
  }

  /// The instruction set and all peaks, a line for each.
  var text: String {
    (["\(set)"]
      + probes.map { probe in
        "peak \((probe.peak * 1e-9).text(decimals: 1)) GFLOP/s in \(probe.precision.rawValue) on "
          + counted(probe.threads, "thread")
      }).joined(separator: "\n")
  }
}
