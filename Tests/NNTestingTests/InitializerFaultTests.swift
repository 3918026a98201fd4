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

  @Test("A seed that has no effect is doubtful, because an initializer may have nothing random")
  func seed() {
    let report = Conformance.check(FaultyInitializer(.seed))
    #expect(report.failures == [])
    #expect(
      report.notChecked == [
        "seed: two seeds give the same weights, which is right only if nothing is random"
      ])
  }

  @Test("The neurons of the last layer may have equal weights")
  func zeroOutput() { expect(FaultyInitializer(.zeroOutput)) }

  @Test("An initializer that is for other networks is not checked, whether it has files or not")
  func otherNetworks() {
    let report = Conformance.check(FaultyInitializer(.otherNetworks))
    #expect(report.failures == [] && report.passedCount == 0)
    #expect(
      report.notChecked == [
        "initialization: the checks use a network with the structure [5, 19, 3]: structure: must "
          + "have layers of one width"
      ])
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
