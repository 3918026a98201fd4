import NNData
import NNExperiment
import NNFiles

extension RunReport {
  /// How the run ended, on a line.
  var headline: String {
    let done = counted(iterations, "iteration")
    var headline =
      switch status {
      case .completed: "completed \(done) in \(trainSeconds.text(decimals: 2)) s"
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

  /// The result for people.
  var text: String {
    guard let metrics else { return headline }
    var table = Table()
    for (split, measured) in metrics { table.add("  \(split.title)", measured.text) }
    return "\(headline)\n\(table.text)"
  }
}
