import NNConfig
import Testing

@Suite("Ranges of settings")
struct IntervalTests {
  @Test(
    "Intervals say what they allow",
    arguments: [
      (Interval.positive, "a positive number"), (.finite, "a number"),
      (Interval(0..<1), "a number of at least 0 and below 1"),
      (Interval(0.5..<1.25), "a number of at least 0.5 and below 1.25"),
      (Interval(0..<Double.infinity), "a number of at least 0"),
      (Interval(above: 0, below: 1), "a number above 0 and below 1"),
      (Interval(above: -.infinity, below: 1e300), "a number below 1e+300"),
    ])
  func descriptions(interval: Interval, text: String) {
    #expect(interval.description == text)
  }

  @Test(
    "Intervals allow their bounds only if they include them",
    arguments: [
      (Interval.positive, 0, false), (.positive, .leastNonzeroMagnitude, true),
      (.positive, .infinity, false), (.positive, .nan, false), (.finite, -1e308, true),
      (.finite, -.infinity, false), (.finite, .nan, false), (Interval(0..<1), 0, true),
      (Interval(0..<1), 1, false), (Interval(0..<1), -0.0, true), (Interval(0..<1), 0.5, true),
      (Interval(above: 0, below: 1), 0, false), (Interval(above: 0, below: 1), 1, false),
      (Interval(above: 0, below: 1), 0.5, true),
    ] as [(Interval, Double, Bool)])
  func bounds(interval: Interval, value: Double, isIn: Bool) {
    #expect(interval.contains(value) == isIn)
  }

  @Test(
    "Kinds of settings say what they are",
    arguments: [
      (Parameter.Kind.boolean, "true or false"),
      (.integer(Int.min...Int.max), "a whole number"),
      (.integer(1...Int.max), "a positive whole number"),
      (.integer(0...Int.max), "a whole number of at least 0"),
      (.integer(1...64), "a whole number from 1 to 64"),
      (.number(.positive), "a positive number"),
      (.text, "a word"),
      (.choice(["a", "b"]), "one of a, b"),
      (.path, "a path"),
      (.list(.text), "a list of words"),
      (.list(.path), "a list of paths"),
      (.list(.boolean), "a list of values true or false"),
      (.list(.choice(["a", "b"])), "a list of words from a, b"),
      (.list(.integer(0...9)), "a list of whole numbers from 0 to 9"),
      (
        .list(.list(.number(Interval(0..<1)))),
        "a list of lists of numbers of at least 0 and below 1"
      ),
      (.list(.oneOrMore(.number(.finite))), "a list of numbers, or of lists of numbers"),
      (.oneOrMore(.path), "a path or a list of them"),
      (.mapping, "a mapping of words"),
    ])
  func kinds(kind: Parameter.Kind, text: String) {
    #expect(kind.description == text)
  }
}
