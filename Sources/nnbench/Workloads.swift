import ArgumentParser
import NNConfig
import NNCore
import NNData
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench workloads`: training loops of experiments.
  struct Workloads: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The training loop of experiments, beside the time that their products need.")

    @Argument(help: "Experiment files.")
    var configs = ["course", "mid", "large"].map { "Tests/Peers/\($0).yaml" }

    @Option(help: "How often each experiment is trained; the median counts.")
    var rounds = 5

    @OptionGroup var compute: ComputeOptions

    func validate() throws {
      if rounds < 1 { throw ValidationError("--rounds must be at least 1, not \(rounds)") }
    }

    func run() throws {
      try Console.reportingErrors {
        let set = try compute.instructionSet
        let threads = compute.threadCount
        print("\(set), \(threads) \(threads == 1 ? "thread" : "threads")\n")
        var table = Table(rightAligned: [2, 3, 4, 5])
        table.add("workload", "precision", "us/iteration", "at peak", "GFLOP/s", "% of peak")
        for config in configs {
          let experiment = try ExperimentFile(path: config, registry: Registry()).experiment
          switch experiment.precision {
          case .float32: table.add([config] + (try row(experiment, Kernels<Float>(set))))
          case .float64: table.add([config] + (try row(experiment, Kernels<Double>(set))))
          }
        }
        print(table.text)
      }
    }

    private func row<T: Scalar>(
      _ experiment: Experiment, _ kernels: Kernels<T>
    ) throws -> [String] {
      let dataset = try experiment.loader.component.load(seed: experiment.seed)
      try experiment.check(against: dataset)
      let times = try (0..<rounds).map { _ in
        let context = ComputeContext<T>(
          instructionSet: kernels.instructionSet,
          workers: WorkerPool(threads: compute.threadCount))
        let training = Training(experiment, dataset: dataset, compute: context)
        let state = try training.initialState()
        guard case .completed = try training.run(state, observer: Unobserved()) else {
          throw DivergedWorkload(name: experiment.name)
        }
        return state.progress.seconds / Double(state.progress.iteration)
      }
      let peak = Peak(kernels, threads: compute.threadCount)
      let speed = Speed(
        seconds: times.sorted()[rounds / 2],
        operations: Self.operations(of: experiment, dataset: dataset))
      return [
        experiment.precision.rawValue, (speed.seconds * 1e6).text(decimals: 1),
        (speed.operations / peak.operations * 1e6).text(decimals: 1),
        speed.gigaflops.text(decimals: 1),
        (speed.gigaflops * 1e11 / peak.operations).text(decimals: 0),
      ]
    }

    /// The operations of an iteration's products; terms that are skipped do not count.
    private static func operations(of experiment: Experiment, dataset: Dataset) -> Double {
      let inputs =
        dataset.train.sparseInputs.map { Double($0.nonzeroCount) / Double($0.count) }
        ?? Double(dataset.inputWidth)
      var terms = 0.0
      for (index, outputs) in experiment.structure.dropFirst().enumerated() {
        // Forward and gradient; after the first layer, backward too.
        terms +=
          index == 0
          ? 2 * inputs * Double(outputs)
          : 3 * Double(experiment.structure[index] * outputs)
      }
      return 2 * terms * Double(experiment.batchSize(for: dataset))
    }
  }
}

/// Ignores all reports.
private struct Unobserved: TrainingObserver {
  var stop: StopRequest? { nil }
  var isCheckpointDue: Bool { false }
  func didFinish(_ step: TrainingStep, cost: Double) {}
  func didEvaluate(_ metrics: TrainingMetrics) {}
  func takeCheckpoint<T: Scalar>(of state: TrainingState<T>) {}
}

/// A workload whose speed means nothing, because its cost became NaN or infinite.
struct DivergedWorkload: UserFacingError {
  let name: String

  var exitStatus: ExitStatus { .experimentFailed }
  var description: String { "\(name): the cost became NaN or infinite; measure another experiment" }
}
