import NNFiles

/// How fast some work is done, beside the processor's peak.
struct Speed {
  let work: Work
  let seconds: Double
  /// The most operations per second that the processor can do.
  let peak: Double

  /// Billions of operations per second.
  var gigaflops: Double { work.operations / seconds * 1e-9 }
  /// The share of the peak, in percent.
  var percentage: Double { work.operations / seconds / peak * 100 }
  /// The seconds that the operations take at the peak.
  var secondsAtPeak: Double { work.operations / peak }

  /// What a table has above the cells of a speed.
  static let headings = ["GFLOP/s", "% of peak", "kB", "GB/s"]
  /// The cells in a table.
  var cells: [String] {
    [
      work.operations > 0 ? gigaflops.text(decimals: 1) : "",
      work.operations > 0 ? percentage.text(decimals: 0) : "",
      (work.bytes * 1e-3).text(significant: 3), (work.bytes / seconds * 1e-9).text(decimals: 1),
    ]
  }
}
