import NNTesting
import Testing

@Suite("Wrong schedules are found")
struct ScheduleFaultTests {
  @Test("A negative rate is found")
  func negative() {
    expect(
      FaultySchedule(.negative),
      "rates: it is -0.02 in iteration 4 of 10; it must be a finite number of at least 0")
  }

  @Test("A rate that is not a number is found")
  func notANumber() {
    expect(
      FaultySchedule(.notANumber),
      "rates: it is NaN in iteration 1 of 1; it must be a finite number of at least 0")
  }

  @Test("Rates that are all 0 are found")
  func zero() {
    expect(FaultySchedule(.zero), "not zero: all rates of a training of 1000 iterations are 0")
  }

  @Test("A dependence on the length of the training that is denied is found")
  func length() {
    expect(
      FaultySchedule(.length),
      "length: 'dependsOnLength' is false, but the rate of iteration 1 is 0.1 in a "
        + "training of 1, but 0.0001 in one of 1000")
  }

  @Test("A memory of its own is found")
  func memory() {
    expect(
      FaultySchedule(.memory),
      "repeatability: the rate of iteration 1 is 31.5531 at first, but 31.5688 when it is "
        + "asked for again")
  }
}
