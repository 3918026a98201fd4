import NNExperiment

extension RunReport {
  /// The result for people.
  var text: String {
    let headline =
      switch status {
      case .completed: "completed \(iterations) iterations in \(Self.rounded(trainSeconds)) s"
      case .alreadyComplete:
        "already complete: \(iterations) iterations, trained in \(Self.rounded(trainSeconds)) s"
      case .diverged: "diverged after \(iterations) iterations"
      }
    var lines = ["\(run): \(headline)"]
    if let train { lines.append("  training set  \(train.text)") }
    if let test { lines.append("  test set      \(test.text)") }
    return lines.joined(separator: "\n")
  }

  fileprivate static func rounded(_ value: Double, digits: Int = 2) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    guard abs(value) < 1e9 else { return "\(value)" }
    let units = Int((value * scale).rounded())
    let fraction = String(abs(units) % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(units < 0 ? "-" : "")\(abs(units) / Int(scale)).\(zeros)\(fraction)"
  }
}

extension Metrics {
  /// The numbers for people.
  fileprivate var text: String {
    let cost = "cost \(RunReport.rounded(cost, digits: 4))"
    return switch quality {
    case .classification(let accuracy):
      "\(cost)  accuracy \(RunReport.rounded(accuracy * 100)) %"
    case .regression(let mae, let r2):
      "\(cost)  MAE \(RunReport.rounded(mae, digits: 4))  R2 "
        + (r2.map { RunReport.rounded($0, digits: 4) } ?? "undefined")
    }
  }
}
