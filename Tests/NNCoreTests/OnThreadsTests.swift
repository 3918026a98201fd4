import Synchronization
import Testing

@testable import NNCore

@Suite("Threads for tasks of their own")
struct OnThreadsTests {
  @Test("Each index has a call, and all have returned at the end", arguments: [1, 2, 7, 40])
  func calls(threads: Int) {
    let indices = Mutex<[Int]>([])
    onThreads(threads) { index in indices.withLock { $0.append(index) } }
    #expect(indices.withLock { $0.sorted() } == Array(0..<threads))
  }

  /// Otherwise they would wait for each other for ever.
  @Test("Calls run at the same time")
  func together() {
    let arrived = Atomic<Int>(0)
    onThreads(3) { _ in
      arrived.add(1, ordering: .sequentiallyConsistent)
      while arrived.load(ordering: .sequentiallyConsistent) < 3 {}
    }
    #expect(arrived.load(ordering: .sequentiallyConsistent) == 3)
  }

  @Test("Calls may use pools of their own")
  func nested() {
    let sum = Atomic<Int>(0)
    onThreads(3) { _ in
      WorkerPool(threads: 2).run(10) { sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 3 * 45)
  }

  @Test(
    "Values come in the order of their indices, each made once",
    arguments: [(0, 4, 32), (1, 4, 32), (3, 1, 1), (100, 4, 1), (100, 4, 7), (1000, 64, 32)])
  func map(count: Int, threads: Int, partSize: Int) throws {
    let calls = Atomic<Int>(0)
    let results = concurrentMap(count, threads: threads, partSize: partSize) { index in
      calls.add(1, ordering: .relaxed)
      return index * index
    }
    #expect(try results.map { try $0.get() } == (0..<count).map { $0 * $0 })
    #expect(calls.load(ordering: .relaxed) == count)
  }

  private struct Odd: Error, Equatable {
    let index: Int
  }

  @Test("An error takes the place of its value, and stops nothing")
  func errors() {
    let results = concurrentMap(9, threads: 3, partSize: 2) { index in
      if index % 2 == 1 { throw Odd(index: index) }
      return index
    }
    let texts = results.map { result in
      switch result {
      case .success(let value): "\(value)"
      case .failure(let error): "\((error as? Odd)?.index ?? -1)!"
      }
    }
    #expect(texts == ["0", "1!", "2", "3!", "4", "5!", "6", "7!", "8"])
  }
}
