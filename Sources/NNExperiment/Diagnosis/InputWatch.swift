import NNCore
import NNData
import NNFiles

/// Counts rows of inputs that are unlike all of the training set, as inputs in other units are.
struct InputWatch {
  private let preprocessing: Preprocessing
  private let units: InputUnits
  private let width: Int
  /// The range of each input in training, or of all together.
  private let training: [Span]
  private let minimumPeak: Double
  /// Their range now.
  private var found: [Span]
  private var batches = 0
  private var rows = 0
  /// The number of rows with a number that is outside its range by more than the range's width.
  private var far = 0
  /// The number of rows with all numbers outside.
  private var outside = 0
  /// The number of rows whose numbers are all much smaller than the maximum of any row of the
  /// training set.
  private var faint = 0

  /// The share of all rows above which they are not exceptions.
  private static let maximumFar = 0.1
  private static let maximumOthers = 0.9
  /// Fewer inputs than this may all be outside, or small, by chance.
  private static let minimumInputs = (outside: 3, faint: 16)
  /// By this factor a row's maximum must be smaller.
  private static let faintness = 0.25
  /// Numbers may be outside by this share of the range's width without being unusual.
  private static let tolerance = 0.05
  /// Of more numbers, only some batches are examined.
  private static let maximumValues = 1 << 18
  private static let stride = 32

  /// A watch over the inputs of a network; `nil` if their range in training is not known.
  init?(_ preprocessing: Preprocessing, inputs width: Int) {
    guard let range = preprocessing.inputRange else { return nil }
    self.preprocessing = preprocessing
    self.width = width
    units = InputUnits(width: width, scaling: preprocessing.inputScaling)
    training = zip(range.least, range.greatest).map { Span(least: $0, greatest: $1) }
    minimumPeak = range.minimumPeak
    found = [Span](repeating: Span(), count: training.count)
  }

  /// Examines rows in the network's units.
  mutating func add<T: Scalar>(_ inputs: Matrix<T>) {
    batches += 1
    guard rows * width < Self.maximumValues || batches.isMultiple(of: Self.stride) else { return }
    rows += inputs.rows
    for row in 0..<inputs.rows {
      let row = UnsafeBufferPointer(start: UnsafePointer(inputs.row(row)), count: width)
      units.areCommon && training.count == 1 ? addCommon(row) : addEach(row)
    }
  }

  private mutating func addCommon<T: Scalar>(_ row: UnsafeBufferPointer<T>) {
    let ends = units.ends(of: row)
    found[0].extend(to: ends.least)
    found[0].extend(to: ends.greatest)
    let isFar =
      max(training[0].distance(of: ends.least), training[0].distance(of: ends.greatest)) > 1
    count(isFar: isFar, isOutside: false, peak: max(abs(ends.least), abs(ends.greatest)))
  }

  private mutating func addEach<T: Scalar>(_ row: UnsafeBufferPointer<T>) {
    var (isFar, isOutside, peak) = (false, width >= Self.minimumInputs.outside, 0.0)
    for column in 0..<width {
      let value = units.own(Double(row[column]), column: column)
      let place = training.count == 1 ? 0 : column
      found[place].extend(to: value)
      let distance = training[place].distance(of: value)
      if distance > 1 { isFar = true }
      if distance <= Self.tolerance { isOutside = false }
      peak = max(peak, abs(value))
    }
    count(isFar: isFar, isOutside: isOutside, peak: peak)
  }

  private mutating func count(isFar: Bool, isOutside: Bool, peak: Double) {
    if isFar { far += 1 }
    if isOutside { outside += 1 }
    // Zeros alone say nothing about units.
    if width >= Self.minimumInputs.faint, peak > 0, peak < Self.faintness * minimumPeak {
      faint += 1
    }
  }

  /// The doubt about the rows so far, if there is one.
  var doubt: Doubt? {
    if rows == 0 { return nil }
    let remedy = ["inputs in the units of the training set"]
    let part = 1 / Double(rows)
    let strange = Double(outside) * part >= Self.maximumOthers ? outside : far
    if Double(strange) * part >= Self.maximumFar {
      return Doubt(
        "\(strange) of \(counted(rows, "row")) \(strange == 1 ? "has" : "have") inputs far outside "
          + "the range of the training set: \(comparison)", try: remedy)
    }
    guard Double(faint) * part >= Self.maximumOthers else { return nil }
    return Doubt(
      "inputs are far smaller than in the training set: none is larger than "
        + "\(Span(found).peak.text(significant: 4)), but there each row had one of at least "
        + minimumPeak.text(significant: 4), try: remedy)
  }

  /// The ranges of inputs now and in training: of the named input that is farthest off, or of all.
  private var comparison: String {
    let distances = zip(found, training).map {
      max($1.distance(of: $0.least), $1.distance(of: $0.greatest))
    }
    let place = distances.indices.max { distances[$0] < distances[$1] } ?? 0
    let (all, allTraining) = (Span(found), Span(training))
    if training.count == width, let name = preprocessing.inputName(place, of: width) {
      return "'\(name)' from \(found[place]), in training from \(training[place])"
    }
    let isOutside =
      max(allTraining.distance(of: all.least), allTraining.distance(of: all.greatest)) > 0
    return isOutside
      ? "from \(all), in training from \(allTraining)"
      : "input \(place + 1) from \(found[place]), in training from \(training[place])"
  }
}

/// A range of numbers.
private struct Span: CustomStringConvertible {
  private(set) var least: Double
  private(set) var greatest: Double

  /// The range of no numbers.
  init() { self.init(least: .infinity, greatest: -.infinity) }

  init(least: Double, greatest: Double) {
    self.least = least
    self.greatest = greatest
  }

  /// The union of several ranges.
  init(_ spans: [Span]) {
    self.init()
    for span in spans {
      extend(to: span.least)
      extend(to: span.greatest)
    }
  }

  mutating func extend(to value: Double) {
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// By how many widths a number is outside; not positive for one inside.
  func distance(of value: Double) -> Double {
    // A constant has no width.
    let width = greatest > least ? greatest - least : max(abs(least), 1)
    return max(least - value, value - greatest) / width
  }

  /// The greatest magnitude.
  var peak: Double { max(abs(least), abs(greatest)) }

  var description: String { "\(least.text(significant: 4)) to \(greatest.text(significant: 4))" }
}
