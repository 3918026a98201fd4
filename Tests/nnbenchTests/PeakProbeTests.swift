import NNCore
import NNExperiment
import Testing

@testable import nnbench

@Suite("nnbench: probes")
struct PeakProbeTests {
  private func probe() -> PeakProbe {
    PeakProbe(.baseline, .float32, threads: 1, lasting: .microseconds(100))
  }

  @Test("The peak is the best of all probes")
  func peak() throws {
    let probe = probe()
    let reached = try (0..<5).map { _ in try probe.measure() }
    #expect(probe.peak == reached.max())
    #expect(probe.peak > 0)
  }

  @Test("A figure has enough undisturbed rounds, or three times as many rounds")
  func rounds() throws {
    let probe = probe()
    var calls = 0
    let figure = try probe.figure(.median, rounds: 3) {
      calls += 1
      return 1
    }
    #expect(figure.rounds.count == calls)
    #expect(figure.undisturbed(peak: probe.peak).count == 3 || calls == 9)
  }

  @Test("The size of a cache is read as Linux writes it")
  func cacheSize() {
    #expect(Processor.size("1024K\n") == 1 << 20)
    #expect(Processor.size("2M\n") == nil)
    #expect(Processor.size("") == nil)
  }
}
