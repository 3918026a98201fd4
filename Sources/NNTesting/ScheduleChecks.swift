import NNCore

/// The checks of a schedule, over all iterations of trainings of 1, 2, 10 and 1000 iterations,
/// except those for which it reports a problem:
///
/// - `rates`: learning rates are finite and not negative.
/// - `not zero`: in the longest training, not all of them are 0.
/// - `repeatability`: the same iteration has the same rate when it is asked for again, in reverse
///   order, also of another instance.
/// - `length`: if `dependsOnLength` is false, an iteration has the same rate in all trainings.
struct ScheduleChecks {
  private let schedule: any Schedule
  /// The same schedule once more, made from the same settings.
  private let again: any Schedule
  /// The lengths of trainings that the schedule is for.
  private let lengths: [Int]

  /// - Parameters:
  ///   - schedule: the schedule
  ///   - again: the same once more, made from the same settings
  init(_ schedule: any Schedule, again: any Schedule) {
    self.schedule = schedule
    self.again = again
    lengths = [1, 2, 10, 1000].filter { schedule.problem(inIterations: $0) == nil }
  }

  func add(to list: inout CheckList) {
    guard let longest = lengths.last else {
      list.check("rates") {
        throw NotChecked(
          "trainings of up to 1000 iterations are too short for these settings: "
            + (schedule.problem(inIterations: 1000)?.message ?? ""))
      }
      return
    }
    list.check("rates") {
      for length in lengths {
        for (index, rate) in rates(length).enumerated() where !(rate >= 0 && rate.isFinite) {
          return "it is \(rate.shown) in iteration \(index + 1) of \(length); it must be a finite "
            + "number of at least 0"
        }
      }
      return nil
    }
    list.check("not zero") {
      rates(longest).allSatisfy { $0 == 0 }
        ? "all rates of a training of \(longest) iterations are 0" : nil
    }
    list.check("repeatability") {
      for length in lengths {
        let first = rates(length)
        for (iteration, expected) in zip(1...length, first).reversed() {
          for schedule in [schedule, again] {
            let rate = schedule.learningRate(at: iteration, of: length)
            if sameBits(rate, expected) { continue }
            return difference(
              iteration, (expected, "at first"), (rate, "when it is asked for again"))
          }
        }
      }
      return nil
    }
    if !schedule.dependsOnLength { list.check("length") { dependenceOnLength(longest) } }
  }

  private func dependenceOnLength(_ longest: Int) -> String? {
    let expected = rates(longest)
    for length in lengths {
      for (index, rate) in rates(length).enumerated() where !sameBits(rate, expected[index]) {
        return "'dependsOnLength' is false, but "
          + difference(
            index + 1, (rate, "in a training of \(length)"),
            (expected[index], "in one of \(longest)"))
      }
    }
    return nil
  }

  private func difference(
    _ iteration: Int, _ one: (rate: Double, when: String), _ other: (rate: Double, when: String)
  ) -> String {
    "the rate of iteration \(iteration) is \(one.rate.shown(besides: other.rate)) \(one.when), but "
      + "\(other.rate.shown(besides: one.rate)) \(other.when)"
  }

  private func rates(_ length: Int) -> [Double] {
    (1...length).map { schedule.learningRate(at: $0, of: length) }
  }
}
