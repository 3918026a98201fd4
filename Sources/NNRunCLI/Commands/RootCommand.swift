import ArgumentParser
import NNExperiment

/// `nnrun`, whose subcommands do the work.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nnrun",
    abstract: "Train fully connected neural networks that are declared in YAML.",
    discussion: """
      'run' is the default: nnrun configs/mnist.yaml trains. Examples:

        nnrun configs/mnist.yaml
        nnrun check configs/mnist.yaml eta=0.05
        nnrun predict runs/latest new.csv
        nnrun evaluate runs/latest
        nnrun sweep configs/mnist.yaml eta=0.1,0.3 batch_size=32,64
        nnrun compare
        nnrun archive runs/latest -o mnist.zip
        nnrun replay mnist.zip

      The environment variable NNRUN_SIMD selects the vector instructions: baseline, avx2 or avx512. \
      Without it, they are the widest that the CPU has. Results do not depend on them.

      The Tab key completes commands, options, files and names of plugins after \
      'source <(nnrun --generate-completion-script bash)', the same with zsh, or in fish \
      'nnrun --generate-completion-script fish | source'.
      """,
    version: Runner.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, SweepCommand.self, PredictCommand.self,
      EvaluateCommand.self, CompareCommand.self, ReplayCommand.self, ArchiveCommand.self,
      PluginsCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
