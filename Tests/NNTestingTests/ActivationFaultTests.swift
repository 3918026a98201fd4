import NNTesting
import Testing

@Suite("Wrong activations are found")
struct ActivationFaultTests {
  @Test("A wrong derivative is reported with the worst point, both values and the error")
  func derivative() {
    expect(
      FaultyActivation(.derivative),
      "gradient: at z = -8 it is 2, but central differences give 4.50143e-07 (error 2)")
  }

  @Test("A derivative that is wrong only in float is found")
  func floatDerivative() {
    expect(
      FaultyActivation(.floatDerivative),
      "float32: at z = -8 the derivative is 1.25 in float32, but 1 in float64")
  }

  @Test("A result that depends on other rows of the batch is found")
  func batch() {
    expect(
      FaultyActivation(.batch),
      "batch independence: the activation in row 1 (from 0) is 8.58694 alone, but -1.21613 "
        + "in a batch of 37 (float32)")
  }

  @Test("An activation that changes its input is found")
  func input() {
    expect(
      FaultyActivation(.input),
      "memory: it changes pre-activations in 'apply' (float32, 9 x 1)")
  }

  @Test("A write after the last row is found")
  func pastEnd() {
    expect(
      FaultyActivation(.pastEnd),
      "memory: it writes before or after the rows of a matrix (float32, 9 x 1)")
  }

  @Test("A result that depends on padding is found")
  func padding() {
    expect(
      FaultyActivation(.padding),
      "padding: the activation in row 0 (from 0) is NaN if rows are padded with NaN, but "
        + "-5.5096 if with 0 (float32)")
  }

  @Test("An activation with a memory of its own is found")
  func memory() {
    expect(
      FaultyActivation(.memory),
      "repeatability: the activation in row 0 (from 0) is -5.36897 the second time, but "
        + "-5.3846 the first time (float32)")
  }

  @Test("A result that depends on how many rows a thread has is found")
  func manyRows() {
    expect(
      FaultyActivation(.manyRows),
      "threads: in a short training, the cost in iteration 1 is 5.18301 with 2 threads, "
        + "but 5.11062 with 1 (float32)")
  }

  @Test("NaN for a large input is found")
  func overflow() {
    expect(FaultyActivation(.overflow), "extreme input: at z = 100 the value is NaN (float32)")
  }

  @Test("A result that is infinite only because of a step on the way to it is found")
  func naiveSoftplus() {
    expect(
      KernelActivation(.naiveSoftplus), "extreme input: at z = 89 the value is inf (float32)")
  }

  @Test(
    "Functions that are steep or grow beyond all numbers are right",
    arguments: [.sine, .exponential, .cube, .gelu] as [KernelActivation.Function])
  func steep(function: KernelActivation.Function) {
    expect(KernelActivation(function))
  }

  @Test("A neuron that depends on another one is found")
  func neighbour() {
    expect(
      FaultyActivation(.neighbour),
      "elementwise: it is declared to be elementwise, but what is computed for neuron 1 depends on "
        + "the pre-activation of neuron 5")
  }

  @Test("Values outside the limits are found")
  func limits() {
    expect(FaultyActivation(.limits), "limits: at z = -8 a value is -8, but 'limits' are -1 to 1")
  }

  @Test("An infinite value outside the limits is found")
  func infiniteValue() {
    expect(
      KernelActivation(.infiniteStep),
      "limits: at z = 710 a value is inf, but 'limits' are -1 to 1",
      "extreme input: at z = 710 the value is inf (float32)")
  }

  @Test("A derivative that is not multiplied by what comes from the next layer is found")
  func assigns() {
    expect(
      FaultyActivation(.assigns),
      "linearity: at z = -5.5096 'backpropagate' makes 1 of -1.68751, but 1 of 3.37502; it "
        + "has to multiply by the derivative")
  }

  @Test("Activations that are not the probabilities of their model are found")
  func probabilities() {
    expect(
      FaultyActivation(.probabilities),
      "probabilities: at z = (-5.5096, 4.29347, 4.70545, 3.58815) element 0 (from 0) is "
        + "-5.5096, but the model 'bernoulli' makes the probability 0.00403142")
  }

  @Test("A wrong Jacobian is found")
  func jacobian() {
    expect(
      DiagonalSoftmax(),
      "gradient: at z = (3.05589, 3.37161, -2.12854, -3.4411) with dC/da = (1.84117, "
        + "-0.176384, -0.264469, -0.883952), element 1 (from 0) of dC/dz: it is -0.0430622, "
        + "but central differences give -0.488708 (error 0.45)")
  }
}
