import ArgumentParser
import NNExperiment

/// The command `nnbench`: how fast the kernels and the training are, and how fast they could be.
@main
struct NNBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nnbench",
    abstract: "Measure the speed of nnrun's kernels and of its training on this machine.",
    discussion: """
      Measurements are compared with the peak: the independent fused multiply-adds that the \
      processor can do without touching memory. A multiply-add counts as 2 operations (FLOP), and \
      terms that are skipped because an input is zero do not count. Examples:

        swift build -c release --product nnbench
        .build/release/nnbench
        .build/release/nnbench kernels --precision float64
        NNRUN_SIMD=avx2 .build/release/nnbench sweep
        .build/release/nnbench workloads benchmarks/mid.yaml --threads 1
      """,
    subcommands: [Kernels.self, Sweep.self, Workloads.self, All.self],
    defaultSubcommand: All.self)

  /// `nnbench`: kernels, then workloads.
  struct All: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "all", abstract: "The kernels, then the workloads in benchmarks/.")

    func run() throws {
      try Kernels.parse([]).run()
      print()
      try Workloads.parse([]).run()
    }
  }
}

extension Experiment.Precision: ExpressibleByArgument {}
