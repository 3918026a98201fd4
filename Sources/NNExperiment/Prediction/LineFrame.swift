import NNFiles

/// What is around predictions on their line of CSV.
struct LineFrame {
  /// What precedes them: nothing, or the columns of the input and a delimiter.
  var start = ""
  /// What ends the line.
  var end = LineEnd.lf
}
