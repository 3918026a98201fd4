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
    for (count, visited) in Self.counts.flatMap({ [($0, nil), ($0, structure[0] / 4)] }) {
      let (blocks, division) =
        WeightBlockPlan<Float>(
          structure: structure, visitedInputs: visited, count: count, threads: threads,
          minimumMultiplications: 1000
        ).blocks
      #expect(division.owners == threads && division.parts == blocks.count)
      for layer in 0..<structure.count - 1 {
        var updates = [Int](repeating: 0, count: (structure[layer] + 1) * structure[layer + 1])
        for block in blocks where block.layer == layer {
          block.forEachTile(isSparse: layer == 0 && visited != nil) { rows, columns in
            #expect(rows.count * columns.count <= WeightBlock<Float>.maximumTile)
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
          let neurons = stage.parts.compactMap(\.neurons?.upperBound).max() ?? 1
          var done = [Int](repeating: 0, count: count * neurons)
          for part in stage.parts {
            for sample in part.samples {
              for neuron in part.neurons ?? 0..<1 { done[sample * neurons + neuron] += 1 }
            }
          }
          #expect(done.allSatisfy { $0 == 1 }, "\(stage.steps) of \(count) samples")
        }
      }
    }
  }
}
