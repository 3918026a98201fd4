import NNCore
import NNData
import NNFiles

/// Counts rows of inputs that are unlike all that the training set has, as those in other units are.
struct InputWatch {
  private let preprocessing: Preprocessing
  private let units: InputUnits
  private let range: InputRange
  private let width: Int
  private var rows = 0
  /// Rows with a number that is outside of its range by more than the range is wide.
  private var far = 0
  /// Rows of which all numbers are outside.
  private var outside = 0
  /// Rows whose numbers are all much smaller than the largest of each row of the training set.
  private var faint = 0
  /// The least and the greatest number of each input, or of all together.
  private var least: [Double]
  private var greatest: [Double]
  private var batches = 0

  /// The part of all rows from which on they are not exceptions.
  private static let mostFar = 0.1
  private static let mostOutside = 0.9
  /// Of fewer inputs all may happen to be outside, or small.
  private static let leastInputs = (outside: 3, faint: 16)
  /// So much smaller a row's largest number must be.
  private static let faintness = 0.25
  /// Numbers may be outside of a range by this part of its width without standing out.
  private static let tolerance = 0.05
  /// Of more numbers only some batches are looked at.
  private static let mostValues = 1 << 20
  private static let stride = 16

  /// A watch over inputs of a network; `nil` if nobody has kept what they were in training.
  init?(_ preprocessing: Preprocessing, inputs width: Int) {
    guard let range = preprocessing.inputRange else { return nil }
    self.preprocessing = preprocessing
    self.range = range
    self.width = width
    units = InputUnits(width: width, scaling: preprocessing.inputScaling)
    least = [Double](repeating: .infinity, count: range.least.count)
    greatest = [Double](repeating: -.infinity, count: range.least.count)
  }

  /// Looks at rows in the network's units.
  mutating func add<T: Scalar>(_ inputs: Matrix<T>) {
    batches += 1
    guard rows * width < Self.mostValues || batches.isMultiple(of: Self.stride) else { return }
    rows += inputs.rows
    for row in 0..<inputs.rows {
      let row = UnsafeBufferPointer(start: UnsafePointer(inputs.row(row)), count: width)
      units.areCommon && range.least.count == 1 ? addCommon(row) : addEach(row)
    }
  }

  private mutating func addCommon<T: Scalar>(_ row: UnsafeBufferPointer<T>) {
    let ends = units.ends(of: row)
    if note(ends.least, 0) > 1 || note(ends.greatest, 0) > 1 { far += 1 }
    count(peak: max(abs(ends.least), abs(ends.greatest)))
  }

  private mutating func addEach<T: Scalar>(_ row: UnsafeBufferPointer<T>) {
    var peak = 0.0
    var (isFar, isOutside) = (false, width >= Self.leastInputs.outside)
    for column in 0..<width {
      let value = units.own(Double(row[column]), column: column)
      let distance = note(value, range.least.count == 1 ? 0 : column)
      if distance > 1 { isFar = true }
      if distance <= Self.tolerance { isOutside = false }
      peak = max(peak, abs(value))
    }
    if isFar { far += 1 }
    if isOutside { outside += 1 }
    count(peak: peak)
  }

  private mutating func count(peak: Double) {
    // Nothing but zeros has no unit.
    if width >= Self.leastInputs.faint, peak > 0, peak < Self.faintness * range.leastPeak {
      faint += 1
    }
  }

  /// Takes notice of a number, and returns how far it is outside of its range, in widths of that.
  private mutating func note(_ value: Double, _ place: Int) -> Double {
    least[place] = min(least[place], value)
    greatest[place] = max(greatest[place], value)
    return distance(value, place)
  }

  private func distance(_ value: Double, _ place: Int) -> Double {
    let (low, high) = (range.least[place], range.greatest[place])
    // What was always the same has no width.
    let width = high > low ? high - low : max(abs(low), 1)
    return max(low - value, value - high) / width
  }

  /// What is doubtful about the rows so far.
  var doubt: Doubt? {
    let remedy = ["inputs in the units of the training set"]
    let isOutside = Double(outside) >= Self.mostOutside * Double(rows)
    let strange = isOutside ? outside : far
    if strange > 0, isOutside || Double(far) >= Self.mostFar * Double(rows) {
      let distances = least.indices.map { max(distance(least[$0], $0), distance(greatest[$0], $0)) }
      let place = distances.indices.max { distances[$0] < distances[$1] } ?? 0
      let name =
        least.count == width ? preprocessing.inputName(place, of: width).map { "'\($0)' " } : nil
      return Doubt(
        "\(strange) of \(counted(rows, "row")) \(strange == 1 ? "has" : "have") inputs far outside of what "
          + "training saw: \(name ?? "")from \(text(least[place])) to \(text(greatest[place])), in "
          + "training from \(text(range.least[place])) to \(text(range.greatest[place]))",
        try: remedy)
    }
    guard faint > 0, Double(faint) >= Self.mostOutside * Double(rows) else { return nil }
    let largest = max(abs(least.min() ?? 0), abs(greatest.max() ?? 0))
    return Doubt(
      "inputs are far smaller than training saw: none is larger than \(text(largest)), in training "
        + "each row had one of at least \(text(range.leastPeak))", try: remedy)
  }

  private func text(_ value: Double) -> String { value.text(significant: 4) }
}

extension Preprocessing {
  /// What an input of a network is called in messages; `nil` if inputs have no names.
  func inputName(_ input: Int, of width: Int) -> String? {
    guard !features.isEmpty else { return nil }
    let starts = encoding(inputs: width).starts
    return starts.lastIndex { $0 <= input }.map { features[$0].excerpt }
  }
}
