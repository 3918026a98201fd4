import NNConfig
import NNCore
import NNTesting
import Testing

@Suite("Wrong losses are found")
struct LossFaultTests {
  @Test("A wrong gradient is reported with the worst point, both values and the error")
  func gradient() {
    expect(
      FaultyLoss(.gradient),
      "gradient: for activations (0.554102, 1.52706, 2.26261, 1.6883) and targets "
        + "(-1.53617, 2.38848, -2.98172, 0.890471), element 2 (from 0): it is 5.24433, but "
        + "central differences give 10.4887 (error 5.2)")
  }

  @Test("A gradient that is wrong only in float is found")
  func floatGradient() {
    expect(
      FaultyLoss(.floatGradient),
      "float32: for activations (-1.59245, 1.62543, -0.808409, 1.53088) and targets "
        + "(-1.59245, 0.437978, 2.87209, 2.88581) the derivative is 1.18745 in float32, but "
        + "2.37489 in float64")
  }

  @Test("A cost that depends on the size of the batch is found, also by the number of threads")
  func batch() {
    expect(
      FaultyLoss(.batch),
      "batch independence: the cost in row 1 (from 0) is 1 alone, but 0.027027 in a batch "
        + "of 37 (float32)")
  }

  @Test("A loss that changes targets is found")
  func targets() {
    expect(FaultyLoss(.targets), "memory: it changes targets (float32, 9 x 1)")
  }

  @Test("A write after the last cost is found")
  func pastEnd() {
    expect(FaultyLoss(.pastEnd), "memory: it writes before or after the costs (float32, 9 x 1)")
  }

  @Test("A cost that depends on padding is found")
  func padding() {
    expect(
      FaultyLoss(.padding),
      "padding: the cost in row 0 (from 0) is NaN if rows are padded with NaN, but 0 if "
        + "with 0 (float32)")
  }

  @Test("A loss with a memory of its own is found")
  func memory() {
    expect(
      FaultyLoss(.memory),
      "repeatability: the cost in row 0 (from 0) is 1.64062 the second time, but 1.5 the "
        + "first time (float32)")
  }

  @Test("NaN for a large error is found")
  func overflow() {
    expect(
      FaultyLoss(.overflow),
      "extreme input: for activations 100000 and targets 0 the cost is NaN (float32)")
  }

  @Test("Costs that are never finite are found")
  func infinite() {
    expect(
      FaultyLoss(.infinite),
      "finite costs: for activations (-1.59245, 1.62543, -0.808409, 1.53088) and targets "
        + "(-1.59245, 0.437978, 2.87209, 2.88581) the cost is inf")
  }

  @Test("A cost that is infinite only because of a step on the way to it is found")
  func logCosh() {
    expect(
      FaultyLoss(.logCosh),
      "extreme input: for activations 89 and targets -89 the cost is inf (float32)")
  }

  @Test(
    "A loss of some numbers only is checked with them, and that is said",
    arguments: [
      ("-y * log(a)", "probabilities"),
      ("(log(a) - log(y))^2", "positive numbers"),
    ])
  func domain(f: String, checked: String) throws {
    let formula = try #require(CorePlugins.losses.first { $0.name == "formula" })
    let report = try Conformance.check(formula, settings: #"{f: "\#(f)"}"#)
    #expect(report.failures == [])
    #expect(report.notChecked.count == 1)
    let text = try #require(report.notChecked.first)
    #expect(
      text.hasPrefix("numbers: for activations (-1.59245, ")
        && text.hasSuffix(" the cost is NaN; checked with \(checked) only"), "\(text)")
  }
}
