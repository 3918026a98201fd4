/// Some weights of a layer, which one thread updates at a time.
struct WeightBlock<T: Scalar>: Sendable, Equatable {
  /// The index of the layer, from 0 for the first after the input layer.
  let layer: Int
  /// The rows; row 0 is the bias neuron's. They start there or with a panel of inputs.
  let rows: Range<Int>
  /// The columns; they start with a panel.
  let columns: Range<Int>

  /// The inputs whose gradient is computed at a time, and stays in the first-level cache until the
  /// weights are updated: a number that whole panels and chunks of sparse rows divide, and no more
  /// sparse inputs than `Kernels.usedUnits` looks at.
  static func inputsAtATime(isSparse: Bool) -> Int { isSparse ? 64 : 128 }
  /// The columns whose gradient is computed at a time.
  private static func columnsAtATime(isSparse: Bool) -> Int {
    (isSparse ? 2 : 1) * PanelMatrix<T>.panelWidth
  }

  /// The maximum number of weights in a tile.
  static var maximumTile: Int {
    [false, true].map {
      (inputsAtATime(isSparse: $0) + 1) * columnsAtATime(isSparse: $0)
    }.max() ?? 0
  }

  /// Calls a function for one tile after the other: weights that are updated at a time.
  func forEachTile(isSparse: Bool, _ body: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void) {
    let (height, width) = (
      Self.inputsAtATime(isSparse: isSparse), Self.columnsAtATime(isSparse: isSparse)
    )
    for first in stride(from: columns.lowerBound, to: columns.upperBound, by: width) {
      let columns = first..<min(first + width, columns.upperBound)
      var row = rows.lowerBound
      while row < rows.upperBound {
        // The bias neuron's row belongs to the first inputs.
        let end = min(rows.upperBound, (max(row, 1) - 1) / height * height + height + 1)
        body(row..<end, columns)
        row = end
      }
    }
  }
}
