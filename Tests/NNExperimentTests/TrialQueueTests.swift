import TestSupport
import Testing

@testable import NNExperiment

@Suite("The queue of trials")
struct TrialQueueTests {
  private let trials: [SweepTrial]

  init() throws {
    let folder = try TemporaryFolder()
    trials = try folder.found(folder.sweep("seed=1,2,3,4,5")).trials
  }

  @Test(
    "Threads are shared by the trials that are trained at the same time",
    arguments: [
      (1, 8, [8]), (2, 8, [4, 4]), (3, 8, [2, 3, 3]), (4, 2, [1, 1, 1, 1]), (3, 3, [1, 1, 1]),
      (8, 8, [1, 1, 2, 2, 2]),
    ])
  func shares(jobs: Int, threads: Int, shares: [Int]) {
    let queue = TrialQueue(trials, jobs: jobs, threads: threads)
    var found: [Int] = []
    while let (trial, threads) = queue.next() {
      found.append(threads)
      #expect(trial.number == found.count)
    }
    #expect(found == shares)
  }

  @Test("The last trials have the threads of those that have ended")
  func last() throws {
    let queue = TrialQueue(trials, jobs: 2, threads: 4)
    for number in 1...4 {
      let next = try #require(queue.next())
      #expect(next.trial.number == number)
      #expect(next.threads == 2)
      if number > 1 { queue.end(threads: 2) }
    }
    queue.end(threads: 2)
    #expect(queue.next()?.threads == 4)
    #expect(queue.next() == nil)
  }

  @Test("What another process trains comes again when all others have been handed out")
  func postponed() throws {
    let queue = TrialQueue(Array(trials.prefix(2)), jobs: 1, threads: 1)
    let first = try #require(queue.next())
    queue.postpone(first.trial)
    queue.end(threads: 1)
    #expect(queue.hasPostponed)
    #expect(queue.next()?.trial.number == 2)
    queue.end(threads: 1)
    #expect(queue.next() == nil)
    #expect(queue.next(isPatient: true)?.trial.number == 1)
    #expect(!queue.hasPostponed)
    queue.end(threads: 1)
    #expect(queue.next(isPatient: true) == nil)
  }

  @Test("All that were postponed come again, one after another")
  func severalPostponed() throws {
    let queue = TrialQueue(Array(trials.prefix(3)), jobs: 3, threads: 3)
    while let (trial, threads) = queue.next() {
      queue.postpone(trial)
      queue.end(threads: threads)
      if trial.number == 3 { break }
    }
    for number in 1...3 {
      #expect(queue.hasPostponed)
      #expect(queue.next(isPatient: true)?.trial.number == number)
    }
    #expect(!queue.hasPostponed)
  }
}
