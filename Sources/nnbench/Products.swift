import ArgumentParser
import NNCore
import NNExperiment
import NNFiles
import NNRunCLI

extension NNBench {
  /// `nnbench products`: the matrix products on one thread, and on several at the same time.
  struct Products: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The matrix products, in the shapes that training has.",
      discussion: """
        With --threads n there is also a row for n threads, each of which computes a product of its \
        own at the same time as the others, which shows what it costs to share caches and memory: us \
        is the time in which each computes one; GFLOP/s, kB and GB/s are those of all of them.

        kB is a lower bound of what is read and written: each operand once and each result once. Of \
        sparse inputs, bytes that are zero do not count, nor the weights of inputs that are zero in \
        all samples.
        """)

    @Option(help: "The type to compute in: float32 or float64.")
    var precision = Experiment.Precision.float32

    @Option(help: ArgumentHelp("Number of threads; with --sweep only these.", valueName: "n"))
    var threads = 1

    @Flag(help: "n samples, n inputs and n outputs, for n up to 130 and around powers of 2.")
    var sweep = false

    func validate() throws { try ComputeOptions.check(threads, of: "--threads") }

    func run() throws {
      try Console.reportingErrors {
        let set = try InstructionSet.chosenByEnvironment()
        var probes = PeakProbes(set)
        let table =
          if sweep {
            MeasuredProduct.squares(
              try measure(
                Shape.squares, Product.multiplying,
                [try probes.probe(precision, threads: threads)], set))
          } else {
            MeasuredProduct.table(
              try measure(
                Shape.usual, Product.allCases, try probes.probes(precision, upTo: threads), set))
          }
        print("\(probes.text)\n\n\(table)")
      }
    }

    private func measure(
      _ shapes: [Shape], _ products: [Product], _ probes: [PeakProbe], _ set: InstructionSet
    ) throws -> [MeasuredProduct] {
      switch precision {
      case .float32: try MeasuredProduct.measure(shapes, products, Kernels<Float>(set), probes)
      case .float64: try MeasuredProduct.measure(shapes, products, Kernels<Double>(set), probes)
      }
    }
  }
}
