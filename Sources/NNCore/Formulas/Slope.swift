/// The derivative of a part of a formula, and where the choice of a branch makes it 0.
///
/// What it is multiplied with may be infinite there: for z < 0, sqrt(max(z, 0)) has the derivative
/// 0, not that of max(z, 0) divided by 2 * sqrt(max(z, 0)), which is 0 / 0. So what makes a
/// derivative 0 is remembered, and applied after all products and quotients.
struct Slope {
  /// The derivative where no branch makes it 0; elsewhere it may be any number, or none.
  let value: Int
  /// Where it is 0, the innermost choice of a branch first.
  var zeros: [Zero] = []

  /// The places where a condition is true (not 0), or those where it is false (0).
  struct Zero: Equatable {
    let condition: Int
    let isTrue: Bool
  }
}

extension ExpressionGraph {
  /// A derivative as a node.
  mutating func node(of slope: Slope) -> Int {
    let zero = constant(0.0)
    var result = slope.value
    // A number that is 0 where it is 0 is the number itself.
    for place in slope.zeros where place.isTrue || place.condition != result {
      result =
        place.isTrue
        ? select(place.condition, zero, result) : select(place.condition, result, zero)
    }
    return result
  }

  /// The product of a derivative and a factor, or its quotient by a divisor.
  mutating func apply(_ function: BinaryFunction, _ slope: Slope, _ y: Int) -> Slope {
    Slope(value: apply(function, slope.value, y), zeros: slope.zeros)
  }

  /// -x
  mutating func negated(_ slope: Slope) -> Slope {
    Slope(value: apply(.negate, slope.value), zeros: slope.zeros)
  }

  /// a + b; `nil` is 0.
  mutating func sum(_ a: Slope?, _ b: Slope?) -> Slope? {
    guard let a, let b else { return a ?? b }
    return combined(a, b) { graph, a, b in graph.apply(.add, a, b) }
  }

  /// a - b; `nil` is 0.
  mutating func difference(_ a: Slope?, _ b: Slope?) -> Slope? {
    guard let b else { return a }
    guard let a else { return negated(b) }
    return combined(a, b) { graph, a, b in graph.apply(.subtract, a, b) }
  }

  /// a where the condition is true, b elsewhere; `nil` is 0.
  mutating func select(_ condition: Int, _ a: Slope?, _ b: Slope?) -> Slope? {
    switch (a, b) {
    case (nil, nil): return nil
    case (var slope?, nil), (nil, var slope?):
      slope.zeros.append(Slope.Zero(condition: condition, isTrue: a == nil))
      return slope
    case (let a?, let b?):
      let value = select(condition, node(of: a), node(of: b))
      return a.zeros.isEmpty && b.zeros.isEmpty ? Slope(value: value) : partlyZero(value)
    }
  }

  /// A sum or a difference.
  private mutating func combined(
    _ a: Slope, _ b: Slope, _ operation: (inout ExpressionGraph, Int, Int) -> Int
  ) -> Slope {
    if a.zeros == b.zeros {
      return Slope(value: operation(&self, a.value, b.value), zeros: a.zeros)
    }
    let value = operation(&self, node(of: a), node(of: b))
    return a.zeros.isEmpty || b.zeros.isEmpty ? Slope(value: value) : partlyZero(value)
  }

  /// A derivative that is 0 where this node is 0, because several branches can make it so.
  private func partlyZero(_ value: Int) -> Slope {
    Slope(value: value, zeros: [Slope.Zero(condition: value, isTrue: false)])
  }
}
