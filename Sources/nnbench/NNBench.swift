public import ArgumentParser
import NNExperiment

/// The command `nnbench`: how fast products and training are, and how fast they could be.
@main
struct NNBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nnbench",
    abstract: "Measure the speed of nnrun's matrix products and training on this machine.",
    discussion: """
      Results are compared with the peak: the independent fused multiply-adds that the processor can \
      do without touching memory. A multiply-add counts as 2 operations (FLOP); if most inputs are \
      zero, terms of inputs that are zero do not count, whether they are computed or not. The time \
      of a product is that of the fastest of several rounds, the time of a workload the median.

      The peak is measured again before and after each round, on the same threads. Where it is more \
      than 5 % below the best of the whole run, other processes or a lower clock have slowed the \
      processor: that round is disturbed, does not count, and is repeated. A figure all of whose \
      rounds were disturbed has a star. Examples:

        swift build -c release --product nnbench
        .build/release/nnbench probe
        .build/release/nnbench products --threads 2
        NNRUN_SIMD=avx2 .build/release/nnbench products --sweep
        .build/release/nnbench workloads
        .build/release/nnbench formulas
        .build/release/nnbench workloads Tests/Peers/mid.yaml --threads 1
      """,
    subcommands: [Probe.self, Products.self, Workloads.self, Formulas.self])
}

extension Experiment.Precision: ExpressibleByArgument {}
