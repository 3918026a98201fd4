import NNCore
import NNFiles

/// The checks of an optimizer, with 9 x 37 weights:
///
/// - `slot names`: they are different names that checkpoints can store.
/// - `memory`: rows of other blocks keep their weights and slots.
/// - `repeatability`: the same iterations give the same bits, also in another instance.
/// - `blocks`: weights have the same bits however their rows are divided into blocks, and wherever
///   they are in a block.
/// - `descent`: on sum of c_i (w_i - t_i)^2 / 2 with c_i from 0.5 to 2, 300 iterations at least
///   halve the cost, for one of the learning rates 10, 1, 0.1, 0.01 and 0.001.
/// - `padding`: whatever gradients and slots are padded with reaches no weight.
/// - `resuming`: from copies of weights and slots after 10 iterations, 10 more of another instance
///   lead to the same bits as without an interruption.
/// - `length`: if `dependsOnLength` is false, weights do not depend on the number of iterations.
/// - `learning rate`: if `usesLearningRate` is false, weights do not depend on the learning rate.
/// - `zero gradient`: if `changesWithoutGradient` is false, a gradient of zeros changes no bit of
///   weights and slots, not even the sign of a zero.
/// - `float32`: after 3 iterations, weights differ from those in float64 by at most 2^-16, or 2^-16
///   times the weight if that is above 1.
/// - `instruction sets`: all that this processor has give the same bits.
/// - `threads`: a short training has the same bits on 1, 2 and 4 threads.
///
/// If one of the first four checks fails, the others mean nothing, and are left out.
struct OptimizerChecks {
  private let optimizer: any Optimizer
  /// Makes the same optimizer from the same settings.
  private let remake: () -> any Optimizer

  /// - Parameters:
  ///   - optimizer: the optimizer
  ///   - remake: makes the same from the same settings
  init(_ optimizer: any Optimizer, remake: @escaping () -> any Optimizer) {
    self.optimizer = optimizer
    self.remake = remake
  }

  func add(to list: inout CheckList) {
    guard
      list.check("slot names", { slotNameMistake() }),
      list.check("memory", { damage(Float.self) ?? damage(Double.self) }),
      list.check("repeatability", { varies(Float.self) ?? varies(Double.self) }),
      list.check("blocks", { dependsOnPlace(Float.self) ?? dependsOnPlace(Double.self) })
    else { return }
    list.check("descent") { failureToDescend() }
    list.check("padding") { readsPadding(Float.self) ?? readsPadding(Double.self) }
    list.check("resuming") { forgets(Float.self) ?? forgets(Double.self) }
    if !optimizer.dependsOnLength {
      list.check("length") {
        change(Double.self) { $0.iterations = 1000 }.map {
          "'dependsOnLength' is false, but in a training of 1000 iterations \($0) in one of 100"
        }
      }
    }
    if !optimizer.usesLearningRate {
      list.check("learning rate") {
        change(Double.self) { $0.learningRate = 0.5 }.map {
          "'usesLearningRate' is false, but with the learning rate 0.5 \($0) with 0.01"
        }
      }
    }
    if !optimizer.changesWithoutGradient {
      list.check("zero gradient") { driftsAlone(Float.self) ?? driftsAlone(Double.self) }
    }
    list.check("float32") { floatMistake() }
    list.check("instruction sets") {
      dependsOnInstructions(Float.self) ?? dependsOnInstructions(Double.self)
    }
    list.check("threads") {
      var training = try ShortTraining()
      training.optimizer = optimizer
      return try training.dependenceOnThreads()
    }
  }
}

extension OptimizerChecks {
  private func slotNameMistake() -> String? {
    let names = optimizer.slots
    if let name = names.first(where: { !SlotName.isValid($0) }) {
      return "'\(name.excerpt)' is not one or more lower-case letters, digits and '_', or is 'arr' "
        + "or 'best'"
    }
    if Set(names).count < names.count { return "two slots have the same name" }
    return optimizer.slots == names ? nil : "they change from one call to the next"
  }

  private func failureToDescend() -> String? {
    let (rows, columns) = (0..<OptimizerRun<Double>.rows, OptimizerRun<Double>.columns)
    let curvatures = CheckNumbers.uniform(0.5...2, stream: 7, rows: rows, columns: columns)
    let minima = CheckNumbers.uniform(-1...1, stream: 8, rows: rows, columns: columns)
    var costs: [String] = []
    for learningRate in [10, 1, 0.1, 0.01, 0.001] {
      let run = OptimizerRun<Double>(optimizer)
      (run.learningRate, run.iterations) = (learningRate, 300)
      func cost() -> Double {
        let weights = run.values
        return weights.indices.reduce(0) { sum, index in
          let error = weights[index] - minima[index]
          return sum + curvatures[index] * error * error / 2
        }
      }
      let before = cost()
      for _ in 0..<300 {
        let weights = run.values
        run.step(weights.indices.map { curvatures[$0] * (weights[$0] - minima[$0]) })
      }
      let after = cost()
      if after <= before / 2 { return nil }
      costs.append(
        "from \(before.shown) to \(after.shown) with learning rate \(learningRate.shown)")
    }
    return "300 iterations on a quadratic function do not halve its value: "
      + costs.joined(separator: ", ")
  }

