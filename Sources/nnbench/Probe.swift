import ArgumentParser
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench probe`: what the processor can do at the moment.
  struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the processor can do at the moment, in a tenth of a second.",
      discussion: """
        Scripts that measure something call it before and after: if the processor reaches less than \
        at other times, what was measured in between was disturbed. The peak is measured five times, \
        on one thread and on all; memory is read on all threads, a cache line here and there; a \
        cache line's way from one core to another is that of a number that two threads change in \
        turns.

        The JSON object has processor, processors (their number), l2_bytes (null if it is not \
        known), instruction_set, precision, peaks (a list with threads, gflops, the median, and \
        best_gflops), memory_ns and core_to_core_ns (null if no two threads ran at the same time).
        """)

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    @OptionGroup var compute: ComputeOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
      try Console.reportingErrors {
        let set = try compute.instructionSet
        let threads = compute.threadCount
        let moment = Moment(
          processor: .current, instructionSet: set, precision: precision,
          peaks: try (threads == 1 ? [1] : [1, threads]).map {
            try Moment.Peak(measuring: set, precision, threads: $0)
          },
          memory: try MemoryProbe.nanoseconds(threads: threads),
          coreToCore: try CoreToCore.nanoseconds())
        print(json ? moment.json.text : moment.text)
      }
    }
  }
}
