import NNFiles

/// A plain line for each tenth of a training.
struct ProgressTenths: Progress {
  let iterations: Int
  let console: Console

  /// Shows an iteration's cost if it completes a tenth.
  func show(iteration: Int, cost: Double) {
    // Both products are exact: there are fewer than 2^56 iterations.
    let tenth = iteration * 10 / iterations
    if tenth != (iteration - 1) * 10 / iterations {
      console.note(
        "\(tenth * 10)%  iteration \(iteration) of \(iterations)  cost "
          + cost.text(significant: 6))
    }
  }

  func write(_ line: String) { console.note(line) }

  func end() {}
}
