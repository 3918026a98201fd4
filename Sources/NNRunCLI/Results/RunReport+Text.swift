import NNData
import NNExperiment
import NNFiles

extension RunReport {
  /// How the run ended, on a line.
  var headline: String {
    let done = counted(iterations, "iteration")
    var headline =
      switch status {
      case .completed:
        "completed \(done) in \(trainSeconds.text(decimals: 2)) s "
          + "(\(totalSeconds.text(decimals: 2)) s in all)"
      case .alreadyComplete:
        "already complete: \(done), trained in \(trainSeconds.text(decimals: 2)) s"
      case .interrupted: "interrupted after \(done)"
      case .paused: "paused after \(done)"
      case .diverged: "diverged after \(done)"
      }
    if stoppedEarly == true { headline += ", stopped early" }
    if let bestIteration { headline += ", with the weights of iteration \(bestIteration)" }
    return "\(run): \(headline)"
  }

  /// The result for people: how the run ended, the settings that are not those of the experiment
  /// file, and how good the network is on each set.
  var text: String {
    guard let metrics else { return headline }
    var table = Table()
    if !overrides.isEmpty { table.add("  overrides", overrides.joined(separator: " ")) }
    for (split, measured) in metrics { table.add("  \(split.title)", measured.text) }
    return "\(headline)\n\(table.text)"
  }
}
