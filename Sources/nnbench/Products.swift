import ArgumentParser
import NNCore
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench products`: the matrix products on one thread.
  struct Products: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The matrix products on one thread, in the shapes that training has.")

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    @Flag(help: "n samples, n inputs and n outputs, for n up to 130 and around powers of 2.")
    var sweep = false

    func run() throws {
      try Console.reportingErrors {
        let set = try InstructionSet.chosenByEnvironment()
        print("\(set), \(precision.rawValue), 1 thread: ", terminator: "")
        switch precision {
        case .float32: printTable(Kernels<Float>(set))
        case .float64: printTable(Kernels<Double>(set))
        }
      }
    }

    private func printTable<T: Scalar>(_ kernels: Kernels<T>) {
      let peak = Peak(kernels, threads: 1)
      print(peak.text + "\n")
      print((sweep ? squares(kernels) : usual(kernels, peak: peak)).text)
    }

    private func usual<T: Scalar>(_ kernels: Kernels<T>, peak: Peak) -> Table {
      var table = Table(rightAligned: [0, 1, 2, 4, 5, 6])
      table.add("samples", "inputs", "outputs", "product", "us", "GFLOP/s", "% of peak")
      for shape in Shape.usual {
        let benchmark = ProductBenchmark(shape, kernels: kernels)
        for product in Product.allCases {
          let speed = benchmark.measure(product)
          table.add(
            "\(shape.samples)", "\(shape.inputs)", "\(shape.outputs)", product.rawValue,
            (speed.seconds * 1e6).text(decimals: 1), speed.gigaflops.text(decimals: 1),
            (speed.gigaflops * 1e11 / peak.operations).text(decimals: 0))
        }
      }
      return table
    }

    private func squares<T: Scalar>(_ kernels: Kernels<T>) -> Table {
      var table = Table(rightAligned: Set(0...Product.allCases.count))
      table.add(["n"] + Product.allCases.map { "\($0.rawValue), GFLOP/s" })
      for shape in Shape.squares {
        let benchmark = ProductBenchmark(shape, kernels: kernels)
        table.add(
          ["\(shape.inputs)"]
            + Product.allCases.map { benchmark.measure($0).gigaflops.text(decimals: 1) })
      }
      return table
    }
  }
}
