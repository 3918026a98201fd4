extension [Double] {
  /// The number in the middle, of two the larger one; infinity if there is none.
  var median: Double { isEmpty ? .infinity : sorted()[count / 2] }
}
