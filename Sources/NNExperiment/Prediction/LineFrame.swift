import NNFiles

/// What is around predictions on their line of CSV.
struct LineFrame {
  /// The columns of the input, which precede them; `nil` if they are alone.
  var columns: String?
  /// What ends the line.
  var end = LineEnd.lf
}
