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
        var probes = PeakProbes(set)
        let probe = try probes.probe(precision, threads: 1)
        let tables =
          switch precision {
          case .float32: try tables(Kernels<Float>(set), probe)
          case .float64: try tables(Kernels<Double>(set), probe)
          }
        print("\(probes.text)\nnanoseconds for an element\n\n\(tables)")
      }
    }

    private func tables<T: Scalar>(_ kernels: Kernels<T>, _ probe: PeakProbe) throws -> String {
      let benchmark = FormulaBenchmark(kernels)
      let activations = try FormulaTwin.activations.map { twin in
        let (byHand, byFormula) = try twin.make(CorePlugins.activations)
        return (
          twin, hand: try benchmark.measure(byHand, probe),
          formula: try benchmark.measure(byFormula, probe)
        )
      }
      let optimizers = try FormulaTwin.optimizers.map { twin in
        let (byHand, byFormula) = try twin.make(CorePlugins.optimizers)
        return (
          twin, hand: try benchmark.measure(byHand, probe),
          formula: try benchmark.measure(byFormula, probe)
        )
      }

      let peak = probe.peak
      var marks = DisturbanceMarks()
      func cell(_ figure: Figure) -> String {
        marks.marked(
          (figure.seconds(peak: peak) * 1e9).text(decimals: 2), figure, peak: peak)
      }
      func ratio(_ formula: [Figure], _ hand: [Figure]) -> String {
        func sum(_ figures: [Figure]) -> Double {
          figures.reduce(0) { $0 + $1.seconds(peak: peak) }
        }
        return (sum(formula) / sum(hand)).text(decimals: 2)
      }
      var activationTable = Table(rightAligned: [1, 2, 3, 4, 5])
      activationTable.add(
        "activation", "forward", "backward", "formula forward", "backward", "ratio", "formula")
      for (twin, hand, formula) in activations {
        activationTable.add(
          twin.name, cell(hand.forward), cell(hand.backward), cell(formula.forward),
          cell(formula.backward),
          ratio([formula.forward, formula.backward], [hand.forward, hand.backward]), twin.formula)
      }
      var optimizerTable = Table(rightAligned: [1, 2, 3])
      optimizerTable.add("optimizer", "update", "formula", "ratio")
      for (twin, hand, formula) in optimizers {
        optimizerTable.add(twin.name, cell(hand), cell(formula), ratio([formula], [hand]))
      }
      return "\(activationTable.text)\n\n\(optimizerTable.text)\n\n\(marks.legend)"
    }
  }
}
