import NNExperiment
import NNFiles
import NNRunCLI

/// How long an iteration of an experiment takes on some threads.
struct MeasuredWorkload {
  /// The name of the experiment.
  let name: String
  let figure: Figure
  /// That of the type of the experiment and the number of threads.
  let probe: PeakProbe
  /// The work of an iteration.
  let work: Work

  /// A row for each workload and number of threads, and the legend.
  static func table(_ workloads: [MeasuredWorkload]) -> String {
    var table = Table(rightAligned: [2, 3, 4, 5, 6, 7, 8])
    var marks = DisturbanceMarks()
    table.add(
      ["workload", "precision", "threads", "us/iteration", "at peak"] + Speed.headings)
    for workload in workloads {
      let (figure, probe) = (workload.figure, workload.probe)
      let speed = Speed(
        work: workload.work, seconds: figure.seconds(peak: probe.peak), peak: probe.peak)
      table.add(
        [
          workload.name, probe.precision.rawValue, "\(probe.threads)",
          marks.marked((speed.seconds * 1e6).text(decimals: 1), figure, peak: probe.peak),
          (speed.secondsAtPeak * 1e6).text(decimals: 1),
        ] + speed.cells)
    }
    return "\(table.text)\n\n\(marks.legend)"
  }
}
