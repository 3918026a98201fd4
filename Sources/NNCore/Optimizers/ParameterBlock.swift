/// A block of weights as an optimizer sees it: with the mean gradient and the optimizer's slots,
/// all of the same shape.
///
/// The pointers in it are valid only during the call. Rows are consecutive in memory, so an
/// elementwise kernel processes the block as one array.
public struct ParameterBlock<T: Scalar> {
  /// The weights w, to be changed in place.
  public let weights: Matrix<T>
  /// The mean over the batch of dC/dw; may be overwritten.
  public let gradient: Matrix<T>
  private let slots: [PanelMatrix<T>]
  private let panel: Int
  private let rows: Range<Int>

  /// Some rows of a panel of a layer's weights.
  ///
  /// - Parameters:
  ///   - weights: these rows of the weights
  ///   - gradient: these rows of the mean gradient
  ///   - slots: the layer's slots
  ///   - panel: the first column of the panel
  ///   - rows: the rows
  package init(
    weights: Matrix<T>, gradient: Matrix<T>, slots: [PanelMatrix<T>], panel: Int, rows: Range<Int>
  ) {
    self.weights = weights
    self.gradient = gradient
    self.slots = slots
    self.panel = panel
    self.rows = rows
  }

  /// A slot of these weights: zero before the first iteration, then whatever the optimizer has
  /// written.
  ///
  /// - Parameter index: the slot, in the order of the optimizer's `slots`
  /// - Returns: a matrix of the shape of the weights, to be changed in place
  public func slot(_ index: Int) -> Matrix<T> { slots[index].panel(at: panel, rows: rows) }
}
