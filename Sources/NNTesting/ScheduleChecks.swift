import NNCore

/// The checks of a schedule, over all iterations of trainings of 1, 2, 10 and 1000 iterations,
/// except those for which it reports a problem:
///
/// - `rates`: learning rates are finite and not negative.
/// - `not zero`: in the longest training, not all of them are 0.
/// - `repeatability`: the same iteration has the same rate when it is asked for again, in reverse
///   order.
/// - `length`: if `dependsOnLength` is false, an iteration has the same rate in all trainings.
struct ScheduleChecks {
  private let schedule: any Schedule
  /// The lengths of trainings that the schedule is for.
  private let lengths: [Int]

  init(_ schedule: any Schedule) {
    self.schedule = schedule
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
        for iteration in (1...length).reversed() {
          let again = schedule.learningRate(at: iteration, of: length)
          guard sameBits(again, first[iteration - 1]) else {
            return difference(
              iteration, (first[iteration - 1], "at first"), (again, "when it is asked for again"))
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
