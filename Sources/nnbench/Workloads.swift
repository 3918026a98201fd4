import ArgumentParser
import NNCore
import NNData
import NNExperiment
import NNRunCLI

extension NNBench {
  /// `nnbench workloads`: training loops of experiments.
  struct Workloads: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The training loop of experiments, beside the time that their arithmetic needs.")

    @Argument(help: "Experiment files.")
    var configs = ["course", "mid", "large"].map { "benchmarks/\($0).yaml" }

    @Option(help: "How often each experiment is trained; the median counts.")
    var rounds = 5

    @OptionGroup var compute: ComputeOptions

    func validate() throws {
      if rounds < 1 { throw ValidationError("--rounds must be at least 1, not \(rounds)") }
    }

    func run() throws {
      try Console.reportingErrors {
        let set = try compute.instructionSet
        var table = Table(rightAligned: [1, 2, 3, 4, 5])
        table.add("workload", "precision", "us/iteration", "us at peak", "GFLOP/s", "% of peak")
        for config in configs {
          let file = try ExperimentFile(path: config, registry: Registry())
          table.add(
            [config]
              + (file.experiment.precision == .float32
                ? try row(file.experiment, set: set, type: Float.self)
                : try row(file.experiment, set: set, type: Double.self)))
        }
        print(
          "\(set), \(compute.threadCount) \(compute.threadCount == 1 ? "thread" : "threads")\n\n"
            + table.text)
      }
    }

    private func row<T: Scalar>(
      _ experiment: Experiment, set: InstructionSet, type: T.Type
    ) throws -> [String] {
      let dataset = try experiment.loader.component.load(seed: experiment.seed)
      try experiment.check(against: dataset)
      let workers = WorkerPool(threads: compute.threadCount)
      let compute = Compute<T>(instructionSet: set, workers: workers)
      let times = try (0..<rounds).map { _ in
        let training = try Training(experiment, dataset: dataset, compute: compute)
        let outcome = training.run(record: { _, _ in }, recordMetrics: { _ in })
        return outcome.seconds / Double(outcome.iterations)
      }
      let seconds = times.sorted()[rounds / 2]
      let peak = Peak(compute.kernels, workers: workers)
      let operations = operations(experiment, dataset: dataset)
      return [
        experiment.precision.rawValue, (seconds * 1e6).text(decimals: 1),
        (operations / peak.operations * 1e6).text(decimals: 1),
        (operations / seconds * 1e-9).text(decimals: 1),
        (operations / seconds / peak.operations * 100).text(decimals: 0),
      ]
    }

    /// The operations of an iteration's products, without terms that are skipped.
    private func operations(_ experiment: Experiment, dataset: Dataset) -> Double {
      let inputs =
        dataset.train.lists.map { Double($0.length) / Double($0.count) }
        ?? Double(dataset.train.inputWidth)
      var terms = 0.0
      for (index, outputs) in experiment.structure.dropFirst().enumerated() {
        // Forward and gradient; backward from the second layer on.
        terms +=
          index == 0
          ? 2 * inputs * Double(outputs)
          : 3 * Double(experiment.structure[index] * outputs)
      }
      return 2 * terms * Double(experiment.batchSize(for: dataset))
    }
  }
}
