import Testing

@testable import NNCore

/// Whether help pays is decided from times alone, so these tests make them up.
@Suite struct HelpBalanceTests {
  private let start = ContinuousClock.now

  /// Records equal tasks for a second; returns when the balance first asks for work alone.
  private func firstPause(_ task: HelpBalance.Task, every interval: Int = 1) -> Duration? {
    var balance = HelpBalance(now: start)
    var now = start
    var count = 0
    while start.duration(to: now) < .seconds(1) {
      count += 1
      let undisturbed = HelpBalance.Task(
        work: task.work, wait: .zero, ownParts: task.ownParts, parts: task.parts,
        threads: task.threads)
      let next = count.isMultiple(of: interval) ? task : undisturbed
      now += next.work + next.wait
      balance.record(next, end: now)
      if balance.aloneUntil > now { return start.duration(to: now) }
    }
    return nil
  }

  private func task(
    microseconds work: Int, wait: Int = 0, ownParts: Int = 4, parts: Int = 8, threads: Int = 2
  ) -> HelpBalance.Task {
    HelpBalance.Task(
      work: .microseconds(work), wait: .microseconds(wait), ownParts: ownParts, parts: parts,
      threads: threads)
  }

  @Test("Help without waits is kept", arguments: [5, 100, 20_000])
  func undisturbed(microseconds: Int) {
    #expect(firstPause(task(microseconds: microseconds)) == nil)
    #expect(firstPause(task(microseconds: microseconds, wait: microseconds / 4)) == nil)
  }

  @Test("A helper that is preempted half of the time makes short tasks slower")
  func shortTasks() throws {
    // 40 tasks of 100 microseconds, then a wait of 4 milliseconds.
    let pause = try #require(firstPause(task(microseconds: 100, wait: 4_000), every: 40))
    #expect(pause < .milliseconds(50))
  }

  @Test("A rare wait does not outweigh much help")
  func rareWaits() {
    #expect(firstPause(task(microseconds: 100, wait: 4_000), every: 400) == nil)
  }

  @Test("Long tasks keep a helper that is preempted, because they go on in the meantime")
  func longTasks() {
    #expect(firstPause(task(microseconds: 4_000, wait: 900, ownParts: 6)) == nil)
    #expect(firstPause(task(microseconds: 4_000, wait: 1_100, ownParts: 6)) != nil)
  }

  @Test("A thread that was preempted itself does not take that for help")
  func ownPreemption() {
    // Its one part of 64 seems to take 4 milliseconds, so the 63 others seem to take 252. They
    // cannot have taken more than the 4 milliseconds that the task took.
    let preempted = task(microseconds: 4_000, ownParts: 1, parts: 64)
    let waiting = task(microseconds: 100, wait: 8_000)
    var balance = HelpBalance(now: start)
    balance.record(preempted, end: start)
    for _ in 0..<4 { balance.record(waiting, end: start) }
    #expect(balance.aloneUntil > start)
  }

  @Test("A thread that did no part itself was helped for as long as the task took")
  func noOwnPart() {
    #expect(firstPause(task(microseconds: 0, wait: 100, ownParts: 0)) != nil)
    #expect(firstPause(task(microseconds: 0, wait: 100, ownParts: 0, threads: 3)) == nil)
  }

  @Test("Pauses become longer until help pays again")
  func pauses() {
    let waiting = task(microseconds: 100, wait: 40_000)
    var balance = HelpBalance(now: start)
    var now = start
    var pauses: [Duration] = []
    func record(_ task: HelpBalance.Task) {
      now += task.work + task.wait
      balance.record(task, end: now)
      pauses.append(now.duration(to: balance.aloneUntil))
      now = max(now, balance.aloneUntil)
    }
    for _ in 0..<5 { record(waiting) }
    #expect(pauses[0] == .microseconds(160_400))
    #expect(pauses[1] == .microseconds(320_800))
    #expect(pauses[4] == .seconds(1))
    record(task(microseconds: 40_000))
    record(waiting)
    #expect(pauses[6] == pauses[0])
  }
}
