import ArgumentParser
import NNCore
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench formulas`: formulas beside the built-ins that compute the same.
  struct Formulas: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Formulas beside the built-ins that compute the same, on one thread.")

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    func run() throws {
      try Console.reportingErrors {
        let set = try InstructionSet.chosenByEnvironment()
        print("\(set), \(precision.rawValue), 1 thread, nanoseconds for an element\n")
        switch precision {
        case .float32: try printTables(Kernels<Float>(set))
        case .float64: try printTables(Kernels<Double>(set))
        }
      }
    }

    private func printTables<T: Scalar>(_ kernels: Kernels<T>) throws {
      let benchmark = FormulaBenchmark(kernels)
      var activations = Table(rightAligned: [1, 2, 3, 4, 5])
      activations.add(
        "activation", "forward", "backward", "formula forward", "backward", "ratio", "formula")
      for twin in FormulaTwin.activations {
        let (byHand, byFormula) = try twin.make(CorePlugins.activations)
        let (hand, formula) = (benchmark.measure(byHand), benchmark.measure(byFormula))
        let ratio = (formula.forward + formula.backward) / (hand.forward + hand.backward)
        activations.add(
          twin.name, hand.forward.text(decimals: 2), hand.backward.text(decimals: 2),
          formula.forward.text(decimals: 2), formula.backward.text(decimals: 2),
          ratio.text(decimals: 2), twin.formula)
      }
      print(activations.text + "\n")
      var optimizers = Table(rightAligned: [1, 2, 3])
      optimizers.add("optimizer", "update", "formula", "ratio")
      for twin in FormulaTwin.optimizers {
        let (byHand, byFormula) = try twin.make(CorePlugins.optimizers)
        let (hand, formula) = (benchmark.measure(byHand), benchmark.measure(byFormula))
        optimizers.add(
          twin.name, hand.text(decimals: 2), formula.text(decimals: 2),
          (formula / hand).text(decimals: 2))
      }
      print(optimizers.text)
    }
  }
}
