import ArgumentParser
import NNCore
import NNExperiment
import NNRunCLI

extension NNBench {
  /// `nnbench sweep`: whether speed depends on sizes in an unexpected way.
  struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "GFLOP/s of n samples, n inputs and n outputs, for all n up to 130 and around powers of 2.")

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    private static let sizes =
      Array(1...130)
      + [8, 9, 10].flatMap { power in
        [1 << power - 1, 1 << power, 1 << power + 1]
      }

    func run() throws {
      try Console.reportingErrors {
        let set = try ComputeOptions.parse([]).instructionSet
        switch precision {
        case .float32: print(text(NNCore.Kernels<Float>(set)))
        case .float64: print(text(NNCore.Kernels<Double>(set)))
        }
      }
    }

    private func text<T: Scalar>(_ kernels: NNCore.Kernels<T>) -> String {
      let peak = Peak(kernels, workers: WorkerPool(threads: 1))
      let products = Product.allCases
      var table = Table(rightAligned: Set(0...products.count))
      table.add(["n"] + products.map(\.rawValue))
      for size in Self.sizes {
        let benchmark = ProductBenchmark(Shape(size, size, size), kernels: kernels)
        table.add(
          ["\(size)"]
            + products.map { product in
              let (seconds, operations) = benchmark.measure(product)
              return (operations / seconds * 1e-9).text(decimals: 1)
            })
      }
      let title = peak.text(kernels.instructionSet, precision: precision.rawValue, threads: 1)
      return "\(title)\n\n\(table.text)"
    }
  }
}
