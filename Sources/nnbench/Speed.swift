/// How long some work takes.
struct Speed {
  let seconds: Double
  /// The number of additions and multiplications.
  let operations: Double

  /// Billions of operations per second.
  var gigaflops: Double { operations / seconds * 1e-9 }
}
