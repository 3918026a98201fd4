import NNConfig
import NNCore
import NNTesting
import Testing

@Suite("Wrong optimizers are found")
struct OptimizerFaultTests {
  @Test("A memory of its own is found, because a training cannot be resumed with it")
  func memory() {
    expect(
      FaultyOptimizer(.memory),
      "resuming: after an interruption a weight becomes 0.849058 (float32), but 0.853519 "
        + "without one; what an optimizer remembers has to be in slots")
  }

  @Test("An optimizer that ascends is reported with the costs")
  func ascends() {
    expect(
      FaultyOptimizer(.ascends),
      "descent: 300 iterations on a quadratic function do not halve its value: from "
        + "126.104 to inf with learning rate 10, from 126.104 to inf with learning rate 1, from "
        + "126.104 to 5.8511e+72 with learning rate 0.1, from 126.104 to 7.15354e+10 with "
        + "learning rate 0.01, from 126.104 to 708.801 with learning rate 0.001")
  }

  @Test("A dependence on the length of the training that is denied is found")
  func length() {
    expect(
      FaultyOptimizer(.length),
      "length: 'dependsOnLength' is false, but in a training of 1000 iterations a weight "
        + "becomes 0.887476 (float64), but 0.884731 in one of 100")
  }

  @Test("A dependence on the learning rate that is denied is found")
  func learningRate() {
    expect(
      FaultyOptimizer(.learningRate),
      "learning rate: 'usesLearningRate' is false, but with the learning rate 0.5 a weight "
        + "becomes 4.87579 (float64), but 0.887784 with 0.01")
  }

  @Test("A change without a gradient that is denied is found")
  func zeroGradient() {
    expect(
      FaultyOptimizer(.decay),
      "zero gradient: 'changesWithoutGradient' is false, but with a gradient of zeros a weight "
        + "becomes 0.00805569 (float32), but 0 without an update")
  }

  @Test("A weight that depends on padding is found")
  func padding() {
    expect(
      FaultyOptimizer(.padding),
      "padding: if gradients and slots are padded with NaN, a weight becomes NaN "
        + "(float32), but -0.458402 if with 0")
  }

  @Test("A weight that depends on its place in a block is found")
  func place() {
    expect(
      FaultyOptimizer(.place),
      "blocks: if rows are divided into three blocks, a weight becomes -0.655722 "
        + "(float32), but 0.0942783 in one block")
  }

  @Test("A write after the rows of a block is found")
  func pastBlock() {
    expect(
      FaultyOptimizer(.pastBlock),
      "memory: it writes before or after the rows of its block (float32)")
  }

  @Test("A write after the rows of a slot is found")
  func pastSlot() {
    expect(
      FaultyOptimizer(.pastSlot),
      "memory: it writes before or after the rows of its block (float32)")
  }

  @Test("A count from the first iteration that an instance sees is found, because it is lost")
  func counting() throws {
    let plugin = Plugin<any Optimizer>("counting", summary: "counts iterations") { _ in
      FaultyOptimizer(.counting)
    }
    #expect(
      try Conformance.check(plugin).failures == [
        "resuming: after an interruption a weight becomes 0.891701 (float32), but 0.853519 "
          + "without one; what an optimizer remembers has to be in slots"
      ])
  }

  @Test("An update that is wrong only in float is found")
  func float() {
    expect(
      FaultyOptimizer(.float),
      "float32: a weight becomes 0.852099 in float32, but 0.842959 in float64")
  }

  @Test("Names that checkpoints cannot store are found, and nothing else is tried")
  func names() {
    expect(
      FaultyOptimizer(.name),
      "slot names: 'Velocity' is not one or more lower-case letters, digits and '_', or is "
        + "'arr' or 'best'")
    expect(FaultyOptimizer(.sameName), "slot names: two slots have the same name")
  }
}
