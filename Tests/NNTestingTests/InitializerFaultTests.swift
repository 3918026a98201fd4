import NNTesting
import Testing

@Suite("Wrong initializers are found")
struct InitializerFaultTests {
  @Test("A weight that is not a number is found")
  func notANumber() {
    expect(
      FaultyInitializer(.notANumber),
      "finite weights: the weight from input 5 to neuron 19 of layer 1 is NaN (float32)")
  }

  @Test("A seed that has no effect is found")
  func seed() {
    expect(FaultyInitializer(.seed), "seed: two seeds give the same weights")
  }

  @Test("Equal neurons that are said to differ are found")
  func symmetry() {
    expect(
      FaultyInitializer(.symmetry),
      "symmetry: 'breaksSymmetry' is true, but the neurons of layer 1 have equal weights "
        + "(float64)")
  }

  @Test("A number in the padding is found")
  func padding() {
    expect(
      FaultyInitializer(.padding),
      "padding: a number after the last neuron of layer 1 is 1; it has to stay 0 (float32)")
  }

  @Test("A memory of its own is found")
  func memory() {
    expect(
      FaultyInitializer(.memory),
      "repeatability: the same seed gives other weights the second time")
  }

  @Test("Other weights in float are found")
  func float() {
    expect(
      FaultyInitializer(.float),
      "float32: a weight is 0.367281 in float32, but 0.734562 in float64")
  }
}
