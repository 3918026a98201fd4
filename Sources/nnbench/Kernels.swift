import ArgumentParser
import NNCore
import NNExperiment
import NNRunCLI

extension NNBench {
  /// `nnbench kernels`: the products, in shapes of the workloads and in odd ones.
  struct Kernels: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The matrix products on one thread, in the shapes that training has.")

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    private static let shapes = [
      // Workload course.
      Shape(32, 784, 30), Shape(32, 30, 10),
      // Workload mid.
      Shape(128, 784, 128), Shape(128, 128, 64), Shape(128, 64, 10),
      // Workload large.
      Shape(512, 784, 1024), Shape(512, 1024, 1024), Shape(512, 1024, 10),
      // Others: the whole of a data set, single samples, single outputs.
      Shape(1024, 1024, 1024), Shape(60_000, 784, 10), Shape(1, 784, 128), Shape(1, 1024, 1024),
      Shape(128, 784, 1), Shape(150, 4, 16), Shape(32, 1, 10),
    ]

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
      var table = Table(rightAligned: [0, 1, 2, 4, 5, 6])
      table.add("samples", "inputs", "outputs", "product", "us", "GFLOP/s", "% of peak")
      for shape in Self.shapes {
        let benchmark = ProductBenchmark(shape, kernels: kernels)
        for product in Product.allCases {
          let (seconds, operations) = benchmark.measure(product)
          table.add(
            "\(shape.samples)", "\(shape.inputs)", "\(shape.outputs)", product.rawValue,
            (seconds * 1e6).text(decimals: 1), (operations / seconds * 1e-9).text(decimals: 1),
            (operations / seconds / peak.operations * 100).text(decimals: 0))
        }
      }
      let title = peak.text(kernels.instructionSet, precision: precision.rawValue, threads: 1)
      return "\(title)\n\n\(table.text)"
    }
  }
}
