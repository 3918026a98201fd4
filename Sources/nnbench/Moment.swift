import NNCore
import NNExperiment
import NNFiles

/// What the processor can do at the moment.
struct Moment {
  /// The operations per second of some threads together.
  struct Peak {
    let threads: Int
    let median: Double
    let best: Double
  }

  let processor: Processor
  let instructionSet: InstructionSet
  let precision: Experiment.Precision
  let peaks: [Peak]
  /// The nanoseconds that each of all threads takes to fetch a cache line from memory.
  let memory: Double
  /// In nanoseconds.
  let coreToCore: Double?

  var json: JSONValue {
    .object([
      ("processor", .string(processor.model)),
      ("processors", .integer(processor.count)),
      ("l2_bytes", processor.secondLevelCache.map { .integer($0) } ?? .null),
      ("instruction_set", .string(instructionSet.rawValue)),
      ("precision", .string(precision.rawValue)),
      (
        "peaks",
        .array(
          peaks.map { peak in
            .object([
              ("threads", .integer(peak.threads)),
              ("gflops", .number(peak.median / 1e9)),
              ("best_gflops", .number(peak.best / 1e9)),
            ])
          })
      ),
      ("memory_ns", .number(memory)),
      ("core_to_core_ns", coreToCore.map { .number($0) } ?? .null),
    ])
  }

  var text: String {
    let cache = processor.secondLevelCache.map { ", \($0 >> 10) KiB of second-level cache" } ?? ""
    let lines =
      ["\(processor.model), \(counted(processor.count, "processor"))\(cache), \(instructionSet)"]
      + peaks.map { peak in
        "\(counted(peak.threads, "thread")): \((peak.median * 1e-9).text(decimals: 1)) GFLOP/s in "
          + "\(precision.rawValue), at best \((peak.best * 1e-9).text(decimals: 1))"
      }
      + [
        "memory: \(memory.text(decimals: 1)) ns for a cache line, with all threads at the same time"
      ]
      + (coreToCore.map { ["core to core: \($0.text(decimals: 0)) ns for a cache line, one way"] }
        ?? [])
    return lines.joined(separator: "\n")
  }
}

extension Moment.Peak {
  /// Measures the operations per second five times.
  ///
  /// - Parameters:
  ///   - set: the instruction set to compute with
  ///   - precision: the type to compute in
  ///   - threads: the number of threads that compute at the same time
  /// - Throws: `TooFewThreads` if the system allows no more threads
  init(
    measuring set: InstructionSet, _ precision: Experiment.Precision, threads: Int
  ) throws(TooFewThreads) {
    let probe = PeakProbe(set, precision, threads: threads, lasting: .milliseconds(3))
    var reached: [Double] = []
    for _ in 0..<5 { reached.append(try probe.measure()) }
    self.init(threads: threads, median: reached.median, best: probe.peak)
  }
}
