import NNCore
import NNFiles
import NNRunCLI

/// A product of a shape, and how long it takes when each of some threads computes one of its own.
struct MeasuredProduct {
  let shape: Shape
  let product: Product
  let figure: Figure
  let probe: PeakProbe
  /// The work of all threads together.
  let work: Work

  /// Measures products of some shapes.
  ///
  /// - Parameters:
  ///   - shapes: the shapes
  ///   - products: the products
  ///   - kernels: what computes them
  ///   - probes: those of the numbers of threads to measure
  /// - Returns: for each shape and each product, the figures of all probes
  /// - Throws: `TooFewThreads` if the system allows no more threads
  static func measure<T: Scalar>(
    _ shapes: [Shape], _ products: [Product], _ kernels: Kernels<T>,
    _ probes: [PeakProbe]
  ) throws -> [MeasuredProduct] {
    let threads = probes.map(\.threads).max() ?? 1
    return try shapes.flatMap { shape in
      let benchmarks = (0..<threads).map { _ in ProductBenchmark(shape, kernels: kernels) }
      return try products.flatMap { product in
        try probes.map { probe in
          MeasuredProduct(
            shape: shape, product: product,
            figure: try probe.fastest { thread in benchmarks[thread].compute(product) },
            probe: probe, work: benchmarks[0].work(of: product).times(probe.threads))
        }
      }
    }
  }

  /// The speed, by the peak that is known by now.
  var speed: Speed {
    Speed(work: work, seconds: figure.seconds(peak: probe.peak), peak: probe.peak)
  }

  /// A row for each product and number of threads, and the legend.
  static func table(_ products: [MeasuredProduct]) -> String {
    var table = Table(rightAligned: [0, 1, 2, 4, 5, 6, 7, 8, 9])
    var marks = DisturbanceMarks()
    table.add(["samples", "inputs", "outputs", "product", "threads", "us"] + Speed.headings)
    for measured in products {
      let (shape, speed, probe) = (measured.shape, measured.speed, measured.probe)
      let time = (speed.seconds * 1e6).text(decimals: 2)
      table.add(
        [
          "\(shape.samples)", "\(shape.inputs)", "\(shape.outputs)", measured.product.rawValue,
          "\(probe.threads)", marks.marked(time, measured.figure, peak: probe.peak),
        ] + speed.cells)
    }
    return "\(table.text)\n\n\(marks.legend)"
  }

  /// A row for each n, all of whose products were measured one after the other, and the legend.
  static func squares(_ products: [MeasuredProduct]) -> String {
    let columns = Product.multiplying
    var table = Table(rightAligned: Set(0...columns.count))
    var marks = DisturbanceMarks()
    table.add(["n"] + columns.map { "\($0.rawValue), GFLOP/s" })
    for start in stride(from: 0, to: products.count, by: columns.count) {
      let row = products[start..<start + columns.count]
      table.add(
        ["\(products[start].shape.inputs)"]
          + row.map { measured in
            marks.marked(
              measured.speed.gigaflops.text(decimals: 1), measured.figure,
              peak: measured.probe.peak)
          })
    }
    return "\(table.text)\n\n\(marks.legend)"
  }
}
