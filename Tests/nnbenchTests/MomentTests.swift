import NNCore
import NNExperiment
import NNFiles
import Testing

@testable import nnbench

@Suite("nnbench: what `probe` prints")
struct MomentTests {
  private func moment(_ peaks: [Moment.Peak], l2: Int?, coreToCore: Double?) -> Moment {
    Moment(
      processor: Processor(model: "A B", count: peaks.count, secondLevelCache: l2),
      instructionSet: .avx2, precision: .float32, peaks: peaks, memory: 8.5,
      coreToCore: coreToCore)
  }

  private var two: Moment {
    moment(
      [
        Moment.Peak(threads: 1, median: 1e11, best: 1.25e11),
        Moment.Peak(threads: 2, median: 2e11, best: 2.5e11),
      ], l2: 1 << 20, coreToCore: 30.25)
  }

  private var one: Moment {
    moment([Moment.Peak(threads: 1, median: 1e11, best: 1e11)], l2: nil, coreToCore: nil)
  }

  @Test("The JSON object has the keys that scripts read, and null for what is not known")
  func json() {
    #expect(
      two.json.text == #"{"processor":"A B","processors":2,"l2_bytes":1048576,"#
        + #""instruction_set":"avx2","precision":"float32","#
        + #""peaks":[{"threads":1,"gflops":100.0,"best_gflops":125.0},"#
        + #"{"threads":2,"gflops":200.0,"best_gflops":250.0}],"memory_ns":8.5,"core_to_core_ns":30.25}"#
    )
    #expect(one.json["l2_bytes"] == .null)
    #expect(one.json["core_to_core_ns"] == .null)
  }

  @Test("The text has a line for each number of threads")
  func text() {
    #expect(
      two.text == """
        A B, 2 processors, 1024 KiB of second-level cache, avx2
        1 thread: 100.0 GFLOP/s in float32, at best 125.0
        2 threads: 200.0 GFLOP/s in float32, at best 250.0
        memory: 8.5 ns for a cache line, with all threads at the same time
        core to core: 30 ns for a cache line, one way
        """)
    #expect(
      one.text == """
        A B, 1 processor, avx2
        1 thread: 100.0 GFLOP/s in float32, at best 100.0
        memory: 8.5 ns for a cache line, with all threads at the same time
        """)
  }
}
