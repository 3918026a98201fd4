import NNCore
import NNData

/// The units of a data set's inputs.
struct InputUnits {
  private let scaling: Scaling?
  /// Whether all inputs have the same unit and are examined together.
  let areCommon: Bool

  /// More inputs than this, without units of their own, are pixels, samples of a sound and the
  /// like.
  private static let maximumDistinct = 256

  /// The units of inputs that were scaled in this way.
  init(width: Int, scaling: Scaling?) {
    self.scaling = scaling
    areCommon = width > Self.maximumDistinct && scaling.map { $0.offsets.count == 1 } ?? true
  }

  /// A number that the network receives, in the data set's units.
  func own(_ value: Double, column: Int) -> Double {
    scaling?.unscaled(value, column: column) ?? value
  }

  /// The minimum and maximum of a row, in the data set's units, if all inputs share one.
  func ends<T: Scalar>(
    of row: UnsafeBufferPointer<T>
  ) -> (least: Double, greatest: Double) {
    var (least, greatest) = (row[0], row[0])
    for value in row {
      least = value < least ? value : least
      greatest = value > greatest ? value : greatest
    }
    return (own(Double(least), column: 0), own(Double(greatest), column: 0))
  }
}