  private func driftsAlone<T: Scalar>(_ type: T.Type) -> String? {
    let before = run(T.self)
    // Zeros of both signs are among the weights.
    before.set(before.values.enumerated().map { [0, -0.0, $1, $1, $1][$0 % 5] })
    let after = OptimizerRun<T>(continuing: before, with: optimizer)
    after.step(before.values.map { _ in 0 })
    return difference(after, from: before).map {
      "'changesWithoutGradient' is false, but with a gradient of zeros \($0) without an update"
    }
  }

  /// Gradients whose signs differ from weight to weight, and that keep theirs.
  private static func gradient(_ iteration: Int) -> [Double] {
    CheckNumbers.uniform(
      0.1...1, stream: 9, rows: 0..<OptimizerRun<Double>.rows,
      columns: OptimizerRun<Double>.columns
    ).enumerated().map { index, size in
      (index % 3 == 0 ? -size : size) * (1 + Double(iteration % 4) / 4)
    }
  }

  private func run<T: Scalar>(
    _ type: T.Type, iterations: Int = 6, kernels: Kernels<T> = Kernels(.best),
    _ change: (OptimizerRun<T>) -> Void = { _ in }
  ) -> OptimizerRun<T> {
    let run = OptimizerRun<T>(optimizer, kernels: kernels)
    change(run)
    for iteration in 1...iterations { run.step(Self.gradient(iteration)) }
    return run
  }

  /// How weights and slots differ from others, as a part of a sentence.
  private func difference<T: Scalar>(
    _ one: OptimizerRun<T>, from other: OptimizerRun<T>
  ) -> String? {
    let values = zip(one.values + one.slotValues, other.values + other.slotValues)
    for (index, (value, otherValue)) in values.enumerated() where !sameBits(value, otherValue) {
      let what = index < one.values.count ? "a weight" : "a number in a slot"
      return "\(what) becomes \(value.shown(besides: otherValue)) (\(T.shownName)), but "
        + "\(otherValue.shown(besides: value))"
    }
    return nil
  }

  /// How another setting changes the results.
  private func change<T: Scalar>(
    _ type: T.Type, _ change: (OptimizerRun<T>) -> Void
  ) -> String? {
    difference(run(T.self, change), from: run(T.self))
  }

  private func damage<T: Scalar>(_ type: T.Type) -> String? {
    let run = OptimizerRun<T>(optimizer)
    let before = run.values + run.slotValues
    run.blocks = [3..<5]
    run.step(Self.gradient(1))
    let after = run.values + run.slotValues
    let isChanged = after.indices.contains { index in
      let row = index / OptimizerRun<T>.columns % OptimizerRun<T>.rows
      return !(3..<5).contains(row) && !sameBits(after[index], before[index])
    }
    return isChanged ? "it writes before or after the rows of its block (\(T.shownName))" : nil
  }

  private func readsPadding<T: Scalar>(_ type: T.Type) -> String? {
    for padding in [T.nan, T.infinity, T(1e30)] {
      if let text = difference(run(T.self) { $0.padding = padding }, from: run(T.self)) {
        return "if gradients and slots are padded with \(Double(padding).shown), \(text) if with 0"
      }
    }
    return nil
  }

  private func dependsOnPlace<T: Scalar>(_ type: T.Type) -> String? {
    let whole = run(T.self)
    let divided = run(T.self) { $0.blocks = [0..<1, 1..<4, 4..<OptimizerRun<T>.rows] }
    if let text = difference(divided, from: whole) {
      return "if rows are divided into three blocks, \(text) in one block"
    }
    let reversed = OptimizerRun<T>(optimizer)
    reversed.set(reversed.values.reversed())
    for iteration in 1...6 { reversed.step(Self.gradient(iteration).reversed()) }
    for (value, other) in zip(reversed.values.reversed(), whole.values)
    where !sameBits(value, other) {
      return "in another place of a block, a weight becomes \(value.shown(besides: other)) instead "
        + "of \(other.shown(besides: value)) (\(T.shownName))"
    }
    return nil
  }

  private static let remedy = "what an optimizer remembers has to be in slots"

  private func varies<T: Scalar>(_ type: T.Type) -> String? {
    let first = run(T.self)
    let second = run(T.self)
    let third = OptimizerChecks(remake(), remake: remake).run(T.self)
    return (difference(second, from: first) ?? difference(third, from: first)).map {
      "the second time \($0) the first time; \(Self.remedy)"
    }
  }

  private func forgets<T: Scalar>(_ type: T.Type) -> String? {
    let first = run(T.self, iterations: 10)
    let resumed = OptimizerRun<T>(continuing: first, with: remake())
    for iteration in 11...20 { first.step(Self.gradient(iteration)) }
    for iteration in 11...20 { resumed.step(Self.gradient(iteration)) }
    return difference(resumed, from: first).map {
      "after an interruption \($0) without one; \(Self.remedy)"
    }
  }

  private func floatMistake() -> String? {
    let found = run(Float.self, iterations: 3).values
    let expected = run(Double.self, iterations: 3).values
    return floatDifference(found: found, expected: [expected]).map {
      "a weight becomes \(found[$0].shown) in float32, but \(expected[$0].shown) in float64"
    }
  }

  private func dependsOnInstructions<T: Scalar>(_ type: T.Type) -> String? {
    let baseline = run(T.self, kernels: Kernels(.baseline))
    for set in InstructionSet.supported {
      if let text = difference(run(T.self, kernels: Kernels(set)), from: baseline) {
        return "with \(set) \(text) with baseline"
      }
    }
    return nil
  }
}
