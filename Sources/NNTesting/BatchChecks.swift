import NNCore

/// A component that computes the rows of a batch, each as if it were alone.
protocol BatchComponent {
  /// Computes some rows of a batch of test numbers.
  ///
  /// - Parameters:
  ///   - rows: the rows; a row's numbers do not depend on which others there are
  ///   - columns: the number of columns
  ///   - padding: what the rows of all matrices are padded with before
  ///   - kernels: computes on whole arrays
  /// - Returns: all results
  func compute<T: Scalar>(
    _ rows: Range<Int>, columns: Int, padding: T, kernels: Kernels<T>
  ) -> BatchResult
}

/// What a component makes of a batch.
struct BatchResult {
  /// What messages call a result, the numbers of a row, and all numbers, row after row.
  typealias Output = (name: String, width: Int, values: [Double])

  let outputs: [Output]
  /// What it has done to memory that is not its own, as the end of a sentence; `nil` if nothing.
  let damage: String?

  /// The first difference from other results.
  ///
  /// - Parameters:
  ///   - other: results of the same component, of as many rows or more
  ///   - row: the row of the other results that the first one corresponds to
  ///   - words: what messages say of these results, and of the others
  /// - Returns: the difference; `nil` if all bits are equal
  func difference(
    from other: BatchResult, startingAt row: Int = 0, _ words: (String, String)
  ) -> String? {
    for (output, expected) in zip(outputs, other.outputs) {
      let start = row * output.width
      for (index, value) in output.values.enumerated()
      where !sameBits(value, expected.values[start + index]) {
        let otherValue = expected.values[start + index]
        let column = output.width == 1 ? "" : ", column \(index % output.width)"
        return "the \(output.name) in row \(row + index / output.width)\(column) (from 0) is "
          + "\(value.shown(besides: otherValue)) \(words.0), but "
          + "\(otherValue.shown(besides: value)) \(words.1)"
      }
    }
    return nil
  }
}

extension CheckList {
  /// Checks what holds for everything that computes batches.
  ///
  /// - `memory`: inputs keep their values, and nothing is written outside the matrices.
  /// - `repeatability`: the same call gives the same bits, also in another instance.
  /// - `batch independence`: each row of a batch of 37 has the bits that it has alone.
  /// - `empty batch`: a batch without rows is possible.
  /// - `padding`: whatever rows are padded with reaches no result.
  /// - `instruction sets`: all that this processor has give the same bits.
  ///
  /// Each is checked in float32 and float64, with several numbers of columns.
  ///
  /// - Parameters:
  ///   - component: the component
  ///   - again: the same once more, made from the same settings
  /// - Returns: whether the first three checks have passed, without which others mean nothing, and
  ///   are left out
  mutating func checkBatches<Component: BatchComponent>(
    _ component: Component, again: Component
  ) -> Bool {
    let checks = BatchChecks(component: component, again: again)
    guard
      check("memory", { checks.damage(Float.self) ?? checks.damage(Double.self) }),
      check("repeatability", { checks.varies(Float.self) ?? checks.varies(Double.self) }),
      check(
        "batch independence",
        { checks.dependsOnBatch(Float.self) ?? checks.dependsOnBatch(Double.self) })
    else { return false }
    check("empty batch") { checks.emptyBatch(Float.self) ?? checks.emptyBatch(Double.self) }
    check("padding") { checks.readsPadding(Float.self) ?? checks.readsPadding(Double.self) }
    check("instruction sets") {
      checks.dependsOnInstructions(Float.self) ?? checks.dependsOnInstructions(Double.self)
    }
    return true
  }
}

/// The checks of a component that computes batches, each in one type.
private struct BatchChecks<Component: BatchComponent> {
  let component: Component
  /// The same once more.
  let again: Component
  /// Rows with and without padding, of one vector and of several.
  private let widths = [1, 5, 16, 19]

  func damage<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      component.compute(0..<9, columns: columns, padding: T(0), kernels: Kernels(.best)).damage
        .map { "it \($0) (\(T.shownName), 9 x \(columns))" }
    }
  }

  func readsPadding<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      let expected = result(0..<9, columns, T.self)
      for padding in [T.nan, T.infinity, T(1e30)] {
        let found = component.compute(
          0..<9, columns: columns, padding: padding, kernels: Kernels(.best))
        let words = (
          "if rows are padded with \(Double(padding).shown)", "if with 0 (\(T.shownName))"
        )
        if let text = found.difference(from: expected, words) { return text }
      }
      return nil
    }
  }

  func emptyBatch<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      result(0..<0, columns, T.self).damage.map { "it \($0) (\(T.shownName))" }
    }
  }

  func dependsOnBatch<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      let batch = result(0..<37, columns, T.self)
      for row in 0..<37 {
        let words = ("alone", "in a batch of 37 (\(T.shownName))")
        if let text = result(row..<row + 1, columns, T.self)
          .difference(from: batch, startingAt: row, words)
        {
          return text
        }
      }
      return nil
    }
  }

  func varies<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      let one = result(0..<9, columns, T.self)
      let words = ("the second time", "the first time (\(T.shownName))")
      return result(0..<9, columns, T.self).difference(from: one, words)
        ?? again.compute(0..<9, columns: columns, padding: T(0), kernels: Kernels(.best))
        .difference(from: one, words)
    }
  }

  func dependsOnInstructions<T: Scalar>(_ type: T.Type) -> String? {
    first { columns in
      let baseline = component.compute(
        0..<9, columns: columns, padding: T(0), kernels: Kernels(.baseline))
      for set in InstructionSet.supported {
        let found = component.compute(
          0..<9, columns: columns, padding: T(0), kernels: Kernels(set))
        let words = ("with \(set)", "with baseline (\(T.shownName))")
        if let text = found.difference(from: baseline, words) { return text }
      }
      return nil
    }
  }

  private func result<T: Scalar>(
    _ rows: Range<Int>, _ columns: Int, _ type: T.Type
  ) -> BatchResult {
    component.compute(rows, columns: columns, padding: T(0), kernels: Kernels(.best))
  }

  private func first(_ problem: (_ columns: Int) -> String?) -> String? {
    for columns in widths {
      if let text = problem(columns) { return text }
    }
    return nil
  }
}
