import ArgumentParser
import NNConfig
import NNCore
import NNData
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench workloads`: training loops of experiments, on one thread and on several.
  struct Workloads: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The training loop of experiments, beside the time that their products need.",
      discussion: """
        There is a row for one thread and one for all threads. A disturbance that begins and ends \
        within a round goes unnoticed, which is why the median of the rounds counts.

        kB is a lower bound of what an iteration reads and writes, in caches and in memory. Weights: \
        once for the forward pass, once for backpropagation after the first layer, and twice for the \
        update, as is each number that the optimizer remembers. Pre-activations, activations and \
        their derivatives: written once and read once. Inputs: read once as they are stored; those \
        that are dense are also written and read once in the type of the network. If most inputs are \
        zero, weights of inputs that are zero in the whole batch do not count, unless they change.
        """)

    @Argument(help: "Experiment files.")
    var configs = ["course", "mid", "large"].map { "Tests/Peers/\($0).yaml" }

    @Option(help: "How many undisturbed rounds are enough; each trains the experiment once.")
    var rounds = 5

    @OptionGroup var compute: ComputeOptions

    func validate() throws {
      if rounds < 1 { throw ValidationError("--rounds must be at least 1, not \(rounds)") }
    }

    func run() throws {
      try Console.reportingErrors {
        let set = try compute.instructionSet
        var probes = PeakProbes(set)
        let workloads = try configs.flatMap { config in
          let experiment = try ExperimentFile(path: config, registry: Registry()).experiment
          let all = try probes.probes(experiment.precision, upTo: compute.threadCount)
          return switch experiment.precision {
          case .float32: try measure(experiment, Kernels<Float>(set), all)
          case .float64: try measure(experiment, Kernels<Double>(set), all)
          }
        }
        print("\(probes.text)\n\n\(MeasuredWorkload.table(workloads))")
      }
    }

    /// Measures an experiment with the number of threads of each probe.
    private func measure<T: Scalar>(
      _ experiment: Experiment, _ kernels: Kernels<T>, _ probes: [PeakProbe]
    ) throws -> [MeasuredWorkload] {
      let dataset = try experiment.loader.component.load(seed: experiment.seed)
      try experiment.check(against: dataset)
      let work = IterationWork(experiment, dataset: dataset).total
      return try probes.map { probe in
        let figure = try probe.figure(.median, rounds: rounds) {
          let context = ComputeContext<T>(
            instructionSet: kernels.instructionSet, workers: WorkerPool(threads: probe.threads))
          let training = Training(experiment, dataset: dataset, compute: context)
          let state = try training.initialState()
          guard case .completed = try training.run(state, observer: Unobserved()) else {
            throw DivergedWorkload(name: experiment.name)
          }
          return state.progress.seconds / Double(state.progress.iteration)
        }
        return MeasuredWorkload(
          name: experiment.name, figure: figure, probe: probe, work: work)
      }
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
