/// Trials that are trained at the same time: all of a sweep, or with halving those of a rung.
package struct SweepStage: Sendable {
  /// What it is called; `nil` if it is the only one.
  package let name: String?
  /// The trials, in the order in which they are started.
  package let trials: [SweepTrial]
  /// The iterations that each trial does, by its number: from where it is up to its pause or end.
  package let spans: [Int: Range<Int>]
  /// What that takes for each trial, by its number, in a unit of its own.
  package let work: [Int: Double]
  /// Whether trials pause at the end of their spans.
  let isPaused: Bool

  /// A stage.
  ///
  /// - Parameters:
  ///   - name: what it is called
  ///   - trials: the trials
  ///   - spans: the iterations that each does; by default all
  ///   - check: what is known of the trials
  init(
    _ name: String? = nil, trials: [SweepTrial], spans: [Int: Range<Int>]? = nil,
    check: SweepCheck
  ) {
    self.name = name
    self.trials = trials
    isPaused = spans != nil
    var all: [Int: Range<Int>] = [:]
    var work: [Int: Double] = [:]
    for trial in trials {
      guard let needs = check.needs[trial.number] else { continue }
      let span = spans?[trial.number] ?? 0..<needs.iterations
      all[trial.number] = span
      work[trial.number] = needs.workPerIteration * Double(span.count)
    }
    self.spans = all
    self.work = work
  }

  private init(_ stage: SweepStage, trials: [SweepTrial]) {
    name = stage.name
    self.trials = trials
    spans = stage.spans
    work = stage.work
    isPaused = stage.isPaused
  }

  /// The stage with some of its trials only.
  func keeping(_ trials: [SweepTrial]) -> SweepStage { SweepStage(self, trials: trials) }
}
