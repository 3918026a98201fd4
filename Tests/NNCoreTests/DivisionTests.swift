import Testing

@testable import NNCore

/// How the work of an iteration is divided among threads.
@Suite("Division of work")
struct DivisionTests {
  /// Networks whose panels do not divide among threads, batches that are no multiples of a block.
  private static let structures = [
    [1, 1], [3, 2], [61, 130, 70], [200, 30, 10], [70, 33, 97, 5], [784, 128, 64, 10],
    [40, 600, 600, 3],
  ]
  private static let counts = [1, 37, 63, 64, 65, 100, 128, 130, 200, 700]

  @Test("Each weight is in one block", arguments: structures, [1, 2, 3, 7])
  func weights(structure: [Int], threads: Int) {
    let panel = PanelMatrix<Float>.panelWidth
    for (count, visited) in Self.counts.flatMap({ [($0, nil), ($0, structure[0] / 4)] }) {
      let (blocks, division) =
        WeightBlockPlan<Float>(
          structure: structure, visitedInputs: visited, count: count, threads: threads,
          minimumMultiplications: 1000
        ).blocks
      #expect(division.owners == threads && division.parts == blocks.count)
      for layer in 0..<structure.count - 1 {
        var updates = [Int](repeating: 0, count: (structure[layer] + 1) * structure[layer + 1])
        let isSparse = layer == 0 && visited != nil
        for block in blocks where block.layer == layer {
          block.forEachTile(isSparse: isSparse) { rows, columns in
            #expect(rows.count * columns.count <= WeightBlock<Float>.maximumTile)
            #expect(starts(columns, at: panel, endingWith: structure[layer + 1]))
            // After the bias neuron's row.
            #expect(
              starts(
                max(0, rows.lowerBound - 1)..<rows.upperBound - 1, at: isSparse ? 64 : panel,
                endingWith: structure[layer]))
            for row in rows {
              for column in columns { updates[row * structure[layer + 1] + column] += 1 }
            }
          }
        }
        #expect(updates.allSatisfy { $0 == 1 }, "layer \(layer), \(count) samples")
      }
    }
  }

  @Test("Each step is done once for each sample and neuron", arguments: structures, [1, 2, 3, 7])
  func stages(structure: [Int], threads: Int) {
    for (count, visited) in Self.counts.flatMap({ [($0, nil), ($0, structure[0] / 4)] }) {
      let plan = StagePlan<Double>(
        structure: structure, capacity: 700, visitedInputs: visited,
        expandsPrivately: count < 100, count: count, threads: threads,
        minimumMultiplications: 1000)
      let layers = structure.count - 1
      let isShared = visited != nil && !plan.expandsPrivately
      let beginning: [Stage.Step] = [.fetch] + (isShared ? [.expand] : [])
      let forward = (0..<layers).map { Stage.Step.forward(layer: $0) }
      let backward = (1..<max(1, layers)).reversed().map { Stage.Step.backward(layer: $0) }
      for (stages, steps) in [
        (plan.forward(fetches: true), beginning + forward),
        (plan.backpropagation(fetches: true), beginning + forward + [.costs] + backward),
      ] {
        let found = stages.flatMap(\.steps)
        // Targets may be fetched later, and what each thread does for itself is no step.
        #expect(found.filter { $0 != .fetch } == steps.filter { $0 != .fetch })
        #expect(found.count { $0 == .fetch } == 1)
        for stage in stages {
          #expect(stage.division.owners == threads && stage.division.parts == stage.parts.count)
          check(stage, structure, count: count, isSparse: visited != nil)
        }
      }
    }
  }

  /// Checks that parts are what kernels take, and are all that there is to do.
  private func check(_ stage: Stage, _ structure: [Int], count: Int, isSparse: Bool) {
    let neurons = stage.parts.first?.neurons == nil ? nil : neurons(of: stage, structure)
    let isOfSparseRows =
      isSparse && (stage.steps.contains(.expand) || stage.steps.contains(.forward(layer: 0)))
    var done = [Int](repeating: 0, count: count * (neurons ?? 1))
    for part in stage.parts {
      if isOfSparseRows { #expect(starts(part.samples, at: 64, endingWith: count)) }
      if let range = part.neurons, let neurons {
        #expect(starts(range, at: PanelBatch<Double>.panelWidth, endingWith: neurons))
      }
      for sample in part.samples {
        for neuron in part.neurons ?? 0..<1 { done[sample * (neurons ?? 1) + neuron] += 1 }
      }
    }
    #expect(done.allSatisfy { $0 == 1 }, "\(stage.steps) of \(count) samples")
  }

  /// The number of neurons that the only step of a stage computes.
  private func neurons(of stage: Stage, _ structure: [Int]) -> Int? {
    #expect(stage.steps.count == 1)
    return switch stage.steps.first {
    case .forward(let layer): structure[layer + 1]
    case .backward(let layer): structure[layer]
    case .fetch, .expand, .costs, nil: nil
    }
  }

  /// Whether a range starts at a multiple, and ends at one or at the end of all.
  private func starts(_ range: Range<Int>, at multiple: Int, endingWith end: Int) -> Bool {
    range.lowerBound.isMultiple(of: multiple)
      && (range.upperBound == end || range.upperBound.isMultiple(of: multiple))
  }

  /// Layers that are shared, others beside them, and many that are not.
  @Test(
    "A layer that is not shared goes to the thread with the least work",
    arguments: structures + [
      [100, 64, 64, 64, 64, 64, 64, 10], [784, 128, 64, 32, 16, 10], [60, 30, 20, 30, 20, 30, 60],
    ], [1, 2, 3, 7])
  func balance(structure: [Int], threads: Int) {
    for (count, visited) in Self.counts.flatMap({ [($0, nil), ($0, structure[0] / 4)] }) {
      let plan = WeightBlockPlan<Float>(
        structure: structure, visitedInputs: visited, count: count, threads: threads,
        minimumMultiplications: 100_000)
      let (blocks, division) = plan.blocks
      func work(_ blocks: [WeightBlock<Float>]) -> Double {
        blocks.reduce(0) { $0 + plan.multiplications($1) }
      }
      let unshared = blocks.filter { block in blocks.count { $0.layer == block.layer } == 1 }
      let owned = zip(division.starts, division.starts.dropFirst()).map { Array(blocks[$0..<$1]) }
      // Whoever has the most with them had no more than the mean before the last of them.
      let largest = unshared.map(plan.multiplications).max() ?? 0
      let shared = owned.map { work($0.filter { !unshared.contains($0) }) }.max() ?? 0
      let mean = work(blocks) / Double(threads)
      #expect(
        (owned.map(work).max() ?? 0) <= max(shared, mean + largest) * (1 + 1e-12),
        "\(count) samples, \(visited ?? structure[0]) inputs")
    }
  }
}
