import NNData

extension RunReport {
  /// What came out, by the columns of a comparison; what is undefined is left out.
  var results: [String: RunValue] {
    var results = Self.results(iterations: iterations, cost: cost)
    results["seconds"] = RunValue(trainSeconds)
    let pause = atPause.map { [($0.split, $0.metrics)] } ?? []
    for (split, measured) in (metrics.map { $0.map { ($0.split, $0.value) } } ?? []) + pause {
      for case (let name, let value?) in measured.values {
        results["\(split.rawValue).\(name)"] = RunValue(value)
      }
    }
    return results
  }

  /// What is known of a training that is not over.
  static func results(iterations: Int, cost: Double?) -> [String: RunValue] {
    var results = ["iterations": RunValue(iterations)]
    results["cost"] = cost.map { RunValue($0) }
    return results
  }
}
